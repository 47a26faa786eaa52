import { describe, expect, test } from '@jest/globals';
import { readPaste } from '../../../src/gateway/pastes/read-paste.js';

const A = '0123456789abcdef0123456789abcdef';
const B = 'fedcba9876543210fedcba9876543210';
const G = 'my-gateway';
const GATEWAY = `https://gateway.ai.cloudflare.com/v1/${A}/${G}`;
const API = `https://api.cloudflare.com/client/v4/accounts/${A}`;
const DASH = `https://dash.cloudflare.com/${A}/ai/ai-gateway`;
/** 53 characters, as Cloudflare's are. */
const T = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const T2 = 'cfat_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake11111111';
/** Without a prefix: 40 characters. */
const OLD = 'FAKE-fake_FAKE-fake_FAKE-fake_FAKE-fake0';
const OPENAI = 'sk-proj-FAKEfakeFAKEfakeFAKEfake0000';
const ANTHROPIC = 'sk-ant-FAKEfakeFAKEfakeFAKEfake0000';
const GLOBAL = '0123456789abcdef0123456789abcdef01234';
const OAUTH = 'FAKEfakeFAKEfakeFAKEfakeFAKE.FAKEfakeFAKEfakeFAKEfakeFAKE';

const CURL = `curl -X POST ${GATEWAY}/compat/chat/completions \\
  --header 'cf-aig-authorization: Bearer ${T}' \\
  --header 'Content-Type: application/json' \\
  --data '{"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "What is Cloudflare?"}]}'`;

interface Expected {
  kind?: string;
  account?: string;
  gateway?: string;
  token?: string;
  keys?: string[];
  model?: string;
  unused?: string[];
}

