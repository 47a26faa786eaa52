import { afterEach, expect } from '@jest/globals';
import type { SandboxConfig } from '../../src/sandbox/config/config-types.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { Stage } from './features-setup.js';
import type { Home } from './harness.js';
import { screenOf } from './screen.js';
import { Terminal } from './terminal.js';

/** Where a wizard runs. */
export interface Place {
  home: Home;
  sandbox: Sandbox;
}

/** For each test of a file: a sandbox, a home without OpenClaw's files, and the terminals that it opens. */
export function placeForEachTest(
  config?: SandboxConfig,
): Place & { open(...of: ConstructorParameters<typeof Terminal>): Terminal } {
  const terminals: Terminal[] = [];
  afterEach(() => {
    for (const terminal of terminals.splice(0)) terminal.kill();
  });
  const stage = Stage.forEachTest(config);
  return {
    get sandbox() {
      return stage.sandbox;
    },
    get home() {
      return stage.home;
    },
    open(...of) {
      const terminal = new Terminal(...of);
      terminals.push(terminal);
      return terminal;
    },
  };
}

/** A question, what its screen is called in the snapshot ('' for none), and the keys that lead on. */
export type Scene = readonly [name: string, question: RegExp, keys: string];

/** Nothing of this machine: no browser, no OpenClaw, no git. */
export function emptyEnvironment({ home, sandbox }: Place): NodeJS.ProcessEnv {
  return {
    HOME: home.path,
    PATH: '/nonexistent',
    NO_COLOR: '1',
    LANG: 'C.UTF-8',
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
  };
}

/** The address of an API that gives no answer. */
export const NO_API = { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9/client/v4' };

/** Without what differs from run to run, and as wide as before where it can be. */
export function settle(raw: string, { home, sandbox }: Place): string {
  return raw
    .replaceAll(home.path.replaceAll('ü', '\\303\\274'), '/home/me')
    .replaceAll(home.path, '/home/me')
    .replaceAll(new URL(sandbox.gatewayOrigin).port, '8787')
    .replace(/in \d+ ms/g, 'in 12 ms')
    .replace(/Node \d+\.\d+\.\d+/g, 'Node 20.18.1');
}

/** Plays the scenes and compares what the terminal shows with the snapshot. */
export async function playScenes(
  terminal: Terminal,
  scenes: readonly Scene[],
  { columns, rows }: { columns: number; rows: number },
  place: Place,
): Promise<void> {
  for (const [name, question, keys] of scenes) {
    await terminal.see(question);
    await terminal.quiet();
    if (name) expect(await screenOf(settle(terminal.raw, place), columns, rows)).toMatchSnapshot(name);
    terminal.type(keys);
  }
}
