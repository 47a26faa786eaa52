// Changes the code in one place at a time, and counts the changes that no test notices: CONTRIBUTING.md.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installStryker } from './mutants/install.js';

/** Words that select what is changed; the tests of the same room run. */
const ROOMS = ['lib', 'diagnosis', 'openclaw'];

/** Rooms of tables, which are read when they are loaded: a mutant there would need all tests, and tables are data. */
const ROOMS_OF_TABLES = /^src\/(?:diagnosis|openclaw)/;

const CONFIG = fileURLToPath(new URL('mutants/stryker.config.js', import.meta.url));

/** A room by its name, else files: `src/lib/json5`, `src/lib/sse.ts`. @param {string} word */
function selection(word) {
  const path = ROOMS.includes(word) ? `src/${word}` : word;
  const mutate = path.endsWith('.ts') ? path : `${path}/**/*.ts,!src/**/*.generated.ts`;
  return { name: word.replaceAll(/[\\/]/g, '-'), mutate, isOfTables: ROOMS_OF_TABLES.test(path) };
}

const words = process.argv.slice(2);
const { node, stryker } = await installStryker();
for (const { name, mutate, isOfTables } of (words.length > 0 ? words : ROOMS).map(selection)) {
  console.log(`\n${mutate}`);
  const results = `coverage/mutants/${name}`;
  const args = ['run', CONFIG, '--mutate', mutate, '--incrementalFile', `${results}.json`];
  if (isOfTables) args.push('--ignoreStatic');
  const { status } = spawnSync(node, [stryker, ...args, '--tempDirName', `${results}-sandbox`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
