import { describe, expect, test } from '@jest/globals';
import { CAUSE_IDS } from '../../../src/diagnosis/causes/catalogue.js';
import { explainText } from '../../../src/diagnosis/explain/explain.js';
import { growth, QUADRATIC } from '../../growth.js';
import { CORPUS, exchangeOf } from '../corpus.js';

const causes = (text: string) =>
  explainText(text).map(({ diagnosis, count }) => `${diagnosis.cause} x${count}`);
const alternatives = (text: string) => explainText(text)[0]?.diagnosis.alternatives;

describe('a word', () => {
  test('every cause explains itself', () => {
    for (const id of CAUSE_IDS) expect(causes(id)).toEqual([`${id} x1`]);
  });

  test.each([
    ['2001', 'gateway-not-found'],
    [' 2009\n', 'token-rejected'],
    ['error 2005', 'provider-failed-masked'],
    ['code: 2021', 'credits-exhausted'],
    ['10000', 'token-lacks-workers-ai'],
    ['1010', 'cloudflare-edge'],
    ['1020', 'cloudflare-edge'],
    ['2033', 'gateway-error-other'],
    ['HTTP 529', 'provider-overloaded'],
    ['407', 'proxy-failed'],
    ['503 Service Unavailable', 'provider-overloaded'],
    ['HTTP/1.1 503 Service Unavailable', 'provider-overloaded'],
    ['ECONNREFUSED', 'connection-refused'],
  ])('%j -> %s', (word, cause) => {
    expect(explainText(word)[0]?.diagnosis.cause).toBe(cause);
  });

  test('401 alone is honest about what it may be', () => {
    expect(explainText('401')[0]?.diagnosis.cause).toBe('token-rejected');
    expect(alternatives('401')).toEqual([
      'token-missing',
      'provider-key-rejected',
      'provider-key-missing',
      'workers-ai-token-rejected',
      'token-lacks-workers-ai',
    ]);
  });
});

describe('an error object of an unknown author counts if it is telling', () => {
  test.each([
    ['400 {"detail":"x"}', 'provider-bad-request'],
    ['{"detail":"x"}', undefined],
    ['404 {"title":"x"}', 'provider-model-not-found'],
    ['{"title":"x"}', undefined],
    ['400 {"error":{"message":"x"}}', 'provider-bad-request'],
    ['399 {"error":{"message":"x"}}', undefined],
    ['{"error":{"message":"x"}}', undefined],
    ['{"error":{"message":"x","type":"t"}}', 'provider-error-other'],
  ])('%s', (text, cause) => {
    expect(explainText(text)[0]?.diagnosis.cause).toBe(cause);
  });
});

test('without a host, the API may have been asked directly or through the gateway', () => {
  const body = '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}';
  const found = ['', 'https://api.cloudflare.com/client/v4/accounts/x/ai/v1/chat/completions '].map(
    (address) => explainText(address + body)[0]?.diagnosis,
  );
  expect(found.map((one) => one?.cause)).toEqual(['token-lacks-workers-ai', 'token-lacks-workers-ai']);
  expect(found.map((one) => one?.alternatives?.[0])).toEqual(['workers-ai-token-rejected', 'token-unknown']);
});

test.each([
  ['rate limit', '429'],
  ['Rate limit exceeded', '429'],
  ['Too Many Requests', 'HTTP 429'],
  ['forbidden', '403'],
])('%s alone means what %s means', (words, status) => {
  const [one, other] = [words, status].map((text) => explainText(text)[0]?.diagnosis);
  expect([one?.cause, one?.alternatives]).toEqual([other?.cause, other?.alternatives]);
});

