// Start-up and doctor, as ratios to a bare `node -e 0` in the same run: absolute times say more about the machine.
// Then large files, as ratios to the same command with a small one, and to a quarter of the file: 4 is linear, 16 quadratic.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = 15;
const bin = fileURLToPath(new URL('../bin/cf-aig.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cf-aig-bench-'));
const env = { PATH: process.env.PATH, HOME: home };
const account = '0123456789abcdef0123456789abcdef';

mkdirSync(join(home, '.openclaw'), { mode: 0o700 });
const config = {
  models: {
    providers: {
      'cloudflare-ai-gateway': {
        baseUrl: `https://gateway.ai.cloudflare.com/v1/${account}/my-gateway/compat`,
        api: 'openai-completions',
        auth: 'api-key',
        apiKey: { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' },
        models: [{ id: 'openai/gpt-4o-mini', name: 'GPT-4o mini' }],
      },
    },
  },
  agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
};
const variable = 'CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000\n';
write({});

/** @param {{ configText?: string, envText?: string }} files */
function write({ configText = JSON.stringify(config), envText = '' }) {
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), configText, { mode: 0o600 });
  writeFileSync(join(home, '.openclaw', '.env'), variable + envText, { mode: 0o600 });
}

const cases = {
  'node -e 0': ['-e', '0'],
  'cf-aig --version': [bin, '--version'],
  'cf-aig --help': [bin, '--help'],
  'cf-aig doctor --offline': [bin, 'doctor', '--offline'],
  'cf-aig explain 2009': [bin, 'explain', '2009'],
};
/** @type {Map<string, number[]>} in milliseconds */
const times = new Map(Object.keys(cases).map((name) => [name, []]));

// Interleaved, so that a slow moment of the machine meets all of them.
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(cases)) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, args, { env, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    times.get(name)?.push(performance.now() - started);
  }
}

const median = (/** @type {number[]} */ values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const [base = Number.NaN] = [...times.values()].map(median);
for (const [name, values] of times) {
  const ms = median(values);
  console.log(`${name.padEnd(26)} ${ms.toFixed(0).padStart(5)} ms  x${(ms / base).toFixed(2)}`);
}

/** @param {number} count @param {(index: number) => string} line */
const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');
/** @param {number} count */
const withPlugins = (count) => {
  const entries = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `plugin-${index}`,
      { enabled: true, config: { apiKey: `sk-FAKEfake${index}` } },
    ]),
  );
  return { ...config, plugins: { entries } };
};
/** @type {Record<string, [count: number, make: (count: number) => { configText?: string, envText?: string }]>} */
const large = {
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
  'config in JSON': [16_000, (count) => ({ configText: JSON.stringify(withPlugins(count), null, 2) })],
  'config in JSON5': [
    16_000,
    (count) => ({ configText: `// mine\n${JSON.stringify(withPlugins(count), null, 2)}` }),
  ],
};
const commands = {
  doctor: ['doctor', '--offline'],
  init: ['init', '--add-model', 'openai/gpt-4o', '--no-input', '--no-check', '--dry-run'],
};

/** @param {string[]} args */
function fastest(args) {
  const all = Array.from({ length: 3 }, () => {
    const started = performance.now();
    spawnSync(process.execPath, [bin, ...args], { env, stdio: 'ignore', timeout: 60_000 });
    return performance.now() - started;
  });
  return Math.min(...all);
}

console.log();
for (const [command, args] of Object.entries(commands)) {
  write({});
  const small = fastest(args);
  for (const [name, [count, make]] of Object.entries(large)) {
    write(make(count / 4));
    const quarter = fastest(args);
    write(make(count));
    const whole = fastest(args);
    // Near the time for a small file, the difference is noise.
    const growth =
      whole < 2 * small ? '' : `  grows x${((whole - small) / Math.max(quarter - small, 1)).toFixed(1)}`;
    console.log(
      `${command} ${name}`.padEnd(34) +
        `${whole.toFixed(0).padStart(6)} ms  x${(whole / small).toFixed(1)}${growth}`,
    );
  }
}
rmSync(home, { recursive: true, force: true });
