import { describe, expect, test } from '@jest/globals';
import { recogniseCredential } from '../../../src/gateway/credentials/credential-kinds.js';
import { checkAccountId, checkGatewayName } from '../../../src/gateway/credentials/identifiers.js';
import {
  checkGatewayToken,
  checkProviderKey,
} from '../../../src/gateway/credentials/recognise-credential.js';

const A = '0123456789abcdef0123456789abcdef';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const BARE_TOKEN = 'FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake';
const OPENAI = 'sk-fake-provider-key-000000000000';
const ANTHROPIC = 'sk-ant-fake-provider-key-000000000000';

describe('account ID', () => {
  test.each([
    [A, undefined],
    [` ${A}\n`, /spaces/],
  ])('%j is one', (text, note) => {
    const checked = checkAccountId(text);
    expect(checked).toMatchObject({ ok: true, value: A });
    if (note) expect(checked).toMatchObject({ note: expect.stringMatching(note) });
  });

  test.each([
    ['', /empty/, /32 characters/],
    ['  ', /empty/, /32 characters/],
    [A.toUpperCase(), /capital/, new RegExp(A)],
    [A.slice(1), /31 characters, 1 too few/, /32 characters/],
    [`${A}0`, /33 characters, 1 too many/, /32 characters/],
    ['01234567-89ab-cdef-0123-456789abcdef', /dashes of a UUID/, new RegExp(A)],
    ['me@example.com', /e-mail/, /32 characters/],
    ['"0123456789abcdef0123456789abcdef"', /quotes/, new RegExp(`: ${A}$`)],
    ['0123456789abcdef 123456789abcdef', /space in it/, /32 characters/],
    ['g123456789abcdef0123456789abcdef', /"g" in it/, /0-9 and a-f/],
    ['<account_id>', /"<account_id>" is a placeholder/, /32 characters/],
    ['YOUR_ACCOUNT_ID', /placeholder/, /32 characters/],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', /placeholder/, /32 characters/],
    ['my company', /space in it/, /32 characters/],
    ['mycompany', /not an account ID/, /32 characters/],
    [`https://dash.cloudflare.com/${A}/ai`, /whole URL/, new RegExp(`${A}\\.$`)],
    ['https://dash.cloudflare.com/', /whole URL/, /32 characters/],
    [TOKEN, /a Cloudflare user API token/, /secret/],
    [OPENAI, /an OpenAI key/, /secret/],
  ])('%j is none', (text, problem, hint) => {
    expect(checkAccountId(text)).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
      hint: expect.stringMatching(hint),
    });
  });
});

describe('gateway name', () => {
  test.each([
    'default',
    'my-gateway',
    'a',
    '1',
    'my_gateway',
    '_x_',
    'a-b-c',
    'models',
    'todo-app',
    'yours',
    'my-account',
    'gateway',
    'prod-gateway-id',
    'x'.repeat(3),
    'a'.repeat(64),
  ])('%s is one', (text) => {
    expect(checkGatewayName(text)).toEqual({ ok: true, value: text });
  });

  test('an account ID is accepted, with a note', () => {
    expect(checkGatewayName(A)).toMatchObject({ ok: true, note: expect.stringMatching(/account ID/) });
  });

  test.each([
    ['', /empty/, /1 to 64/],
    ['My-Gateway', /capital/, /: my-gateway$/],
    ['my gateway', /space/, /: my-gateway$/],
    ['-my-gateway', /begins with a hyphen/, /: my-gateway$/],
    ['my-gateway-', /ends with a hyphen/, /: my-gateway$/],
    ['my--gateway', /two hyphens/, /: my-gateway$/],
    ['my.gateway', /dot/, /: my-gateway$/],
    ['mein-gatewäy', /"ä" in it/, /: mein-gatew-y$/],
    ['a'.repeat(65), /65 characters, 1 too many/, /1 to 64/],
    ['"my-gateway"', /quotes/, /: my-gateway$/],
    ['my-gateway/compat', /slash/, /: my-gateway$/],
    ['https://gateway.ai.cloudflare.com/v1/x/y', /whole URL/, /after the account ID/],
    ['gateway.ai.cloudflare.com/v1/x/y', /whole URL/, /after the account ID/],
    ['<gateway>', /placeholder/, /1 to 64/],
    ['{gateway_id}', /placeholder/, /1 to 64/],
    ['your-gateway-name', /placeholder/, /1 to 64/],
    [TOKEN, /API token/, /secret/],
  ])('%j is none', (text, problem, hint) => {
    expect(checkGatewayName(text)).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
      hint: expect.stringMatching(hint),
    });
  });
});

