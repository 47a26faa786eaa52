// Start-up and doctor, as ratios to a bare `node -e 0` in the same run: absolute times say more about the machine.
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
writeFileSync(
  join(home, '.openclaw', 'openclaw.json'),
  JSON.stringify({
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
  }),
  { mode: 0o600 },
);
writeFileSync(
  join(home, '.openclaw', '.env'),
  'CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000\n',
  { mode: 0o600 },
);

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
rmSync(home, { recursive: true, force: true });

const median = (/** @type {number[]} */ values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const [base = Number.NaN] = [...times.values()].map(median);
for (const [name, values] of times) {
  const ms = median(values);
  console.log(`${name.padEnd(26)} ${ms.toFixed(0).padStart(5)} ms  x${(ms / base).toFixed(2)}`);
}
