import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = join(ROOT, 'bin', 'cf-aig.js');

/**
 * One line of the table. `ratio`: to what the part measures in the same run.
 * @typedef {{ name: string, ratio?: number, detail: string, goal?: number, to?: string }} Row
 * @typedef {() => AsyncGenerator<Row>} Part
 *
 * A request of a run. `wave`: how many answers it waited for.
 * @typedef {{ method: string, path: string, headers: Record<string, string>, body: string, wave: number }} Recorded
 */

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {number} ms */
export const inMs = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

/**
 * Wall times in milliseconds, by name. Interleaved, so that a slow moment of the machine meets all of them.
 * @param {Record<string, () => Promise<unknown>>} cases @param {number} rounds
 */
export async function timesOf(cases, rounds) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      const started = performance.now();
      await run();
      times[name]?.push(performance.now() - started);
    }
  }
  return times;
}

/**
 * One run of Node. Asynchronous, since what it asks may be answered by this process.
 * @param {readonly string[]} args @param {{ env?: NodeJS.ProcessEnv, mayFail?: boolean }} [o] @returns {Promise<string>} stdout
 */
export function runNode(args, { env = {}, mayFail = false } = {}) {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 || mayFail ? done(stdout) : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });
}

/** A home with a setup of OpenClaw in it, which `remove` takes away. */
export class BenchHome {
  path = mkdtempSync(join(tmpdir(), 'cf-aig-bench-'));
  env = { HOME: this.path };

  constructor() {
    mkdirSync(join(this.path, '.openclaw'), { mode: 0o700 });
    this.write();
  }

  /** @param {{ config?: object | string, envText?: string, token?: string }} [files] */
  write({ config = setup(), envText = '', token = TOKEN } = {}) {
    const text = typeof config === 'string' ? config : JSON.stringify(config);
    const folder = join(this.path, '.openclaw');
    writeFileSync(join(folder, 'openclaw.json'), text, { mode: 0o600 });
    writeFileSync(join(folder, '.env'), `CLOUDFLARE_AI_GATEWAY_API_KEY=${token}\n${envText}`, {
      mode: 0o600,
    });
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';

/** OpenClaw's config for one model. @param {{ origin?: string, models?: readonly string[] }} [o] */
export function setup({
  origin = 'https://gateway.ai.cloudflare.com',
  models = ['openai/gpt-4o-mini'],
} = {}) {
  return {
    models: {
      providers: {
        'cloudflare-ai-gateway': {
          baseUrl: `${origin}/v1/${ACCOUNT}/my-gateway/compat`,
          api: 'openai-completions',
          auth: 'api-key',
          apiKey: { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' },
          models: models.map((id) => ({ id, name: id })),
        },
      },
    },
    agents: { defaults: { model: { primary: `cloudflare-ai-gateway/${models[0]}` } } },
  };
}
