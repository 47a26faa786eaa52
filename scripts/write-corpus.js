// Adds recordings of `cf-aig conformance` to test/corpus/conformance.json:
//   npm run corpus -- <file>               those that were different
//   npm run corpus -- <file> --only <id>   this one, or several by a pattern with *
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadTypeScript } from './load-typescript.js';

const TARGET = new URL('../test/corpus/conformance.json', import.meta.url);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const [path] = positionals;
if (path === undefined || positionals.length > 1) fail('npm run corpus -- <file> [--only <id>]');

/** @type {typeof import('./corpus/recordings.js')} */
const { chooseRecordings, entryOf, formatCorpus, merge, readResultFile } = await loadTypeScript(
  'scripts/corpus/recordings.ts',
);
try {
  const file = readResultFile(readFileSync(path, 'utf8'));
  const chosen = chooseRecordings(file, values.only);
  if (!chosen.length) fail(values.only ? `nothing was recorded for ${values.only}` : 'nothing was different');
  const old = existsSync(TARGET) ? JSON.parse(readFileSync(TARGET, 'utf8')) : [];
  const added = chosen.map((recording) => entryOf(recording, file));
  writeFileSync(TARGET, formatCorpus(merge(old, added)));
  for (const { name, expect } of added) console.log(`${name}: ${expect?.cause ?? 'healthy'}`);
  console.log('\nWhat the rules say of them: npm run test:unit -- test/diagnosis/corpus');
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(2);
}
