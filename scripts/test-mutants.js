// Changes the code in one place at a time, and counts the changes that no test notices: CONTRIBUTING.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installStryker } from './mutants/install.js';

/** @type {Record<string, string>} what is changed, by the word that selects it; the tests of the same room run */
const ROOMS = {
  lib: 'src/lib/**/*.ts',
  diagnosis: 'src/diagnosis/**/*.ts',
  openclaw: 'src/openclaw/**/*.ts',
};

const CONFIG = fileURLToPath(new URL('mutants/stryker.config.js', import.meta.url));

/** A room by its name, else files: `src/lib/json5`, `src/lib/sse.ts`. @param {string} word */
function selection(word) {
  const mutate = ROOMS[word] ?? (word.endsWith('.ts') ? word : join(word, '**/*.ts'));
  return { name: word.replaceAll(/[\\/]/g, '-'), mutate };
}

const words = process.argv.slice(2);
const { node, stryker } = await installStryker();
for (const { name, mutate } of (words.length > 0 ? words : Object.keys(ROOMS)).map(selection)) {
  console.log(`\n${mutate}`);
  const results = `coverage/mutants/${name}`;
  const args = ['run', CONFIG, '--mutate', mutate, '--incrementalFile', `${results}.json`];
  const { status } = spawnSync(node, [stryker, ...args, '--tempDirName', `${results}-sandbox`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