describe('a text', () => {
  test.each([
    ['401 [{"code":2009,"message":"Unauthorized"}]', 'token-rejected'],
    [
      '400 [{"code":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard"}]',
      'gateway-not-found',
    ],
    ['AiGatewayError: 2021: Insufficient AI Gateway credits', 'credits-exhausted'],
    ['2021: This model is not available via unified billing. Please use BYOK.', 'not-on-unified-billing'],
    ['7003: User Input Error', 'provider-bad-request'],
    ['Please configure AI Gateway in the Cloudflare dashboard', 'gateway-not-found'],
    ['rawError=400 [{"code":2008,"message":"Invalid provider"}]', 'provider-unknown'],
    [
      '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null}',
      'token-lacks-workers-ai',
    ],
    [
      'POST https://gateway.ai.cloudflare.com/v1/a/b/workers-ai/v1/chat/completions 401 {"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}',
      'workers-ai-token-rejected',
    ],
    [
      'curl https://api.cloudflare.com/client/v4/accounts/x/ai/v1/chat/completions\n{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}',
      'token-lacks-workers-ai',
    ],
    ['{"detail":"Unauthorized"}', 'provider-key-rejected'],
    [
      '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}',
      'provider-rate-limited',
    ],
    [
      'Error: 429 You exceeded your current quota, please check your plan and billing details.',
      'provider-quota',
    ],
    ['AuthenticationError: 401 Incorrect API key provided: sk-fake***0000.', 'provider-key-rejected'],
    ['error code: 1010', 'cloudflare-edge'],
    [
      '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>Ray ID: 9a</body></html>',
      'cloudflare-edge',
    ],
    ['<html><head><title>Hotel WiFi</title></head></html>', 'captive-portal'],
    ['Error: connect ECONNREFUSED 127.0.0.1:1', 'connection-refused'],
    ['getaddrinfo ENOTFOUND gateway.ai.cloudfare.com', 'dns-failed'],
    ['getaddrinfo EAI_AGAIN gateway.ai.cloudflare.com', 'dns-unavailable'],
    ['curl: (6) Could not resolve host: gateway.ai.cloudfare.com', 'dns-failed'],
    ['curl: (60) SSL certificate problem: self-signed certificate in certificate chain', 'tls-untrusted'],
    [
      'curl: (7) Failed to connect to localhost port 8787 after 0 ms: Connection refused',
      'connection-refused',
    ],
    ['curl: (52) Empty reply from server', 'connection-reset'],
    ['curl: (1) Received HTTP/0.9 when not allowed', 'not-http'],
    ['Response does not match the HTTP/1.1 protocol (Expected HTTP/)', 'not-http'],
    ['Parse Error: Expected HTTP/, RTSP/ or ICE/', 'not-http'],
    ['TypeError: fetch failed: redirect count exceeded', 'redirected'],
    ['curl: (47) Maximum (50) redirects followed', 'redirected'],
    ['cause: UND_ERR_HEADERS_TIMEOUT', 'response-timeout'],
    ['fetch failed: unable to get local issuer certificate', 'tls-untrusted'],
    ['the request ended with HTTP 503', 'provider-overloaded'],
    [
      'data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
      'provider-overloaded',
    ],
  ])('%j -> %s', (text, cause) => {
    expect(causes(text)).toEqual([`${cause} x1`]);
  });

  test('what a provider says of a key can be about the one that is stored at Cloudflare', () => {
    const [found] = explainText('Incorrect API key provided');
    expect(found?.diagnosis.alternatives).toEqual(['stored-key-rejected']);
  });

  test.each([
    'hello',
    '42',
    'The build took 401 seconds and touched 2009 files.',
    'In 2021: a year of records',
    '{"level":"info","msg":"listening on 8787"}',
    '{"object":"list","data":[]}',
    '{"success":true,"messages":[{"code":10000,"message":"This API Token is valid and active"}]}',
    '',
  ])('%j is not known', (text) => {
    expect(causes(text)).toEqual([]);
  });
});

