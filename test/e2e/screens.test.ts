import { describe, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { emptyEnvironment, NO_API, placeForEachTest, playScenes, type Scene } from './scenes.js';
import { KEYS } from './terminal.js';

const place = placeForEachTest();

jest.setTimeout(60_000);

const SIZES: readonly [columns: number, rows: number][] = [
  [80, 24],
  [120, 40],
];

const { enter, down, ctrlU } = KEYS;
const GOOD = SANDBOX_TOKENS.good.value;

const STORIES: Record<string, { scenes: readonly Scene[]; noApi?: boolean; config?: string }> = {
  'token first': {
    scenes: [
      ['token', /\? Cloudflare API token/, '?'],
      ['token, explained', /OpenClaw sends it with every/, `sk-ant-fake-fake-fake-fake-fake-fake${enter}`],
      ['token, wrong', /This is an Anthropic key/, `${GOOD}${enter}`],
      ['gateway', /\? Gateway /, '?'],
      ['gateway, explained', /is the place at Cloudflare/, '?prod-agent'],
      ['gateway, a new name', /create prod-agent with other/, enter],
      ['gateway, created after a yes', /\? Create the new gateway prod-agent/, enter],
      ['models', /\? Models/, 'gpt-4o-mini sonnet'],
      ['models, searched', /claude-sonnet-4-6/, ' '],
      ['models, ticked', /go on with 2/, enter],
      ['confirm', /\? Write these changes/, ''],
    ],
  },
  'no token yet': {
    scenes: [
      ['', /\? Cloudflare API token/, enter],
      ['no token yet', /\? What next/, ''],
    ],
  },
  'settings of a new gateway': {
    scenes: [
      ['', /\? Cloudflare API token/, `${GOOD}${enter}`],
      ['', /\? Gateway /, `custom${down}${enter}`],
      ['authentication', /\? Require the token/, enter],
      ['logs', /\? Keep logs/, enter],
      ['cache', /\? Cache responses/, enter],
      ['rate limit', /\? Rate limit/, ''],
    ],
  },
  'a token that may only send': {
    noApi: true,
    scenes: [
      ['', /\? Cloudflare API token/, `${GOOD}${enter}`],
      ['account', /\? Account ID/, `abc123${enter}`],
      ['account, wrong', /26 too few/, `${ctrlU}0123456789abcdef0123456789abcdef${enter}`],
      ['gateway by name', /\? Name of the gateway/, `my-gateway${enter}`],
      ['models after it', /\? Models/, ''],
    ],
  },
  'the own key': {
    scenes: [
      ['', /\? Cloudflare API token/, `${GOOD}${enter}`],
      ['', /\? Gateway /, `my-gateway${enter}`],
      ['', /\? Models/, `grok/grok-4${enter}`],
      ['who pays, Cloudflare cannot', /\? Who pays xAI/, enter],
      ['provider key', /\? Your xAI key/, `xai-fake-fake-fake-fake-fake-fake-fake-fake${enter}`],
      ['provider key, refused', /Enter another key/, `xai-sandbox-provider-key-good${enter}`],
      ['', /\? Write these changes/, ''],
    ],
  },
  'a primary model that is there': {
    config: '{ agents: { defaults: { model: { primary: "ollama/llama3" } } } }\n',
    scenes: [
      ['', /\? Cloudflare API token/, `${GOOD}${enter}`],
      ['', /\? Gateway /, `my-gateway${enter}`],
      ['', /\? Models/, enter],
      ['confirm, a primary replaced', /\? Write these changes/, `another${enter}`],
      ['route', /\? API of the gateway/, enter],
      ['', /\? Write these changes/, `y${enter}`],
      ['doctor', /openclaw agent exec/, ''],
    ],
  },
};

describe.each(SIZES)('%i columns, %i rows', (columns, rows) => {
  test.each(Object.entries(STORIES))('%s', async (_story, { scenes, noApi, config }) => {
    if (config) place.home.write(place.home.config, config);
    const env = { ...emptyEnvironment(place), ...(noApi && NO_API) };
    const terminal = place.open(['init', '--no-color'], env, columns, rows);
    await playScenes(terminal, scenes, { columns, rows }, place);
  });
});
