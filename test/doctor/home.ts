import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';
import type { Check, Inputs, Stage } from '../../src/doctor/check/check.js';
import type { CheckId } from '../../src/doctor/check/check-ids.js';
import type { Outcome } from '../../src/doctor/check/finding.js';
import type { PlannedRequest } from '../../src/gateway/requests/access.js';
import { acceptsModel } from '../../src/lab/experiments/accepts-model.js';
import { Lab } from '../../src/lab/lab.js';
import { isReachable, Probes, type Reachable } from '../../src/lab/probes.js';
import { jobRoles, modelRoles } from '../../src/openclaw/blocks/model-roles.js';
import type { Machine } from '../../src/openclaw/machine/this-machine.js';
import { judgeConfig, type SchemaVerdict } from '../../src/openclaw/schema/verdict.js';
import { readSnapshot } from '../../src/openclaw/snapshot.js';
import { readSurroundings } from '../../src/openclaw/surroundings.js';
import { targetOf } from '../../src/openclaw/target.js';
import { makeTempFolder } from '../temp-folder.js';

export type Everything = Inputs['models'] &
  Inputs['schema'] &
  Inputs['machine'] &
  Inputs['runtime'] &
  Inputs['wire'];

const ACCOUNT = '0123456789abcdef0123456789abcdef';
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
export const PROVIDER = 'cloudflare-ai-gateway';
export const GATEWAY_URL = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway`;
export const NOW = new Date('2026-11-23T12:00:00Z');
const UID = 1234;

/** What `cf-aig init` writes. */
export const BLOCK: Record<string, unknown> = {
  auth: 'api-key',
  apiKey: { source: 'env', provider: 'default', id: VARIABLE },
  baseUrl: `${GATEWAY_URL}/compat`,
  api: 'openai-completions',
  models: [{ id: 'openai/gpt-4o-mini', name: 'GPT-4o mini', compat: { supportsUsageInStreaming: true } }],
};

const KEY_VARIABLE = 'OPENAI_API_KEY';
export const KEY = 'sk-fake-provider-key-000000000000';

export interface Setup {
  /** Changes of the block; undefined as a value takes a key away. */
  block?: Record<string, unknown>;
  /** Merged into the config. */
  config?: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  /** Files to lay, relative to the home; null: a folder. */
  files?: Record<string, string | null>;
  machine?: Partial<Machine>;
  answer?(request: PlannedRequest): Partial<Exchange>;
  platform?: NodeJS.Platform;
  offline?: boolean;
}

/** A block that brings a provider's key besides the token. */
export const OWN_KEY: Setup = {
  block: {
    headers: {
      Authorization: `Bearer \${${KEY_VARIABLE}}`,
      'cf-aig-authorization': `Bearer \${${VARIABLE}}`,
    },
  },
  files: { '.openclaw/.env': `${VARIABLE}=${TOKEN}\n${KEY_VARIABLE}=${KEY}\n` },
};

/** A throw-away home with OpenClaw's files in it, on a machine without processes. */
export class Home {
  readonly path = makeTempFolder('checks ');
  readonly state = join(this.path, '.openclaw');

  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  write(file: string, text: string | null): void {
    const path = this.at(file);
    mkdirSync(text === null ? path : dirname(path), { recursive: true });
    if (text !== null) writeFileSync(path, text, { mode: 0o600 });
  }

  link(file: string, target: string): void {
    mkdirSync(dirname(this.at(file)), { recursive: true });
    symlinkSync(target, this.at(file));
  }

  touch(file: string, at: Date): void {
    utimesSync(this.at(file), at, at);
  }

  /** A process as Linux shows it, below `proc`. */
  process(pid: number, words: string[], env: Record<string, string> = {}, children: number[] = []): void {
    const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    this.write(`proc/${pid}/cmdline`, `${words.join('\0')}\0`);
    this.write(`proc/${pid}/environ`, `${pairs.join('\0')}\0`);
    this.write(`proc/${pid}/task/${pid}/children`, children.map((child) => `${child} `).join(''));
  }

  /** OpenClaw's lock, padded as OpenClaw does. */
  lock(pid: number, more: Record<string, unknown> = {}): void {
    const text = JSON.stringify({ pid, createdAt: '2026-11-23T10:00:00.000Z', ...more });
    this.write(`.openclaw/tmp/openclaw-${UID}/gateway.state.lock`, `${text}\n \t \t`);
  }

  /** What checks of every stage get to look at. `afterwards` runs when the files are laid and not yet read. */
  async inputs(setup: Setup = {}, afterwards: (home: Home) => void = () => {}): Promise<Everything> {
    const block = { ...BLOCK, ...setup.block };
    const config = {
      models: { providers: { [PROVIDER]: block } },
      agents: { defaults: { model: { primary: `${PROVIDER}/openai/gpt-4o-mini` } } },
      ...setup.config,
    };
    this.write('.openclaw/openclaw.json', JSON.stringify(config, null, 2));
    this.write('.openclaw/.env', `${VARIABLE}=${TOKEN}\n`);
    for (const [file, text] of Object.entries(setup.files ?? {})) this.write(file, text);
    afterwards(this);
    const machine: Machine = {
      clock: () => NOW,
      processes: this.at('proc'),
      tempFolder: this.at('tmp'),
      uid: UID,
      isRunning: () => false,
      resolve: async () => [],
      openDatabase: () => undefined,
      run: async () => ({ stdout: '', failure: 'ENOENT' }),
      ...setup.machine,
    };
    const snapshot = await readSnapshot({
      env: { HOME: this.path, ...setup.env },
      homedir: this.path,
      cwd: this.at('work'),
      nodeVersion: '20.18.1',
      platform: setup.platform ?? 'linux',
    });
    const lab = new Lab({
      send: async (request) => exchangeOf(request, setup.answer?.(request) ?? {}),
      close: async () => {},
    });
    // Some checks are tried on setups without a block: they do not look at these.
    const target = targetOf(snapshot) as Reachable;
    const probes = (target && isReachable(target) && new Probes(lab, target)) as Probes;
    const surroundings = await readSurroundings(snapshot, machine);
    const verdict = (await judgeConfig(snapshot, machine)) as SchemaVerdict;
    const offline = setup.offline ?? false;
    const accepts = async (providerId: string, modelId: string) =>
      !offline && acceptsModel(lab, snapshot, { providerId, modelId });
    const { value } = snapshot.config;
    const roles = [...modelRoles(value), ...jobRoles(value, surroundings.jobs)];
    return { snapshot, verdict, surroundings, target, probes, machine, offline, roles, accepts };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function exchangeOf(request: PlannedRequest, part: Partial<Exchange>): Exchange {
  const { id, plane, method, url, sent } = request;
  return {
    id,
    plane,
    request: { method, url, headers: {} },
    sent,
    timings: { startedAt: NOW.toISOString(), totalMs: 100 },
    ...part,
  };
}

/** Runs one check; one finding or several alike. */
export async function findingsOf<S extends Stage>(
  check: Check<CheckId, S>,
  inputs: Everything & Inputs[S],
): Promise<Outcome[]> {
  return [await check.run(inputs)].flat();
}

/** `fail config-rejected-by-openclaw`, `pass`: what a table compares. */
export function brief(findings: readonly Outcome[]): string[] {
  return findings.map(({ status, cause }) => (cause ? `${status} ${cause}` : status));
}

/** Lays a home for each test and takes it away afterwards. */
export async function inHome<T>(work: (home: Home) => Promise<T> | T): Promise<T> {
  const home = new Home();
  try {
    return await work(home);
  } finally {
    home.remove();
  }
}
