import { describe, expect, test } from '@jest/globals';
import type { Exchange, Sent } from '../../../src/diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError, isInconclusive } from '../../../src/diagnosis/reading/diagnose.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const URL_ = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway/compat/chat/completions`;
const SENT: Sent = {
  gatewayTokenIn: ['cf-aig-authorization'],
  providerKeyIn: [],
  route: 'compat',
  api: 'openai-completions',
  model: 'openai/gpt-4o-mini',
};

function exchange(
  status: number,
  body: unknown,
  more: { headers?: Record<string, string>; sent?: Partial<Sent> } = {},
): Exchange {
  return {
    id: 'x',
    plane: 'gateway',
    request: { method: 'POST', url: URL_, headers: {} },
    sent: { ...SENT, ...more.sent },
    response: {
      status,
      headers: { 'content-type': 'application/json', ...more.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      truncated: false,
    },
    timings: { startedAt: '2026-11-22T00:00:00.000Z', totalMs: 1 },
  };
}

const gatewaySays = (code: number, message: string) => ({
  success: false,
  error: [{ code, message }],
  name: 'AiGatewayError',
});

describe('a diagnosis', () => {
  test('carries the values that the exchange shows', () => {
    const diagnosis = diagnoseExchange(
      exchange(400, gatewaySays(2001, 'Please configure AI Gateway in the Cloudflare dashboard')),
    );
    expect(diagnosis?.title).toBe(`The account ${ACCOUNT} has no gateway named "my-gateway".`);
  });

  test('prefers the values of the caller, but not for what happened', () => {
    const diagnosis = diagnoseExchange(exchange(418, { foo: 'bar' }), {
      providerName: 'OpenAI',
      provider: 'openai',
      status: '200',
      model: 'other',
    });
    expect(diagnosis?.title).toBe(
      'OpenAI answered with an error (HTTP 418) that this version of cf-aig does not know.',
    );
  });

  test("does not give one provider another provider's name", () => {
    const diagnosis = diagnoseExchange(exchange(529, {}), {
      provider: 'anthropic',
      providerName: 'Anthropic',
    });
    expect(diagnosis?.title).toBe('openai is overloaded.');
  });

  test('says which exchange, which field of which body, and what was sent', () => {
    const diagnosis = diagnoseExchange(
      exchange(401, gatewaySays(2009, 'Unauthorized'), { headers: { 'cf-ray': '9a-FRA' } }),
    );
    expect(diagnosis?.evidence).toEqual([
      `POST ${URL_} -> 401`,
      'error[0].code = 2009, message "Unauthorized"',
      'sent: gateway token in cf-aig-authorization, no provider key',
      'cf-ray: 9a-FRA',
    ]);
    expect(diagnosis?.alternatives).toContain('token-lacks-run');
  });

  test('shows all codes of a chain', () => {
    const body = {
      success: false,
      errors: [
        {
          code: 6003,
          message: 'Invalid request headers',
          error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
        },
      ],
    };
    const diagnosis = diagnoseExchange({ ...exchange(400, body), plane: 'rest' });
    expect(diagnosis?.evidence[1]).toBe(
      'errors[0].code = 6003 > 6111, message "Invalid request headers: Invalid format for Authorization header"',
    );
  });

  test('shows an unknown answer whole, up to a length', () => {
    const diagnosis = diagnoseExchange(exchange(418, { foo: 'x'.repeat(1000) }));
    const line = diagnosis?.evidence.find((text) => text.startsWith('body (application/json): {"foo":"xxx'));
    expect(line?.length).toBeLessThan(340);
  });

  test('passes on how long to wait', () => {
    const diagnosis = diagnoseExchange(
      exchange(429, gatewaySays(2003, 'Rate limited'), { headers: { 'retry-after': '17' } }),
    );
    expect(diagnosis?.fix).toEqual({ what: 'Wait 17 seconds, as the answer asks, and try again.' });
    expect(diagnosis?.transient).toBe(true);
  });

  test('names the successor of a retired model', () => {
    const diagnosis = diagnoseExchange(
      exchange(410, gatewaySays(7010, 'Model is deprecated, use anthropic/claude-sonnet-4.6')),
    );
    expect(diagnosis?.remedy[0]).toBe('Use anthropic/claude-sonnet-4.6 instead.');
  });

  test('says where in a stream the error stands', () => {
    const body =
      'data: {"choices":[{"delta":{"content":"H"}}]}\n\ndata: {"error":{"code":429,"message":"Rate limit exceeded"}}\n\n';
    expect(diagnoseExchange(exchange(200, body))?.evidence[1]).toMatch(
      /^event 2: error: 429, message "Rate limit exceeded"$/,
    );
  });

  test('names host, port and phase when no answer came', () => {
    const { response: _, ...silent } = exchange(200, '');
    const error = {
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
      phase: 'connect' as const,
      host: '127.0.0.1',
      port: 1,
    };
    const diagnosis = diagnoseExchange({ ...silent, error });
    expect(diagnosis?.title).toBe('The connection to 127.0.0.1 port 1 was refused.');
    expect(diagnosis?.evidence).toEqual([
      `POST ${URL_} -> ECONNREFUSED`,
      'ECONNREFUSED while connecting to 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1',
    ]);
  });
});

describe("the gateway's own error", () => {
  test.each([
    [exchange(401, gatewaySays(2009, 'Unauthorized')), { code: 2009, message: 'Unauthorized' }],
    [
      exchange(400, gatewaySays(2008, 'Invalid provider'), { sent: { junkProvider: true } }),
      { code: 2008, message: 'Invalid provider' },
    ],
    [
      exchange(401, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] }),
      undefined,
    ],
    [exchange(401, { error: { message: 'Invalid API Key' } }), undefined],
    [exchange(200, { choices: [] }), undefined],
  ])('case %#', (one, expected) => {
    expect(gatewayError(one)).toEqual(expected);
  });
});

describe('an experiment is inconclusive', () => {
  test.each([
    [
      'empty request, 2005',
      exchange(400, gatewaySays(2005, 'Failed to get response from provider'), { sent: { empty: true } }),
      true,
    ],
    [
      'empty request, 2019',
      exchange(400, gatewaySays(2019, 'Chat completion bad format'), { sent: { empty: true } }),
      true,
    ],
    [
      'empty request, 2009',
      exchange(401, gatewaySays(2009, 'Unauthorized'), { sent: { empty: true } }),
      false,
    ],
    [
      'empty request, wanted complaint',
      exchange(
        400,
        { error: { message: "Missing required parameter: 'messages'." } },
        { sent: { empty: true } },
      ),
      false,
    ],
    [
      'junk provider, 2008',
      exchange(400, gatewaySays(2008, 'Invalid provider'), { sent: { junkProvider: true } }),
      false,
    ],
    ['junk provider, 404', exchange(404, { error: 'not found' }, { sent: { junkProvider: true } }), true],
    [
      "junk provider, an error like a provider's",
      exchange(401, { error: { message: 'no key' } }, { sent: { junkProvider: true } }),
      true,
    ],
    ['no experiment', exchange(400, gatewaySays(2005, 'Failed to get response from provider')), false],
  ])('%s: %#', (_name, one, expected) => {
    expect(isInconclusive(one)).toBe(expected);
  });
});
