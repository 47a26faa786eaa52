import { describe, expect, test } from '@jest/globals';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { readApiKey } from '../../../src/openclaw/secrets/references.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const ENV = environmentOf({
  MY_TOKEN: TOKEN,
  OPENAI_API_KEY: 'sk-fake-provider-key-000000000000',
  NOTHING: '',
});
const REF = { source: 'env', provider: 'default' };

/** apiKey, its form, what an agent turn sends, what `infer` sends; `-`: no request. */
const ROWS: [raw: unknown, form: string, agent: string, infer: string][] = [
  [{ ...REF, id: 'MY_TOKEN' }, 'secret-ref', TOKEN, TOKEN],
  [{ ...REF, id: 'MISSING' }, 'secret-ref', '-', '-'],
  [{ ...REF, id: 'NOTHING' }, 'secret-ref', '-', '-'],
  [{ source: 'env', id: 'MY_TOKEN' }, 'malformed', '-', '-'],
  [{ ...REF, id: 'lower' }, 'malformed', '-', '-'],
  [{ ...REF, provider: 'Default', id: 'MY_TOKEN' }, 'malformed', '-', '-'],
  [{ provider: 'default', id: 'MY_TOKEN' }, 'malformed', '-', '-'],
  [{ source: 'file', provider: 'vault', id: '/key' }, 'foreign-ref', '-', '-'],
  [42, 'malformed', '-', '-'],
  ['cloudflare-ai-gateway:manual', 'foreign-ref', '-', '-'],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
  ['${MY_TOKEN}', 'template', TOKEN, TOKEN],
  ['pre-${MY_TOKEN}', 'template', `pre-${TOKEN}`, `pre-${TOKEN}`],
  ['${MISSING}', 'template', '${MISSING}', '-'],
  ['${NOTHING}', 'template', '${NOTHING}', '-'],
  ['Bearer ${MY_TOKEN}', 'malformed', `Bearer ${TOKEN}`, `Bearer ${TOKEN}`],
  ['$${MY_TOKEN}', 'malformed', '${MY_TOKEN}', '${MY_TOKEN}'],
  ['${my_token}', 'malformed', '${my_token}', '${my_token}'],
  ['${MY_TOKEN:-x}', 'malformed', '${MY_TOKEN:-x}', '${MY_TOKEN:-x}'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
  ['$MY_TOKEN', 'dollar', '$MY_TOKEN', TOKEN],
  ['MY_TOKEN', 'bare-name', 'MY_TOKEN', 'MY_TOKEN'],
  [
    'CLOUDFLARE_AI_GATEWAY_API_KEY',
    'bare-name',
    'CLOUDFLARE_AI_GATEWAY_API_KEY',
    'CLOUDFLARE_AI_GATEWAY_API_KEY',
  ],
  ['GROQ_API_KEY', 'bare-name', 'GROQ_API_KEY', 'GROQ_API_KEY'],
  ['OPENAI_API_KEY', 'known-name', 'sk-fake-provider-key-000000000000', 'sk-fake-provider-key-000000000000'],
  ['ANTHROPIC_API_KEY', 'known-name', 'ANTHROPIC_API_KEY', 'ANTHROPIC_API_KEY'],
  [TOKEN, 'literal', TOKEN, TOKEN],
  [undefined, 'missing', '-', '-'],
  ['', 'missing', '-', '-'],
  [' ', 'missing', '-', '-'],
  ['custom-local', 'missing', '-', '-'],
];

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
describe('apiKey, as OpenClaw reads it', () => {
  test.each(ROWS)('%j is %s', (raw, form, agent, infer) => {
    const reference = readApiKey(raw, ENV);
    expect([reference.form, reference.agent ?? '-', reference.infer ?? '-']).toEqual([form, agent, infer]);
  });

  test.each(['$${MY_TOKEN}', '${MY_TOKEN:-x}', 'Bearer ${MY_TOKEN}'])(
    '%s still names its variable',
    (raw) => {
      expect(readApiKey(raw, ENV).variables).toEqual(['MY_TOKEN']);
    },
  );

  test('an installed plugin declares its variable', () => {
    const env = environmentOf({ CLOUDFLARE_AI_GATEWAY_API_KEY: TOKEN });
    const reference = readApiKey('CLOUDFLARE_AI_GATEWAY_API_KEY', env, ['CLOUDFLARE_AI_GATEWAY_API_KEY']);
    expect(reference).toMatchObject({ form: 'known-name', agent: TOKEN });
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax

test.each<[unknown, string[]]>([
  [{ source: 'env', id: 'MY_TOKEN' }, ['MY_TOKEN']],
  [{ ...REF, id: 'my_token' }, ['MY_TOKEN']],
  [{ env: 'MY_TOKEN' }, ['MY_TOKEN']],
  [{ $env: 'MY_TOKEN' }, ['MY_TOKEN']],
  ['$' + '{my_token}', ['MY_TOKEN']],
  ['$' + '{other_token}', []],
  [{ ...REF, id: 'other_token' }, []],
])('%j is malformed, but names %j', (raw, variables) => {
  expect(readApiKey(raw, ENV)).toMatchObject({ form: 'malformed', variables });
});
