import { describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { cfAig } from './harness.js';
import { emptyEnvironment, placeForEachTest, playScenes, type Scene, settle } from './scenes.js';
import { layoutOf, screenOf } from './screen.js';
import { KEYS } from './terminal.js';

/** What a newcomer sees: an account with the gateway `default`, a token that can read, no OpenClaw yet. */

const place = placeForEachTest({
  ...DEFAULT_CONFIG,
  gateways: DEFAULT_CONFIG.gateways.filter(({ id }) => id === 'default'),
});

jest.setTimeout(60_000);

const SIZES: readonly [columns: number, rows: number][] = [
  [80, 24],
  [60, 20],
];

const TYPICAL: readonly Scene[] = [
  ['1 token', /\? Cloudflare API token/, `${SANDBOX_TOKENS.good.value}${KEYS.enter}`],
  ['2 models', /\? Models/, KEYS.enter],
  ['3 write', /\? Write these changes/, KEYS.enter],
  ['4 the end', /Next: .*test-model/, ''],
];

/** Two models of flags: one is misspelt, the other one Cloudflare cannot pay. */
const MISTAKEN: readonly Scene[] = [
  ['', /\? Cloudflare API token/, `${SANDBOX_TOKENS.good.value}${KEYS.enter}`],
  ['1 a model that is not listed', /\? Did you mean/, KEYS.enter],
  ['2 a model that Cloudflare does not pay for', /\? What about/, KEYS.enter],
  ['3 what is left', /\? Write these changes/, ''],
];

/** A setup with three models, one of which is not needed any more. */
const MANAGED: readonly Scene[] = [
  ['1 what is there', /\? Models/, `${KEYS.down} `],
  ['2 one model less', /go on with 2/, KEYS.enter],
  ['3 what goes', /\? Write these changes/, `${KEYS.enter}`],
  ['4 the end', /Next: .*test-model/, ''],
];

/** The questions that were drawn, however often each of them was. */
const questionsIn = (text: string) =>
  new Set([...text.matchAll(/^\? ([\w ’]+)/gm)].map(([, question]) => question!.trim()));

describe.each(SIZES)('%i columns, %i rows', (columns, rows) => {
  /** Plays the scenes and compares what the terminal shows. */
  const play = async (scenes: readonly Scene[], ...args: string[]) => {
    const shown = place.open(['init', '--no-color', ...args], emptyEnvironment(place), columns, rows);
    await playScenes(shown, scenes, { columns, rows }, place);
    const { wrapped } = await layoutOf(settle(shown.raw, place), columns);
    expect(wrapped.filter((line) => !isFromFile(line))).toEqual([]);
    return shown;
  };

  test('from nothing to a working agent, in three questions', async () => {
    const shown = await play(TYPICAL);
    expect(await shown.exitCode).toBe(0);
    const end = await screenOf(settle(shown.raw, place), columns, rows);
    expect(end).toMatch(/Files \([\s\S]*Verdict: all well[\s\S]*Next:\n( {2}\S.*\n?){1,3}$/);
    expect([...questionsIn(shown.text)]).toEqual(['Cloudflare API token', 'Models', 'Write these changes']);
  });

  test('models that cannot work', async () => {
    await play(MISTAKEN, '--model', 'openai/gpt-4o-minii,grok/grok-4.3');
  });

  test('a setup that is there', async () => {
    const setup = [
      '--no-input',
      '--no-check',
      '--account-id',
      place.sandbox.accountId,
      '--gateway',
      'default',
    ];
    const models = 'openai/gpt-4o-mini,openai/gpt-4.1,anthropic/claude-haiku-4-5';
    const env = { ...emptyEnvironment(place), CLOUDFLARE_AI_GATEWAY_API_KEY: place.sandbox.token };
    await cfAig(['init', ...setup, '--model', models], { env });
    await play(MANAGED);
  });
});

/** A line of the diff is as wide as it is in the file. */
const isFromFile = (line: string) => /^[+-]/.test(line);
