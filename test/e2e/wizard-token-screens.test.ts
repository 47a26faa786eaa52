import { describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { emptyEnvironment, NO_API, placeForEachTest, playScenes, type Scene } from './scenes.js';
import { layoutOf } from './screen.js';
import { KEYS } from './terminal.js';

const place = placeForEachTest();

jest.setTimeout(60_000);

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
    if (stored) place.home.write(place.home.dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=${stored}\n`);
    const terminal = place.open(
      ['init', '--no-color', ...args],
      { ...emptyEnvironment(place), ...env },
      columns,
      rows,
    );
    await playScenes(terminal, scenes, { columns, rows }, place);
    expect((await layoutOf(terminal.raw, columns)).wrapped).toEqual([]);
  });
});
