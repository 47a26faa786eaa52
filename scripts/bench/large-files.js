import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchHome, BIN, inMs, ROOT, runNode, setup, timesOf } from './measure.js';

const ROUNDS = 3;

/** @param {number} count @param {(index: number) => string} line */
const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');

/** @param {number} count */
const withPlugins = (count) => ({
  ...setup(),
  plugins: {
    entries: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `plugin-${index}`,
        { enabled: true, config: { apiKey: `sk-FAKEfake${index}` } },
      ]),
    ),
  },
});

/** @type {Record<string, [count: number, make: (count: number) => { config?: object | string, envText?: string }]>} */
const LARGE = {
  '.env of blank lines': [40_000, (count) => ({ envText: lines(count, () => '\n') })],
  '.env of blank lines, CRLF': [40_000, (count) => ({ envText: lines(count, () => '\r\n') })],
  '.env of variables': [
    40_000,
    (count) => ({ envText: lines(count, (index) => `NAME_${index}=value ${index}\n`) }),
  ],
  '.env of keys': [
    40_000,
    (count) => ({ envText: lines(count, (index) => `KEY_${index}=sk-FAKEfake${index}\r\n`) }),
  ],
  '.env of one long line': [400_000, (count) => ({ envText: `BLOB=${'a'.repeat(count)}` })],
  'config in JSON': [16_000, (count) => ({ config: JSON.stringify(withPlugins(count), null, 2) })],
  'config in JSON5': [
    16_000,
    (count) => ({ config: `// mine\n${JSON.stringify(withPlugins(count), null, 2)}` }),
  ],
};

const COMMANDS = {
  doctor: ['doctor', '--offline'],
  init: ['init', '--add-model', 'openai/gpt-4o', '--no-input', '--no-check', '--dry-run'],
};

/** One plugin in a config takes about 126 characters. @type {Record<string, number>} */
const SIZES = { '0.25 MB': 2_050, '8 MB': 65_000 };

/** In turn, so that there is something to undo. @type {[name: string, args: string[], goal: number][]} */
const AGAINST_JSON5 = [
  ['init', [BIN, 'init', '--add-model', 'openai/gpt-4o', '--no-input', '--no-check'], 5],
  ['undo', [BIN, 'undo', '--yes', '--no-input'], 3],
  ['status', [BIN, 'status'], 3],
  ['doctor', [BIN, 'doctor', '--offline'], 3],
];

const MOST_MB = 500;

const PARSE = `const { parse } = require(process.argv[1]); parse(require('node:fs').readFileSync(process.argv[2], 'utf8'))`;
/** @param {string} config @returns {[name: string, args: string[]]} */
const JSON5_ALONE = (config) => ['json5', ['-e', PARSE, join(ROOT, 'node_modules/json5'), config]];

const NOTE_USAGE = `data:text/javascript,import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())))`;

/** @type {import('./measure.js').Part} */
export async function* largeFiles() {
  yield* growth();
  yield* againstJson5();
}

/**
 * The processor time that a large config adds to a command, against what it adds to a script that only reads it with json5.
 * @type {import('./measure.js').Part}
 */
async function* againstJson5() {
  const home = new BenchHome();
  const config = join(home.path, '.openclaw', 'openclaw.json');
  const note = join(home.path, 'usage');
  const env = { ...home.env, USAGE: note };
  /** Processor time of the round that others disturbed least. @param {number} count */
  const measure = async (count) => {
    home.write({ config: `// mine\n${JSON.stringify(withPlugins(count), null, 2)}` });
    /** @type {Record<string, number>} */
    const cpuMs = {};
    let initMb = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, args] of [JSON5_ALONE(config), ...AGAINST_JSON5]) {
        await runNode(['--import', NOTE_USAGE, ...args], { env, mayFail: name === 'doctor' });
        const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(note, 'utf8'));
        cpuMs[name] = Math.min(cpuMs[name] ?? Number.POSITIVE_INFINITY, (userCPUTime + systemCPUTime) / 1000);
        if (name === 'init') initMb = Math.max(initMb, maxRSS / 1024);
      }
    }
    return { cpuMs, initMb };
  };
  try {
    const small = await measure(0);
    for (const [size, count] of Object.entries(SIZES)) {
      const large = await measure(count);
      /** @param {string} name */
      const added = (name) => (large.cpuMs[name] ?? 0) - (small.cpuMs[name] ?? 0);
      for (const [name, , goal] of AGAINST_JSON5)
        yield {
          name: `${name}, config of ${size}`,
          ratio: added(name) / added('json5'),
          detail: inMs(large.cpuMs[name] ?? 0),
          goal,
          to: `json5 alone, ${inMs(added('json5'))}`,
        };
      yield {
        name: `init, memory for a config of ${size}`,
        ratio: large.initMb / MOST_MB,
        detail: `${large.initMb.toFixed(0)} MB`,
        goal: 1,
        to: `${MOST_MB} MB`,
      };
    }
  } finally {
    home.remove();
  }
}

/**
 * Against the same command with a small file, and against a quarter of the file: 4 is linear, 16 quadratic.
 * @type {import('./measure.js').Part}
 */
async function* growth() {
  const home = new BenchHome();
  const fastest = async (/** @type {string[]} */ args) => {
    const { run = [] } = await timesOf(
      { run: () => runNode([BIN, ...args], { env: home.env, mayFail: true }) },
      ROUNDS,
    );
    return Math.min(...run);
  };
  try {
    for (const [command, args] of Object.entries(COMMANDS)) {
      home.write();
      const small = await fastest(args);
      for (const [name, [count, make]] of Object.entries(LARGE)) {
        home.write(make(count / 4));
        const quarter = await fastest(args);
        home.write(make(count));
        const whole = await fastest(args);
        // Near the time for a small file, the difference is noise.
        const isNoise = whole < 2 * small;
        yield {
          name: `${command}, ${name}`,
          ratio: isNoise ? undefined : (whole - small) / Math.max(quarter - small, 1),
          detail: `${inMs(whole)}; a small file ${inMs(small)}`,
          goal: 6,
          to: 'a quarter of it',
        };
      }
    }
  } finally {
    home.remove();
  }
}