describe("OpenClaw's own sentences", () => {
  test.each([
    ['LLM request failed: provider rejected the request schema or tool payload.', 'provider-bad-request'],
    [
      'Authentication failed (provider returned HTTP 401). Your provider token may have expired — try the request again in a moment.',
      'token-rejected',
    ],
    [
      'The selected model was not found by the provider. Check the model id or choose a different model.',
      'provider-model-not-found',
    ],
    [
      '⚠️ cloudflare-ai-gateway (openai/gpt-4o) returned a billing error — your API key has run out of credits or has an insufficient balance.',
      'provider-quota',
    ],
    [
      '⚠️ cloudflare-ai-gateway/openai/gpt-4o request failed (provider internal error, HTTP 500). This is usually temporary — try again shortly.',
      'provider-outage',
    ],
    [
      '⚠️ cloudflare-ai-gateway/openai/gpt-4o request failed (authentication failed, HTTP 403). Re-authenticate the provider and try again.',
      'provider-key-forbidden',
    ],
    ['LLM request failed: connection refused by the provider endpoint.', 'connection-refused'],
    ['LLM request failed: network connection error.', 'dns-failed'],
    [
      'Inline API key for provider "cloudflare-ai-gateway" is temporarily disabled after a provider auth/billing failure. Retry after about 1 minute, or switch to a different auth profile/API key.',
      'openclaw-cooldown',
    ],
    ['No API key found for provider "cloudflare-ai-gateway". Auth store: /x', 'api-key-missing'],
    [
      'Unknown model: cloudflare-ai-gateway/openai/gpt-4o. Run `openclaw models list --refresh`',
      'provider-block-missing',
    ],
    ['Unknown model catalog provider.', 'provider-block-missing'],
    [
      'Unknown model: openai/gpt-4o. Run `openclaw models list --refresh --provider openai`',
      'model-ref-prefix-missing',
    ],
    [
      'agent: failed to resolve secrets from the active gateway snapshot (gateway secrets.resolve requires credentials)',
      'variable-missing',
    ],
    ['<root>: JSON5 parse failed: SyntaxError: JSON5: invalid end of input at 3:7', 'config-syntax'],
    [
      'SsrFBlockedError: Blocked: resolves to private/internal/special-use IP address',
      'base-url-private-host',
    ],
  ])('%j -> %s', (text, cause) => {
    expect(causes(text)).toEqual([`${cause} x1`]);
  });

  test('names the variable, and the place in the file', () => {
    const [missing] = explainText(
      'Config (/x/openclaw.json): missing env var "CF_AIG_TOKEN" at models.providers.cloudflare-ai-gateway.apiKey - feature using this value will be unavailable',
    );
    expect(missing?.diagnosis.title).toBe('The variable CF_AIG_TOKEN is not defined anywhere.');
    const [syntax] = explainText(
      '<root>: JSON5 parse failed: SyntaxError: JSON5: invalid end of input at 3:7',
    );
    expect(syntax?.diagnosis.title).toContain('line 3, column 7');
  });

  test('says that the sentence fits several causes', () => {
    const [one] = explainText('LLM request failed: provider rejected the request schema or tool payload.');
    expect(one?.diagnosis.alternatives).toContain('provider-unknown');
    expect(one?.diagnosis.evidence[0]).toMatch(/several causes/);
  });
});

test('a log: each failure once, with its count; the vague sentence is explained by the raw error', () => {
  const log = [
    '12:00:01 [agent] run started',
    '12:00:02 [llm] rawError=401 [{"code":2009,"message":"Unauthorized"}]',
    '12:00:03 Authentication failed (provider returned HTTP 401). Your provider token may have expired',
    '12:01:00 [llm] rawError=401 [{"code":2009,"message":"Unauthorized"}]',
    '{"level":50,"time":1,"msg":"request failed","err":"400 [{\\"code\\":2001,\\"message\\":\\"Please configure AI Gateway in the Cloudflare dashboard\\"}]"}',
    '12:02:00 Inline API key for provider "x" is temporarily disabled after a provider auth/billing failure.',
    '12:03:00 connect ECONNREFUSED 104.18.0.1:443',
    '12:03:01 connect ECONNREFUSED 104.18.0.1:443',
    '12:04:00 [agent] done, 2009 tokens',
  ].join('\n');
  expect(causes(log)).toEqual([
    'token-rejected x2',
    'gateway-not-found x1',
    'openclaw-cooldown x1',
    'connection-refused x2',
  ]);
});

