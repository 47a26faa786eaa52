import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { expect } from 'expect';
import fastCheck from 'fast-check';
import * as circus from 'jest-circus';
import * as mock from 'jest-mock';
import { createLoader, reaches } from './load.js';

/** @typedef {NonNullable<circus.State['currentlyRunningTest']>} TestEntry */

/**
 * Stryker's test runner for the pure tests of this project: jest's own `describe`, `test`, `expect`, in the process
 * that stays. A mutant costs the tests that reach it, about 0.05 s, where jest itself needs 2 s for each.
 *
 * The interface is `TestRunner` of @stryker-mutator/api, which is not installed where types are checked.
 *
 * @typedef {{ id: string, name: string, fileName: string, timeSpentMs: number, processorMs: number, status: 0 | 1 | 2, failureMessage?: string }} TestResult
 * @typedef {{ activeMutant?: string, currentTestId?: string, mutantCoverage?: object, hitCount?: number, hitLimit?: number }} Instruments
 * @typedef {{ activeMutant: { id: string }, sandboxFileName: string, testFilter?: string[], hitLimit?: number, mutantActivation: 'static' | 'runtime' }} MutantRun
 */

const [PASSED, FAILED, SKIPPED] = /** @type {const} */ ([0, 1, 2]);

/** They start programs, which no mutant reaches, and wait for them. */
const STARTS_PROGRAMS = /\.kill\.test\.ts$/;

/** They measure how time grows, which instruments change. */
const MEASURES_TIME = /in proportion|in (?:reasonable|linear) time|more than a function takes/;

/** A property is tried on few values, always the same, and no smaller counterexample is looked for. */
const MOST_PROPERTY_RUNS = 20;

/**
 * What the tests of one mutant may cost, in milliseconds of the processor, as they took in the dry run. Those that mirror
 * the file come first, then the quick ones; the rest, where there is one, does not run, and may leave a mutant alive that
 * it would have noticed.
 */
const MOST_TEST_TIME = 1_500;

