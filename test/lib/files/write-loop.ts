import { readFileSync } from 'node:fs';
import { writeFiles } from '../../../src/lib/files/write-files.js';

/** Replaces both files over and over, each time by a text of one letter; runs until it is killed. */
const [first, second] = process.argv.slice(2) as [string, string];
for (let round = 0; ; round++) {
  const after = String.fromCharCode(97 + (round % 26)).repeat(200_000);
  const writes = [first, second].map((path) => ({ path, before: readFileSync(path, 'utf8'), after }));
  await writeFiles(writes);
  if (round === 0) process.stdout.write('going\n');
}