describe('a transcript of curl', () => {
  const BODY =
    '{"success":false,"result":[],"messages":[],"error":[{"code":2009,"message":"Unauthorized"}],"name":"AiGatewayError","httpCode":401,"internalCode":2009}';

  test('with -i', () => {
    const text = `$ curl -i https://gateway.ai.cloudflare.com/v1/acc/gw/compat/chat/completions\nHTTP/2 401 \ndate: Sun, 22 Nov 2026 00:00:00 GMT\ncontent-type: application/json\n\n${BODY}\n`;
    const [one] = explainText(text);
    expect(one?.diagnosis.cause).toBe('token-rejected');
    expect(one?.diagnosis.evidence[0]).toContain('-> 401');
  });

  test('with -v, which shows that no token was sent', () => {
    const text = [
      '* Connected to gateway.ai.cloudflare.com (104.18.0.1) port 443',
      '> POST /v1/acc/gw/openai/chat/completions HTTP/2',
      '> Host: gateway.ai.cloudflare.com',
      '> authorization: Bearer [redacted]',
      '> ',
      '< HTTP/2 401 ',
      '< content-type: application/json',
      '< ',
      BODY,
      '* Connection #0 to host gateway.ai.cloudflare.com left intact',
    ].join('\n');
    const [one] = explainText(text);
    expect(one?.diagnosis.cause).toBe('token-missing');
    expect(one?.diagnosis.title).toBe('The gateway "gw" requires a token, and none was sent.');
  });

  test('with a redirect, a page, and a healthy answer', () => {
    expect(causes('HTTP/1.1 302 Found\nlocation: http://login.hotel.example/\n\n')).toEqual([
      'captive-portal x1',
    ]);
    expect(causes('HTTP/1.1 200 OK\ncontent-type: text/html\n\n<html><body>Log in</body></html>')).toEqual([
      'captive-portal x1',
    ]);
    expect(
      causes('HTTP/2 200\ncontent-type: application/json\n\n{"choices":[{"message":{"content":"2009"}}]}'),
    ).toEqual([]);
  });
});

describe('a page', () => {
  const page = (title: string) => `<html><head><title>${title}</title></head></html>`;
  test.each([
    ['alone', page('404 Not Found'), 'provider-path-wrong', '404 Not Found'],
    ['without a title', '<html><body>x</body></html>', 'captive-portal', '<html><body>x</body></html>'],
    ['behind words', `groq: ${page('502 Bad Gateway')} and more`, 'provider-outage', '502 Bad Gateway'],
    [
      'without an end',
      'error: <html><title>401 Unauthorized</title> and so on',
      'provider-key-rejected',
      '401 Unauthorized',
    ],
  ])('%s', (_, text, cause, excerpt) => {
    const [one, ...more] = explainText(text);
    expect([one?.diagnosis.cause, one?.excerpt]).toEqual([cause, excerpt]);
    expect(one?.diagnosis.evidence).toEqual(['this text fits several causes, the likeliest first']);
    expect(more).toEqual([]);
  });

  test('of Cloudflare has a status, if its number is one', () => {
    const titles = [520, 1010].map((code) => {
      const [one] = explainText(`<html><div id="cf-error">Error ${code}</div></html>`);
      expect(one?.diagnosis.evidence).toEqual([]);
      return one?.diagnosis.title;
    });
    expect(titles[0]).toContain('(HTTP 520)');
    expect(titles[1]).not.toMatch(/HTTP/);
  });
});