/** Two thirds of the time of the room: for mutants of what they are about. */
const SLOW = { tests: /openclaw\/changes\/removal\/removal-plan\./, sources: /^src\/openclaw\/changes\// };

/** A runner that follows one that was stopped reads there what the dry run took; the working folder is Stryker's copy. */
const TIMES_FILE = 'mutants-times.json';

const TEST_TIMEOUT_MS = 10_000;

/** Stryker takes a loop for endless at 100 times the hits of all tests: more than this many it need not wait for. */
const FEW_HITS = 100_000;
const LESS_HITS = 10;

// Each assertion would look for its place in the code, which no report shows.
Error.stackTraceLimit = 0;

const world = /** @type {{ __stryker__?: Instruments }} */ (globalThis);
world.__stryker__ ??= {};
const instruments = world.__stryker__;

const assertProperty = (/** @type {fastCheck.IRawProperty<unknown>} */ property, { numRuns = 100 } = {}) =>
  fastCheck.assert(property, {
    numRuns: Math.min(numRuns, MOST_PROPERTY_RUNS),
    seed: 1,
    endOnFailure: true,
  });

const given = {
  'fast-check': { default: { ...fastCheck, assert: assertProperty }, __esModule: true },
  '@jest/globals': { ...circus, expect, jest: { spyOn: mock.spyOn, fn: mock.fn }, __esModule: true },
};

class CircusRunner {
  static inject = /** @type {const} */ ([]);

  /** @type {string[]} the tests of the room, absolute */
  #files = [];
  /** @type {Map<string, number> | undefined} how long each test took in the dry run, in milliseconds of the processor */
  #times;
  /** @type {Map<string, string>} the test file that killed the last mutant of a source file */
  #killers = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** @param {{ files?: string[] }} options */
  async dryRun({ files = [] }) {
    this.#files = testsFor(files);
    delete instruments.activeMutant;
    instruments.hitLimit = undefined;
    const tests = [];
    for (const file of this.#files)
      tests.push(...(await runFile(createLoader(given), file, { bail: false })));
    const times = tests.map(({ id, processorMs }) => /** @type {const} */ ([id, processorMs]));
    writeFileSync(TIMES_FILE, JSON.stringify(times));
    return { status: 'complete', tests, mutantCoverage: instruments.mutantCoverage };
  }

  /** @param {MutantRun} run */
  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, mutantActivation }) {
    instruments.mutantCoverage = undefined;
    const limit = hitLimit && Math.min(hitLimit, Math.max(hitLimit / LESS_HITS, FEW_HITS));
    instruments.hitCount = limit === undefined ? undefined : 0;
    instruments.hitLimit = limit;
    const source = relative(process.cwd(), resolve(sandboxFileName));
    const filter = testFilter && this.#affordable(source, testFilter);
    const load = createLoader(given);
    let nrOfTests = 0;
    for (const file of this.#inOrder(source, filter)) {
      instruments.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
      const tests = await runFile(load, file, {
        bail: true,
        filter,
        mutant: activeMutant.id,
        source: resolve(source),
      });
      if (limit !== undefined && (instruments.hitCount ?? 0) > limit)
        return { status: 'timeout', reason: `hit limit reached (${instruments.hitCount}/${limit})` };
      nrOfTests += tests.filter(({ status }) => status !== SKIPPED).length;
      const failed = tests.find(({ status }) => status === FAILED);
      if (failed) {
        this.#killers.set(source, file);
        return { status: 'killed', killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests };
      }
    }
    return { status: 'survived', nrOfTests };
  }

  /**
   * The test files to run for a mutant: first the one that mirrors the source, and the one that killed the last mutant
   * of the source; then in the order of the tests.
   * @param {string} source @param {Set<string> | undefined} filter
   */
  #inOrder(source, filter) {
    const files = filter ? [...new Set([...filter].map(fileOfTest))] : this.#filesFor(source);
    return files.toSorted((a, b) => this.#rank(a, source) - this.#rank(b, source));
  }

  /**
   * The tests that may run for a mutant, within MOST_TEST_TIME, the quick ones first.
   * @param {string} source @param {string[]} tests
   */
  #affordable(source, tests) {
    this.#times ??= new Map(existsSync(TIMES_FILE) ? JSON.parse(readFileSync(TIMES_FILE, 'utf8')) : []);
    const time = (/** @type {string} */ test) => this.#times?.get(test) ?? 0;
    const rank = (/** @type {string} */ test) => this.#rank(fileOfTest(test), source);
    const chosen = new Set();
    let sum = 0;
    for (const test of tests.toSorted((a, b) => rank(a) - rank(b) || time(a) - time(b))) {
      sum += time(test);
      if (sum > MOST_TEST_TIME && chosen.size > 0) break;
      chosen.add(test);
    }
    return chosen;
  }

  /** @param {string} file of a test @param {string} source */
  #rank(file, source) {
    const mirror = resolve(source.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts'));
    return file === mirror ? 0 : file === this.#killers.get(source) ? 1 : 2;
  }

  /** @param {string} source */
  #filesFor(source) {
    return this.#files.length > 0 ? this.#files : testsFor([source]);
  }
}

/** @param {string} id */
function fileOfTest(id) {
  return resolve(id.slice(0, id.indexOf('#')));
}

/** Tests of other rooms that prove a room too: files, or folders. @type {Record<string, readonly string[]>} */
const TESTS_ELSEWHERE = {
  // git-index.ts and sqlite.ts, on real files.
  lib: ['openclaw/machine/git.test.ts', 'openclaw/machine/auth-store.test.ts'],
  // What doctor's checks are the only ones to read: the gateway's process, service files, config problems.
  openclaw: ['doctor/block', 'doctor/config', 'doctor/fix', 'doctor/runtime'],
};

