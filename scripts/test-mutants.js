// Changes the code in one place at a time, and counts the changes that no test notices: CONTRIBUTING.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installStryker } from './mutants/install.js';

/** Words that select what is changed; the tests of the same room run. */
const ROOMS = ['lib', 'diagnosis', 'openclaw'];

/** Rooms of tables, which are read when they are loaded: a mutant there would need all tests, and tables are data. */
const ROOMS_OF_TABLES = /^src\/(?:diagnosis|openclaw)/;

/** Rooms that are measured folder by folder, so that what is finished counts and is printed. */
const LARGE_ROOMS = ['openclaw'];

/** Per cent of the mutants that the tests have to notice. */
const LEAST_SCORE = 85;

const CONFIG = fileURLToPath(new URL('mutants/stryker.config.js', import.meta.url));

/** A room by its name, else files: `src/lib/json5`, `src/lib/sse.ts`. @param {string} word */
function patternsOf(word) {
  const path = ROOMS.includes(word) ? `src/${word}` : word;
  if (path.endsWith('.ts')) return [path];
  if (!LARGE_ROOMS.includes(word)) return [`${path}/**/*.ts`];
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [`${path}/*.ts`, ...folders.map(({ name }) => `${path}/${name}/**/*.ts`)];
}

/** Runs Stryker on some files. @param {string} pattern @returns {string} the file with the results */
function measure(pattern) {
  console.log(`\n${pattern}`);
  const name = pattern.replaceAll(/\/\*.*/g, '').replaceAll(/[\\/]/g, '-');
  const results = `coverage/mutants/${name}${/[^*]\/\*\.ts$/.test(pattern) ? '-files' : ''}.json`;
  const args = ['run', CONFIG, '--mutate', `${pattern},!src/**/*.generated.ts`, '--incrementalFile', results];
  if (ROOMS_OF_TABLES.test(pattern)) args.push('--ignoreStatic');
  const { status } = spawnSync(
    node,
    [stryker, ...args, '--tempDirName', results.replace('.json', '-sandbox')],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exitCode = 1;
  return results;
}

/** What Stryker calls the total mutation score. @param {readonly string[]} files with results */
function scoreOf(files) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const file of files.filter((each) => existsSync(each))) {
    const { files: sources } = JSON.parse(readFileSync(file, 'utf8'));
    for (const { mutants } of Object.values(sources))
      for (const { status } of mutants) counts[status] = (counts[status] ?? 0) + 1;
  }
  const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0 } = counts;
  const noticed = Killed + Timeout;
  const all = noticed + Survived + NoCoverage;
  return { noticed, all, score: all ? (100 * noticed) / all : 100 };
}

const words = process.argv.slice(2);
const { node, stryker } = await installStryker();
for (const word of words.length > 0 ? words : ROOMS) {
  const { noticed, all, score } = scoreOf(patternsOf(word).map(measure));
  console.log(`\n${word}: ${noticed} of ${all} mutants are noticed, ${score.toFixed(2)} %`);
  if (score < LEAST_SCORE) process.exitCode = 1;
}