describe('in a long text', () => {
  const log = Array.from({ length: 7 }, (_, index) => `line ${index}`).join('\n');
  const refused = 'connect ECONNREFUSED 1.2.3.4:443';
  const rejected = '{"error":{"message":"x","code":"invalid_api_key"}}';
  const banned = '<html><div id="cf-error">Error 1010</div></html>';
  const answer = `HTTP/2 400 \n\n[{"code":2001,"message":"Please configure AI Gateway"}]`;
  test.each<[what: string, parts: string[], found: string[]]>([
    [
      'all are found, in their order',
      [refused, rejected, banned, '1.2.3.4: certificate has expired', answer],
      [
        'connection-refused x1',
        'provider-key-rejected x1',
        'cloudflare-edge x1',
        'tls-expired x1',
        'gateway-not-found x1',
      ],
    ],
    ['a page before an object', [banned + rejected], ['cloudflare-edge x1', 'provider-key-rejected x1']],
    ['an object before a page', [rejected, banned], ['provider-key-rejected x1', 'cloudflare-edge x1']],
    ['an answer with a page is one', [`HTTP/1.1 403 x\n\n${banned}`], ['cloudflare-edge x1']],
    ['a page before an answer', [banned, answer], ['cloudflare-edge x1', 'gateway-not-found x1']],
    [
      'what a page says is no line of its own',
      [`<html><title>403</title>\n${refused}</html>`],
      ['provider-key-forbidden x1'],
    ],
  ])('%s', (_, parts, found) => {
    expect(causes([log, ...parts].join('\n'))).toEqual(found);
  });

  test('a page has the provider that its own line names', () => {
    const page = '<html><title>502 Bad Gateway</title></html>';
    const title = (text: string) =>
      explainText(text, { provider: (slug) => ({ providerName: slug }) })[0]?.diagnosis.title;
    expect(title(`${log}\ngroq: ${page}`)).toContain('groq');
    expect(title(`${log}\ngroq: ok\n${page}`)).not.toContain('groq');
  });
});

test('the excerpt of a long line is of the piece', () => {
  const [one] = explainText(`first ${'x '.repeat(2500)}connect ECONNREFUSED 1.2.3.4:443`);
  expect(one?.excerpt).toMatch(/^x x .*\.\.\.$/);
});

test('a line that is too long is read in pieces, cut between words if there are any', () => {
  const failure = 'connect ECONNREFUSED 1.2.3.4:443';
  for (const text of [
    `${'x '.repeat(2500)}${failure}`,
    `${'x'.repeat(4500)} ${failure}`,
    `${'a,'.repeat(2500)} ${failure}`,
    `${failure} ${'x '.repeat(2500)}`,
  ]) {
    const [one, ...more] = explainText(text);
    expect(one?.diagnosis.title).toBe('The connection to 1.2.3.4 port 443 was refused.');
    expect(more).toEqual([]);
  }
});

test.each([
  ['connect ECONNREFUSED 127.0.0.1:443', '127.0.0.1'],
  ['getaddrinfo ENOTFOUND gateway.example.com', 'gateway.example.com'],
])('a line that is too long is not cut inside %j', (failure, host) => {
  for (let shift = 0; shift <= failure.length; shift++) {
    const found = explainText(`${'x '.repeat(1980)}${'x'.repeat(shift)} ${failure} ${'x '.repeat(1000)}`);
    expect(found.map(({ diagnosis }) => diagnosis.title)).toEqual([expect.stringContaining(host)]);
  }
});

test('what was copied out of a text in a text is read without its backslashes', () => {
  const error = JSON.stringify({ error: { message: 'x', code: 'invalid_api_key' } });
  const escaped = (levels: number) =>
    Array.from({ length: levels }).reduce((text: string) => JSON.stringify(text).slice(1, -1), error);
  for (const levels of [0, 1, 2, 4]) expect(causes(escaped(levels))).toEqual(['provider-key-rejected x1']);
});

test('most bodies of the corpus are recognised when they are pasted alone', () => {
  const bodies = CORPUS.filter(
    ({ expect, status }) => expect && status && status >= 400 && expect.category !== 'network',
  );
  const missed = bodies.filter((entry) => explainText(exchangeOf(entry).response!.body).length === 0);
  expect(missed.length / bodies.length).toBeLessThan(0.08);
});

test('a long log is read in time in proportion to it', () => {
  const line =
    '12:00:02 [llm] {a: [1, rawError=401 [{"code":2009,"message":"Unauthorized"}] and some more text\n';
  expect(causes(line.repeat(5000))).toEqual(['token-rejected x5000']);
  expect(growth((count) => line.repeat(count), causes)).toBeLessThan(QUADRATIC);
});
