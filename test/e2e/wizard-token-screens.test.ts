import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home } from './harness.js';
import { emptyEnvironment, NO_API, playScenes, type Scene } from './scenes.js';
import { layoutOf } from './screen.js';
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
    env: NO_API,
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
    terminal = new Terminal(
      ['init', '--no-color', ...args],
      { ...emptyEnvironment({ home, sandbox }), ...env },
      columns,
      rows,
    );
    await playScenes(terminal, scenes, { columns, rows }, { home, sandbox });
    expect((await layoutOf(terminal.raw, columns)).wrapped).toEqual([]);
  });
});