/** What was found, without what was not. */
function found(text: string): Expected {
  const { kind, accountId, gateway, token, providerKeys, model, unused } = readPaste(text);
  const keys = providerKeys.map(({ provider, value }) => `${provider}: ${value}`);
  const all = {
    ...{ kind, account: accountId, gateway, token, model },
    keys: keys.length ? keys : undefined,
    unused: unused.length ? [...unused] : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const named = (kind: string) => (expected: Expected) => ({ kind, ...expected });
const curl = named('the curl command');
const env = named('the .env file');
const variable = named('the variable');
const dash = named('the address in the dashboard');
const address = named('the address of the gateway');
const api = named('the address of Cloudflare’s API');
const header = named('the header');
const python = named('the Python code');
const script = named('the JavaScript code');
const json = named('the JSON');
const wrangler = named('the output of wrangler');
const plain = named('the paste');

const where = { account: A, gateway: G };
const all = { ...where, token: T };

describe('readPaste', () => {
  test.each<[name: string, text: string, expected: Expected]>([
    // addresses
    ['dashboard', `${DASH}/gateways/${G}/overview`, dash(where)],
    ['dashboard, account only', `https://dash.cloudflare.com/${A}/home`, dash({ account: A })],
    ['dashboard, a page that is no gateway', `${DASH}/general`, dash({ account: A })],
    ['dashboard, trailing spaces and a line break', `  ${DASH}/${G}  \r\n`, dash(where)],
    ['gateway', GATEWAY, address(where)],
    ['gateway, compat', `${GATEWAY}/compat`, address(where)],
    ['gateway, anthropic', `${GATEWAY}/anthropic/v1/messages`, address(where)],
    ['gateway, a custom provider', `${GATEWAY}/custom-mine/v1`, address(where)],
    ['gateway, without a scheme', `gateway.ai.cloudflare.com/v1/${A}/${G}/openai`, address(where)],
    ['gateway, in quotes', `"${GATEWAY}/openai"`, address(where)],
    ['gateway, in smart quotes', `“${GATEWAY}/openai”`, address(where)],
    ['gateway, folded by a mail', GATEWAY.replace('89abcdef01', '89abc\ndef01'), address(where)],
    [
      'gateway, with a placeholder',
      `https://gateway.ai.cloudflare.com/v1/${A}/{gateway}/openai`,
      address({ account: A }),
    ],
    ['REST', `${API}/ai/v1/chat/completions`, api({ account: A })],
    ['REST, gateway', `${API}/ai-gateway/gateways/${G}`, api(where)],
    ['account ID', A, plain({ account: A })],
    ['account ID in capitals and spaces', `  ${A.toUpperCase()} `, plain({ account: A })],
    ['account ID with a zero-width space', `${A.slice(0, 9)}\u200b${A.slice(9)}`, plain({ account: A })],
    // curl
    ['curl of several lines', CURL, curl({ ...all, model: 'openai/gpt-4o-mini' })],
    ['curl with CRLF', CURL.replaceAll('\n', '\r\n'), curl({ ...all, model: 'openai/gpt-4o-mini' })],
    [
      'curl with CR, as a raw terminal sends it',
      CURL.replaceAll('\n', '\r'),
      curl({ ...all, model: 'openai/gpt-4o-mini' }),
    ],
    [
      'curl from cmd.exe',
      CURL.replaceAll('\\\n', '^\r\n').replaceAll("'", '"'),
      curl({ ...all, model: 'openai/gpt-4o-mini' }),
    ],
    [
      'curl with smart quotes',
      CURL.replaceAll("'", '’').replaceAll('"', '”'),
      curl({ ...all, model: 'openai/gpt-4o-mini' }),
    ],
    ['curl after a prompt sign', `$ ${CURL}`, curl({ ...all, model: 'openai/gpt-4o-mini' })],
    [
      'curl with a variable for the token',
      `curl ${GATEWAY}/openai/responses -H "cf-aig-authorization: Bearer $TOKEN"`,
      curl(where),
    ],
    [
      'curl with a placeholder for the token',
      `curl ${GATEWAY}/openai/responses -H "cf-aig-authorization: Bearer {CF_AIG_TOKEN}"`,
      curl(where),
    ],
    [
      'curl with the token in Authorization',
      `curl ${API}/ai/v1/chat/completions -H "Authorization: Bearer ${T}" -H "cf-aig-gateway-id: ${G}" -d '{"model":"@cf/meta/llama-3.1-8b-instruct"}'`,
      curl({ ...all, model: '@cf/meta/llama-3.1-8b-instruct' }),
    ],
    [
      'curl with an old token',
      `curl ${API}/ai/v1/responses -H "Authorization: Bearer ${OLD}"`,
      curl({ account: A, token: OLD }),
    ],
    [
      'curl with token and key',
      `curl ${GATEWAY}/openai/responses -H 'Authorization: Bearer ${OPENAI}' -H 'cf-aig-authorization: Bearer ${T}'`,
      curl({ ...all, keys: [`openai: ${OPENAI}`] }),
    ],
    [
      'curl with a key that only its route tells',
      `curl ${GATEWAY}/mistral/v1/chat/completions -H 'Authorization: Bearer FAKEfakeFAKEfakeFAKEfakeFAKEfake' -H 'cf-aig-authorization: Bearer ${T}'`,
      curl({ ...all, keys: ['mistral: FAKEfakeFAKEfakeFAKEfakeFAKEfake'] }),
    ],
    [
      'curl for Anthropic',
      `curl ${GATEWAY}/anthropic/v1/messages -H "x-api-key: ${ANTHROPIC}" -H "anthropic-version: 2023-06-01" -d '{"model": "claude-haiku-4-5"}'`,
      curl({ ...where, keys: [`anthropic: ${ANTHROPIC}`], model: 'claude-haiku-4-5' }),
    ],
    [
      'curl with escaped JSON',
      `curl ${GATEWAY}/compat -d "{\\"model\\": \\"openai/gpt-4o\\"}"`,
      curl({ ...where, model: 'openai/gpt-4o' }),
    ],
    [
      'PowerShell',
      `Invoke-RestMethod -Uri "${GATEWAY}/compat/chat/completions" \`\r\n  -Headers @{ "cf-aig-authorization" = "Bearer ${T}" }`,
      named('the PowerShell command')(all),
    ],
    // headers
    ['header', `cf-aig-authorization: Bearer ${T}`, header({ token: T })],
    ['Authorization', `Authorization: Bearer ${T}`, header({ token: T })],
    ['x-api-key', `x-api-key: ${ANTHROPIC}`, header({ keys: [`anthropic: ${ANTHROPIC}`] })],
    ['gateway header', `cf-aig-gateway-id: ${G}`, header({ gateway: G })],
    // variables
    ['KEY=value', `CLOUDFLARE_AI_GATEWAY_API_KEY=${T}`, variable({ token: T })],
    ['export', `export CLOUDFLARE_API_TOKEN="${T}"`, variable({ token: T })],
    ['export, old token', `export CF_AIG_TOKEN='${OLD}'`, variable({ token: OLD })],
    ['PowerShell variable', `$env:CLOUDFLARE_API_TOKEN = "${T}"`, variable({ token: T })],
    ['cmd.exe variable', `set CLOUDFLARE_API_TOKEN=${T}`, variable({ token: T })],
    ['a provider’s variable', `OPENAI_API_KEY=${OPENAI}`, variable({ keys: [`openai: ${OPENAI}`] })],
    [
      'sk- under another provider’s name',
      'DEEPSEEK_API_KEY=sk-FAKEfakeFAKEfakeFAKEfake0000',
      variable({ keys: ['deepseek: sk-FAKEfakeFAKEfakeFAKEfake0000'] }),
    ],
    ['account variable', `CLOUDFLARE_ACCOUNT_ID=${A}`, variable({ account: A })],
    ['account variable, short', `CF_ACCOUNT="${A}"`, variable({ account: A })],
    ['gateway variable', `CLOUDFLARE_AI_GATEWAY_ID=${G}`, variable({ gateway: G })],
    ['an empty variable', 'CLOUDFLARE_API_TOKEN=', variable({})],
    ['a placeholder', 'CLOUDFLARE_API_TOKEN=your-token-here', variable({})],
    [
      '.env',
      `# Cloudflare\nCLOUDFLARE_ACCOUNT_ID=${A}\nCLOUDFLARE_AI_GATEWAY_ID=${G}\n\nCLOUDFLARE_AI_GATEWAY_API_KEY=${T}\n`,
      env(all),
    ],
    [
      '.env with CRLF, quotes, comments and keys',
      `export CLOUDFLARE_ACCOUNT_ID="${A}" # work\r\nCF_AIG_TOKEN='${T}'\r\nOPENAI_API_KEY=${OPENAI}\r\nANTHROPIC_API_KEY=${ANTHROPIC}\r\nPORT=8080\r\n`,
      env({ account: A, token: T, keys: [`openai: ${OPENAI}`, `anthropic: ${ANTHROPIC}`] }),
    ],
    [
      '.env with two tokens: the name tells',
      `CLOUDFLARE_API_TOKEN=${T2}\nCLOUDFLARE_AI_GATEWAY_API_KEY=${T}`,
      env({ token: T, unused: ['another Cloudflare token'] }),
    ],
    [
      '.env with a global key',
      `CLOUDFLARE_EMAIL=me@example.com\nCLOUDFLARE_API_KEY=${GLOBAL}`,
      env({ unused: ['a Cloudflare global API key'] }),
    ],
    // code
    [
      'Python',
      `from openai import OpenAI\nclient = OpenAI(\n    api_key="${OPENAI}",\n    base_url="${GATEWAY}/openai",\n    default_headers={"cf-aig-authorization": "Bearer ${T}"},\n)\nclient.chat.completions.create(model="gpt-4o-mini")`,
      python({ ...all, keys: [`openai: ${OPENAI}`], model: 'gpt-4o-mini' }),
    ],
    [
      'Python, token as the key',
      `client = OpenAI(api_key='${T}', base_url='${GATEWAY}/compat')`,
      python(all),
    ],
    [
      'JavaScript',
      `import OpenAI from "openai";\nconst client = new OpenAI({\n  apiKey: '${OPENAI}',\n  baseURL: \`${GATEWAY}/openai\`,\n  defaultHeaders: { 'cf-aig-authorization': 'Bearer ${T}' },\n});`,
      script({ ...all, keys: [`openai: ${OPENAI}`] }),
    ],
    [
      'JavaScript, AI SDK',
      `const aigateway = createAiGateway({ accountId: '${A}', gateway: '${G}', apiKey: '${T}' });`,
      script(all),
    ],
    [
      'JavaScript, key from the environment',
      `const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, baseURL: "${GATEWAY}/openai" })`,
      script(where),
    ],
    // JSON
    ['JSON', `{"account_id": "${A}", "gateway_id": "${G}", "api_token": "${T}"}`, json(all)],
    [
      'the API’s answer for a new token',
      `{"success": true, "result": {"id": "ed17574386854bf78a67040be0a770b0", "name": "AI Gateway", "value": "${T}"}}`,
      json({ token: T }),
    ],
    ['OpenClaw’s block', `{ baseUrl: "${GATEWAY}/compat", apiKey: "${T}", headers: {} }`, json(all)],
    // wrangler
    [
      'wrangler whoami',
      `⛅️ wrangler 4.64.0\n👋 You are logged in with an OAuth Token.\n┌──────┬──────┐\n│ Account Name │ Account ID │\n├──────┼──────┤\n│ Acme │ ${A} │\n└──────┴──────┘`,
      wrangler({ account: A }),
    ],
    ['wrangler whoami, two accounts', `⛅️ wrangler 4.64.0\n│ Acme │ ${A} │\n│ Beta │ ${B} │`, wrangler({})],
    [
      'wrangler whoami in colour',
      `\u001b[1mwrangler whoami\u001b[0m\n│ Acme │ \u001b[32m${A}\u001b[39m │`,
      wrangler({ account: A }),
    ],
    ['wrangler.toml', `name = "worker"\naccount_id = "${A}"`, env({ account: A })],
    // bare tokens and keys
    ['token', T, plain({ token: T })],
    ['account token', T2, plain({ token: T2 })],
    ['old token', OLD, plain({ token: OLD })],
    ['token in quotes', `'${T}'`, plain({ token: T })],
    ['token in smart quotes', `“${T}”`, plain({ token: T })],
    ['Bearer and token', `Bearer ${T}`, plain({ token: T })],
    ['token with spaces, line breaks and no-break spaces', `\n \u00a0${T}\u00a0 \r\n`, plain({ token: T })],
    [
      'token with zero-width characters',
      `\ufeff${T.slice(0, 20)}\u200b${T.slice(20)}\u2060`,
      plain({ token: T }),
    ],
    ['token that a mail has folded', `${T.slice(0, 30)}\n${T.slice(30)}`, plain({ token: T })],
    [
      'token folded twice, CRLF',
      `${T.slice(0, 20)}\r\n  ${T.slice(20, 40)}\r\n  ${T.slice(40)}`,
      plain({ token: T }),
    ],
    ['token in a sentence', `here is the token: ${T}, good luck`, plain({ token: T })],
    ['two tokens', `${T}\n${T2}`, plain({ token: T, unused: ['another Cloudflare token'] })],
    ['the same token twice', `${T}\n${T}`, plain({ token: T })],
    ['a provider’s key', OPENAI, plain({ keys: [`openai: ${OPENAI}`] })],
    ['token and key', `${T} ${ANTHROPIC}`, plain({ token: T, keys: [`anthropic: ${ANTHROPIC}`] })],
    ['a global key', GLOBAL, plain({ unused: ['a Cloudflare global API key'] })],
    ['an OAuth token of wrangler', OAUTH, plain({ unused: ['a Cloudflare OAuth token'] })],
    ['a GitHub token', `ghp_${'FAKEfake1'.repeat(4)}`, plain({ unused: ['a GitHub token'] })],
    ['an npm token', `npm_${'FAKEfake1'.repeat(4)}`, plain({ unused: ['an npm token'] })],
    [
      'a secret of another service, of 40 characters',
      `AWS_SECRET_ACCESS_KEY=${'FAKEfake'.repeat(5)}\nCLOUDFLARE_ACCOUNT_ID=${A}`,
      env({ account: A, unused: ['an unknown credential'] }),
    ],
    [
      'the same alone',
      `AWS_SECRET_ACCESS_KEY=${'FAKEfake'.repeat(5)}`,
      variable({ unused: ['an unknown credential'] }),
    ],
    [
      'an old token with a name',
      `API_TOKEN=${'FAKEfake'.repeat(5)}`,
      variable({ token: 'FAKEfake'.repeat(5) }),
    ],
    // nothing
    ['a name', G, plain({})],
    ['nothing', '', variable({})],
    ['words', 'What is Cloudflare? A gateway, I guess.', plain({})],
    ['a masked token', 'cfut_********************************************', plain({})],
    ['another address', 'https://example.com/v1/chat', plain({})],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

test.each([
  ['quotes', '"my-gateway"', 'my-gateway'],
  ['smart quotes and a no-break space', '\u00a0“my-gateway”', 'my-gateway'],
  ['Bearer', 'Bearer abc', 'abc'],
  ['a variable', "export NAME='abc'", 'abc'],
  ['a header', 'x-name: abc', 'abc'],
  ['an address', 'https://example.com', 'https://example.com'],
  ['several words', 'a b', undefined],
  ['nothing', '', undefined],
])('the one value of a text: %s', (_name, text, value) => {
  expect(readPaste(text).value).toBe(value);
});

test.each([
  ['a token', T, [T]],
  ['a key under an unknown name', 'MY_SECRET=hunter2hunter2', ['hunter2hunter2']],
  ['a random word', 'value 9f8e7d6c5b4a39281706F5e4d3c2b1a0zz', ['9f8e7d6c5b4a39281706F5e4d3c2b1a0zz']],
  ['an account ID is none', A, []],
  ['a gateway’s name is none', G, []],
  ['not even a long one', 'my-company-production01', []],
])('what must not be shown: %s', (_name, text, secrets) => {
  expect([...readPaste(text).secrets]).toEqual(secrets);
});

test.each([
  ['blank lines', '\n'.repeat(30_000)],
  ['a long word', 'a'.repeat(60_000)],
  ['a long name', 'a_'.repeat(30_000)],
  ['spaces', `${' '.repeat(60_000)}x`],
  ['comments, then no .env', `${'# x\n\n'.repeat(6000)}no no`],
  ['lines of hex', '0123456789abcdef\n'.repeat(4000)],
  ['beginnings of tokens', 'cfut_\n'.repeat(5000)],
  ['quotes that do not end', 'a="'.repeat(20_000)],
  ['nested JSON', '{"a": '.repeat(8000)],
  ['the word gateway', 'gateway'.repeat(8000)],
])('a large paste takes no time: %s', (_name, text) => {
  const start = performance.now();
  readPaste(text);
  expect(performance.now() - start).toBeLessThan(1000);
});