describe('gateway token', () => {
  test.each([TOKEN, TOKEN.replace('cfut_', 'cfat_'), BARE_TOKEN])('%s can be one', (text) => {
    expect(checkGatewayToken(text)).toEqual({ ok: true, value: text });
  });

  test('an unknown form is accepted, with a note', () => {
    expect(checkGatewayToken('a'.repeat(60))).toMatchObject({ ok: true, note: expect.any(String) });
  });

  test.each([
    ['', /Nothing/],
    [' \n', /white space/],
    [`"${TOKEN}"`, /quotes/],
    [`'${TOKEN}`, /quotes/],
    [`\u201c${TOKEN}\u201d`, /quotes/],
    [` ${TOKEN}`, /spaces around/],
    [`${TOKEN} `, /spaces around/],
    [`${TOKEN}\n`, /line break at the end/],
    [`${TOKEN}\r\n`, /line break at the end/],
    [`${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`, /line break in it/],
    [`${TOKEN.slice(0, 20)} ${TOKEN.slice(20)}`, /space in it/],
    [`Bearer ${TOKEN}`, /begins with "Bearer"/],
    [`bearer: ${TOKEN}`, /begins with "Bearer"/],
    [`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}`, /\.env file \(CLOUDFLARE_AI_GATEWAY_API_KEY=/],
    [`export CF_AIG_TOKEN="${TOKEN}"`, /\.env file \(CF_AIG_TOKEN=/],
    [`cf-aig-authorization: Bearer ${TOKEN}`, /whole HTTP header/],
    [`Authorization: Bearer ${TOKEN}`, /whole HTTP header/],
    [OPENAI, /This is an OpenAI key/],
    [ANTHROPIC, /This is an Anthropic key/],
    ['AIzaFAKEfakeFAKEfakeFAKEfakeFAKEfake000', /Google AI Studio/],
    ['gsk_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake0000', /Groq/],
    ['cfk_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000', /global API key/],
    ['0123456789abcdef0123456789abcdef01234', /global API key/],
    [A, /account ID/],
    ['eyJhbGciOiJub25lIn0.eyJmYWtlIjoidHJ1ZSJ9.FAKEfakeFAKE', /JSON Web Token/],
    ['cfut_FAKEfake', /too short.*\(13 characters\)/],
    ['abcd', /too short/],
    ['null', /placeholder/],
    ['<token>', /placeholder/],
    ['<your Cloudflare API token>', /placeholder/],
    ['YOUR_TOKEN', /placeholder/],
    ['your-api-token', /placeholder/],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', /placeholder/],
    ['{token}', /placeholder/],
    ['$CLOUDFLARE_AI_GATEWAY_API_KEY', /name of a variable/],
    ['$' + '{CLOUDFLARE_AI_GATEWAY_API_KEY}', /name of a variable/],
    ['CLOUDFLARE_AI_GATEWAY_API_KEY', /name of a variable/],
    ['cfut_FAKE********************************0000', /asterisks/],
    [`${TOKEN.slice(0, 30)}\u200b${TOKEN.slice(30)}`, /character that no credential has/],
    [`${TOKEN};`, /character that a Cloudflare API token cannot have/],
    ['https://dash.cloudflare.com/profile/api-tokens', /URL/],
  ])('%j cannot be one', (text, problem) => {
    const checked = checkGatewayToken(text);
    expect(checked).toEqual({ ok: false, problem: expect.stringMatching(problem), hint: expect.any(String) });
    // Nothing that may be a secret is printed.
    for (const secret of [TOKEN, OPENAI, ANTHROPIC])
      expect(JSON.stringify(checked)).not.toContain(secret.slice(8));
  });
});

describe('provider key', () => {
  test.each([
    [OPENAI, 'openai'],
    [ANTHROPIC, 'anthropic'],
    [OPENAI, 'deepseek'],
    ['FAKEfakeFAKEfakeFAKEfakeFAKEfake', 'mistral'],
    [OPENAI, 'mistral'],
    [TOKEN, 'workers-ai'],
    [BARE_TOKEN, 'workers-ai'],
    ['anything-goes-for-a-custom-one', 'custom-mine'],
    [OPENAI, undefined],
    ['FAKEfakeFAKE==', undefined],
  ])('%s can be one of %s', (text, slug) => {
    expect(checkProviderKey(text, slug)).toEqual({ ok: true, value: text });
  });

  test('an unusual form is accepted, with a note', () => {
    expect(checkProviderKey('FAKEfakeFAKEfake', 'openai')).toMatchObject({
      ok: true,
      note: expect.stringMatching(/sk-/),
    });
  });

  test.each([
    [ANTHROPIC, 'openai', /an Anthropic key, not a key for OpenAI/],
    [OPENAI, 'anthropic', /an OpenAI key, not a key for Anthropic/],
    [ANTHROPIC, 'deepseek', /an Anthropic key/],
    ['gsk_FAKEfakeFAKE', 'grok', /a Groq key, not a key for xAI/],
    [TOKEN, 'openai', /a Cloudflare user API token, not a key for OpenAI/],
    [TOKEN, undefined, /a Cloudflare user API token/],
    [`Bearer ${OPENAI}`, 'openai', /Bearer/],
    [`OPENAI_API_KEY=${OPENAI}`, 'openai', /\.env file/],
    ['', 'openai', /Nothing/],
    ['sk-xxxxxxxx', 'openai', /placeholder/],
    ['sk-...', 'openai', /placeholder/],
  ])('%j cannot be one of %s', (text, slug, problem) => {
    expect(checkProviderKey(text, slug)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });
});

describe('recogniseCredential', () => {
  test.each([
    [TOKEN, 'cf-user-token', undefined],
    ['cfat_x', 'cf-account-token', undefined],
    ['cfk_x', 'cf-global-key', undefined],
    [BARE_TOKEN, 'cf-token-unprefixed', undefined],
    ['sk-ant-x', 'provider-key', 'anthropic'],
    ['sk-or-v1-x', 'provider-key', 'openrouter'],
    ['sk-proj-x', 'provider-key', 'openai'],
    ['sk-x', 'provider-key', 'openai'],
    ['AIzax', 'provider-key', 'google-ai-studio'],
    ['gsk_x', 'provider-key', 'groq'],
    ['xai-x', 'provider-key', 'grok'],
    ['r8_x', 'provider-key', 'replicate'],
    ['hf_x', 'provider-key', 'huggingface'],
    ['pplx-x', 'provider-key', 'perplexity-ai'],
    ['csk-x', 'provider-key', 'cerebras'],
    ['AKIAFAKEFAKEFAKEFAKE', 'provider-key', 'aws-bedrock'],
    ['hello', 'unknown', undefined],
    ['', 'unknown', undefined],
  ])('%s: %s of %s', (text, kind, provider) => {
    const recognised = recogniseCredential(text);
    expect(recognised).toMatchObject({ kind, label: expect.stringMatching(/^an? /) });
    expect(recognised.provider).toBe(provider);
  });
});
