import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home } from './harness.js';
import { layoutOf, screenOf } from './screen.js';
import { KEYS, Terminal } from './terminal.js';

let sandbox: Sandbox;
let home: Home;
let terminal: Terminal | undefined;

jest.setTimeout(60_000);

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  home = new Home();
});
afterEach(async () => {
  terminal?.kill();
  home.remove();
  await sandbox.close();
});

const SIZES: readonly [columns: number, rows: number][] = [
  [80, 24],
  [60, 20],
];

/** A question, what its screen is called in the snapshot, and the keys that lead on. */
type Scene = readonly [name: string, question: RegExp, keys: string];

const { enter, escape: esc } = KEYS;
const GOOD = SANDBOX_TOKENS.good.value;
const RUN_ONLY = SANDBOX_TOKENS.runOnly.value;

const STORIES: Record<
  string,
  { stored?: string; args?: string[]; env?: NodeJS.ProcessEnv; scenes: readonly Scene[] }
> = {
  'a revoked token in .env': {
    stored: `cfut_${'FAKEfake'.repeat(6)}`,
    scenes: [
      ['refused', /\? Cloudflare API token/, `${GOOD}${enter}`],
      ['replaced', /\? Gateway /, ''],
    ],
  },
  'a good token in .env': {
    stored: GOOD,
    scenes: [
      ['accepted', /\? Gateway /, esc],
      ['replacing it', /\? Cloudflare API token/, ''],
    ],
  },
  'a token without Read': {
    stored: RUN_ONLY,
    scenes: [
      ['gateway by name', /\? Name of the gateway/, `my-gatway${enter}`],
      ['not there', /no gateway named.*\? Name of the gateway/, `my-gateway${enter}`],
      ['there', /takes the token.*\? Models/, ''],
    ],
  },
  'a misspelt gateway': {
    stored: GOOD,
    args: ['--gateway', 'my-gatway'],
    scenes: [
      ['near names first', /\? Gateway /, `${KEYS.down}${KEYS.down}${KEYS.down}${enter}`],
      ['created only after a yes', /\? Create the new gateway/, ''],
    ],
  },
  'the API is not reached': {
    stored: GOOD,
    env: { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9/client/v4' },
    scenes: [
      ['account by hand', /\? Account ID/, `fedcba9876543210fedcba9876543210${enter}`],
      ['', /\? Name of the gateway/, `default${enter}`],
      ['either may be wrong', /\? Which one is wrong/, ''],
    ],
  },
  'a token of wrangler': {
    env: { CLOUDFLARE_API_TOKEN: GOOD },
    scenes: [['offered', /\? Use it for OpenClaw/, '']],
  },
  'Esc at the first question': {
    scenes: [
      ['', /\? Cloudflare API token/, esc],
      ['stops after a yes', /\? Stop here/, ''],
    ],
  },
};

describe.each(SIZES)('%i columns, %i rows', (columns, rows) => {
  test.each(Object.entries(STORIES))('%s', async (_story, { stored, args = [], env = {}, scenes }) => {
    if (stored) home.write(home.dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=${stored}\n`);
    terminal = new Terminal(['init', '--no-color', ...args], { ...environment(), ...env }, columns, rows);
    for (const [name, question, keys] of scenes) {
      await terminal.see(question);
      await terminal.quiet();
      if (name) expect(await screenOf(settled(terminal.raw), columns, rows)).toMatchSnapshot(name);
      terminal.type(keys);
    }
    expect((await layoutOf(terminal.raw, columns)).wrapped).toEqual([]);
  });
});

/** Nothing of this machine: no browser, no OpenClaw, no git. */
const environment = () => ({
  HOME: home.path,
  PATH: '/nonexistent',
  NO_COLOR: '1',
  LANG: 'C.UTF-8',
  CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
});

/** Without what differs from run to run. */
function settled(raw: string): string {
  return raw.replaceAll(new URL(sandbox.gatewayOrigin).port, '8787');
}