/** The tests of the rooms that the sources are in. @param {string[]} sources */
function testsFor(sources) {
  const rooms = new Set(
    sources.map((file) => relative(resolve('src'), resolve(file)).split(/[\\/]/)[0] ?? ''),
  );
  const places = [...rooms].flatMap((room) => [room, ...(TESTS_ELSEWHERE[room] ?? [])]);
  return places
    .flatMap((place) => (place.endsWith('.ts') ? [resolve('test', place)] : testsIn(resolve('test', place))))
    .filter((file) => !STARTS_PROGRAMS.test(file))
    .filter(
      (file) =>
        !SLOW.tests.test(file) ||
        sources.some((source) => SLOW.sources.test(relative(process.cwd(), resolve(source)))),
    );
}

/** @param {string} folder */
function testsIn(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => resolve(folder, name));
}

/**
 * Runs the tests of a file, or those of the filter.
 * @param {ReturnType<typeof createLoader>} load
 * @param {string} file
 * @param {{ bail: boolean, filter?: Set<string>, mutant?: string, source?: string }} options
 *   bail: end with the first failure; source: the mutant's file, without which the tests need not run
 * @returns {Promise<TestResult[]>}
 */
async function runFile(load, file, { bail, filter, mutant, source }) {
  const fileName = relative(process.cwd(), file);
  circus.resetState();
  circus.getState().testTimeout = TEST_TIMEOUT_MS;
  try {
    load(file);
  } catch (error) {
    const id = `${fileName}#(load)`;
    return [
      {
        id,
        name: id,
        fileName,
        timeSpentMs: 0,
        processorMs: 0,
        status: FAILED,
        failureMessage: String(error),
      },
    ];
  }
  if (source !== undefined && !reaches(file, source)) return [];
  if (mutant !== undefined) instruments.activeMutant = mutant;

  /** @type {Map<TestEntry, TestResult>} */
  const results = new Map();
  /** @type {Map<string, number>} rows of a table may share a name */
  const names = new Map();
  let hasFailed = false;
  let start = process.cpuUsage();
  const handler = (/** @type {circus.Event} */ event) => {
    if (event.name === 'test_start') {
      const name = nameOf(event.test);
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      const id = count === 1 ? `${fileName}#${name}` : `${fileName}#${name} (${count})`;
      const isWanted = filter ? filter.has(id) : !MEASURES_TIME.test(name);
      if (!isWanted || (bail && hasFailed)) event.test.mode = 'skip';
      instruments.currentTestId = id;
      start = process.cpuUsage();
      results.set(event.test, { id, name, fileName, timeSpentMs: 0, processorMs: 0, status: SKIPPED });
    } else if (event.name === 'test_done') {
      const result = /** @type {TestResult} */ (results.get(event.test));
      const [error] = event.test.errors;
      result.timeSpentMs = event.test.duration ?? 0;
      const { user, system } = process.cpuUsage(start);
      result.processorMs = (user + system) / 1000;
      result.status = error ? FAILED : PASSED;
      if (error) {
        hasFailed = true;
        result.failureMessage = messageOf(error);
      }
      instruments.currentTestId = undefined;
    } else if (event.name === 'test_skip') instruments.currentTestId = undefined;
  };
  circus.addEventHandler(handler);
  try {
    await circus.run();
  } finally {
    circus.removeEventHandler(handler);
  }
  return [...results.values()];
}

/** @param {TestEntry} test */
function nameOf(test) {
  const names = [test.name];
  for (let block = test.parent; block.parent; block = block.parent) names.unshift(block.name);
  return names.join(' ');
}

/** @param {TestEntry['errors'][number]} error an error, or the error with where the test stands */
function messageOf(error) {
  const [first] = Array.isArray(error) ? error : [error];
  return String(first?.message ?? first);
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'circus', injectableClass: CircusRunner }];
