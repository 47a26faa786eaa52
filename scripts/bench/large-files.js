import { BenchHome, BIN, inMs, runNode, setup, timesOf } from './measure.js';

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

/**
 * Against the same command with a small file, and against a quarter of the file: 4 is linear, 16 quadratic.
 * @type {import('./measure.js').Part}
 */
export async function* largeFiles() {
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
