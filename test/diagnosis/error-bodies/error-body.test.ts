import { describe, expect, test } from '@jest/globals';
import { readComplaint } from '../../../src/diagnosis/error-bodies/error-body.js';
import type { Plane } from '../../../src/diagnosis/exchange/exchange.js';

/** Shape, speaker (unless it is the provider), place, codes, kinds, the status inside, message. */
function summary(body: unknown, plane: Plane, strict: boolean): string | undefined {
  const found = readComplaint(body, plane, strict);
  return (
    found &&
    [
      found.shape,
      found.speaker === 'provider' ? '' : found.speaker,
      found.at,
      found.codes.map(String).join(' '),
      found.kinds.join(' '),
      found.innerStatus ? `HTTP ${found.innerStatus}` : '',
    ]
      .filter(Boolean)
      .concat(found.message)
      .join(' | ')
  );
}

const ERRORS: [body: unknown, said: string][] = [
  [[{ code: 2009, message: 'Unauthorized' }], 'gateway envelope | gateway | error[0] | 2009 | Unauthorized'],
  [
    { error: [{ code: 2009, message: 'a' }], message: 'b', internalCode: 1, httpCode: 401 },
    'gateway envelope | gateway | error[0] | 2009 | HTTP 401 | a',
  ],
  [{ error: [], internalCode: 2001, description: 'd' }, 'gateway envelope | gateway | body | 2001 | d'],
  [{ name: 'AiGatewayError', message: ' ', description: 'd' }, 'gateway envelope | gateway | body | d'],
  [
    { name: 'AiGatewayError', error: [{ code: '2009' }], message: 'm', httpCode: '401' },
    'gateway envelope | gateway | error[0] | 2009 | HTTP 401 | m',
  ],
  [
    { cloudflare_error: true, error_code: 1010, title: 't', detail: 'd' },
    'edge problem | edge | body | 1010 | t',
  ],
  [{ cloudflare_error: true, detail: 'd' }, 'edge problem | edge | body | d'],
  [
    { name: 'AiError', internalCode: 5007, code: 1, description: 'd', httpCode: 400 },
    'Workers AI error | workers-ai | body | 5007 | HTTP 400 | d',
  ],
  [{ message: 'AiError: x' }, 'Workers AI error | workers-ai | body | AiError: x'],
  [{ error: 'AiError: x', code: 5007 }, 'Workers AI error | workers-ai | body | 5007 | AiError: x'],
  [{ errors: [{ code: 2001, message: 'a' }] }, 'Cloudflare API envelope | gateway | errors[0] | 2001 | a'],
  [{ errors: [{ code: 2999 }] }, 'Cloudflare API envelope | gateway | errors[0] | 2999 | '],
  [{ errors: [{ code: 3000 }] }, 'Cloudflare API envelope | workers-ai | errors[0] | 3000 | '],
  [{ errors: [{ code: 5999 }] }, 'Cloudflare API envelope | workers-ai | errors[0] | 5999 | '],
  [{ errors: [{ code: 8007 }] }, 'Cloudflare API envelope | workers-ai | errors[0] | 8007 | '],
  [{ errors: [{ code: 7010 }] }, 'Cloudflare API envelope | gateway | errors[0] | 7010 | '],
  [{ errors: [{ code: 7013 }] }, 'Cloudflare API envelope | gateway | errors[0] | 7013 | '],
  [
    { errors: [{ code: 7000, message: 'AiError: x' }] },
    'Cloudflare API envelope | workers-ai | errors[0] | 7000 | AiError: x',
  ],
  [
    { code: 6003, message: 'm', error_chain: [{ code: 6111, message: 'n' }] },
    'bare Cloudflare API error | gateway | body | 6003 6111 | m: n',
  ],
  [
    { code: 6003, error_chain: [null, { code: 6111, message: 'n' }] },
    'bare Cloudflare API error | gateway | body | 6003 6111 | n',
  ],
  [{ error: { message: 'm', code: 2000 } }, 'gateway error in OpenAI form | gateway | error | 2000 | m'],
  [{ ok: false, error: { category: 'search', message: 'x' } }, 'error object | error | x'],
  [{ error: { message: 'm', details: [null, { reason: 'r' }] } }, 'error object | error | r | m'],
  [
    { error: { message: 'm', type: 'gateway_error', code: null } },
    'gateway error in OpenAI form | gateway | error | m',
  ],
  [{ error: { message: 'm', code: 2005 } }, 'gateway error in OpenAI form | gateway | error | 2005 | m'],
  [{ error: { message: 'm', code: '2005' } }, 'error object | error | 2005 | m'],
  [{ error: { message: 'm', code: 5999 } }, 'error object | error | 5999 | m'],
  [{ error: { message: 'AiError: m' } }, 'gateway error in OpenAI form | workers-ai | error | AiError: m'],
  [
    { success: false, error: { message: 'Access denied' } },
    'gateway policy | gateway | error | Access denied',
  ],
  [
    { success: false, error: { message: 'Access denied', type: 'x' } },
    'error object | error | x | Access denied',
  ],
  [{ success: true, error: { message: 'Access denied' } }, 'error object | error | Access denied'],
  [{ x402Version: 1, error: 'e', accepts: [] }, 'payment wanted | gateway | error | payment required'],
  [
    { ok: false, error: { category: 'gateway', code: 'web_search_payment_required', status: 402 } },
    'web search | gateway | error | web_search_payment_required | HTTP 402 | web_search_payment_required',
  ],
  [{ ok: true, error: { category: 'gateway', message: 'x' } }, 'error object | error | x'],
  [
    { error: { message: 'm', type: 't', code: 'c', status: 'S', param: 'p' } },
    'error object | error | t c S p | m',
  ],
  [{ error: { error: { message: 'm', type: 't' } } }, 'error object | error | t | m'],
  [{ error: 'm' }, 'error string | error | m'],
  [
    { type: 'error', error: { type: 'overloaded_error', message: 'm' } },
    'error object | error | overloaded_error | m',
  ],
  [
    { type: 'response.failed', response: { error: { code: 'c', message: 'm' } } },
    'failed response | response.error | c | m',
  ],
  [
    [
      {
        error: {
          code: 400,
          message: 'm',
          status: 'INVALID_ARGUMENT',
          details: [{ reason: 'API_KEY_INVALID' }],
        },
      },
    ],
    'error object | [0].error | 400 INVALID_ARGUMENT API_KEY_INVALID | HTTP 400 | m',
  ],
  [{ error: { message: 'm', code: 'xxx2009' } }, 'error object | error | xxx2009 | m'],
  [{ success: false, error: { message: 'm', code: 5 } }, 'error object | error | 5 | m'],
  [{ success: false, error: 'm' }, 'error string | error | m'],
  [{ error: { message: 'm', code: 7010 } }, 'gateway error in OpenAI form | gateway | error | 7010 | m'],
  [{ error: { message: 'm', code: 1999 } }, 'error object | error | 1999 | m'],
  [{ error: { message: 'm', code: 3000 } }, 'error object | error | 3000 | m'],
  [{ error: { message: 'x AiError' } }, 'error object | error | x AiError'],
  [{ error: { msg: 'm' } }, 'error object | error | m'],
  [{ error: { detail: 'm' } }, 'error object | error | m'],
  [{ error: { description: 'm' } }, 'error object | error | m'],
  [{ error: { type: 't' } }, 'error object | error | t | {"type":"t"}'],
  [{ error: { error: { type: 'inner' }, type: 'outer', message: 'm' } }, 'error object | error | inner | m'],
  [{ error: { message: 'm', code: 399 } }, 'error object | error | 399 | m'],
  [{ error: { message: 'm', code: 400 } }, 'error object | error | 400 | HTTP 400 | m'],
  [{ error: { message: 'm', code: 599 } }, 'error object | error | 599 | HTTP 599 | m'],
  [{ error: { message: 'm', code: 600 } }, 'error object | error | 600 | m'],
  [{ error: { message: 'm', code: 'c', status: 429 } }, 'error object | error | c 429 | HTTP 429 | m'],
  [{ error: { message: 'm', status_code: 503 } }, 'error object | error | HTTP 503 | m'],
  [{ error: { message: 'm', statusCode: '503' } }, 'error object | error | HTTP 503 | m'],
  [
    { error: { message: 'm', metadata: { raw: 'r' }, reason: 'why', __type: 'y' } },
    'error object | error | why y r | m',
  ],
  [{ error: { message: 'm', details: [{ reason: 'r' }, 5] } }, 'error object | error | r | m'],
  [{ error: 'e', error_description: 'more', code: 'c' }, 'error string | error | c | e: more'],
  [{ error: 'e', message: 'more' }, 'error string | error | e: more'],
  [{ error: 'e', detail: 'more' }, 'error string | error | e: more'],
  [{ response: { status: 'failed', error: 'x' } }, 'failed response | response.error | the response failed'],
  [{ status: 'failed', error: { message: 'm' } }, 'failed response | response.error | m'],
  [{ type: 'error', message: 'm', code: 'c' }, 'error event | body | error c | m'],
  [{ object: 'error', detail: 'm' }, 'error event | body | m'],
  [{ status: 'error', message: 'm' }, 'error event | body | error | m'],
  [
    { choices: [{ error: { code: 502, message: 'm' } }] },
    'error in a choice | choices[0].error | 502 | HTTP 502 | m',
  ],
  [
    { choices: [{ error: { code: 502 } }] },
    'error in a choice | choices[0].error | 502 | HTTP 502 | {"code":502}',
  ],
  [
    { base_resp: { status_code: 1004, status_msg: 'login fail' } },
    'base_resp | base_resp | 1004 | login fail',
  ],
  [{ base_resp: { status_code: 1004 } }, 'base_resp | base_resp | 1004 | '],
  [{ error_code: 110, error_msg: 'm' }, 'error_code | body | 110 | m'],
  [{ errorCode: 110, errorMessage: 'm' }, 'error_code | body | 110 | m'],
  [{ error_message: 'm' }, 'error_code | body | m'],
  [{ state: 'Failed', msg: 'm' }, 'failure flag | body | m'],
  [{ success: false }, 'failure flag | body | {"success":false}'],
  [{ success: false, message: 'm' }, 'failure flag | body | m'],
];

describe('an error, whatever the status', () => {
  test.each(ERRORS)('%j', (body, said) => {
    for (const plane of ['gateway', 'rest'] as const) {
      expect([summary(body, plane, true), summary(body, plane, false)]).toEqual([said, said]);
    }
  });
});

const LOOSE: [body: unknown, said: string][] = [
  [[{ code: '2009', message: 'x' }], 'message | [0].message | 2009 | x'],
  [[{ code: 2009, message: ' ' }], 'unknown JSON | [0].body | 2009 | {"code":2009,"message":" "}'],
  [['x', 'y'], 'error string | error | ["x","y"]'],
  ['oops', 'error string | error | oops'],
  [{}, 'unknown JSON | body | {}'],
  [{ error: [{ message: 'm' }] }, 'unknown JSON | body | {"error":[{"message":"m"}]}'],
  [{ error: [{ code: '2009999' }], message: 'm' }, 'message | message | m'],
  [{ error: [{ code: '20' }], message: 'm' }, 'message | message | m'],
  [{ error: [{ code: 'x2009' }], message: 'm' }, 'message | message | m'],
  [{ cloudflare_error: 'true', error_code: 1010, title: 't' }, 'title | title | t'],
  [{ message: 'x AiError:' }, 'message | message | x AiError:'],
  [{ errors: [{ code: 404, message: 'a' }] }, 'errors | errors[0] | 404 | HTTP 404 | a'],
  [{ code: 6003, message: 'm' }, 'message | message | 6003 | m'],
  [{ message: 'm', error_chain: [] }, 'message | message | m'],
  [{ success: true, errors: [{ message: 'm' }] }, 'errors | errors[0] | m'],
  [{ error: ' ' }, 'unknown JSON | body | {"error":" "}'],
  [{ detail: 'd' }, 'detail | detail | d'],
  [{ detail: [{ msg: 'a', loc: ['b'] }] }, 'detail | detail | b: a'],
  [{ title: 't', status: 404 }, 'title | title | 404 | HTTP 404 | t'],
  [{ message: 'm' }, 'message | message | m'],
  [{ error: {} }, 'unknown JSON | body | {"error":{}}'],
  [{ response: { status: 'done' } }, 'unknown JSON | body | {"response":{"status":"done"}}'],
  [{ type: 'error' }, 'unknown JSON | body | error | {"type":"error"}'],
  [{ type: 'other', message: 'm' }, 'message | message | other | m'],
  [{ choices: [{ error: 'x' }] }, 'unknown JSON | body | {"choices":[{"error":"x"}]}'],
  [
    { base_resp: { status_code: 0, status_msg: 'ok' } },
    'unknown JSON | body | {"base_resp":{"status_code":0,"status_msg":"ok"}}',
  ],
  [{ base_resp: 'x' }, 'unknown JSON | body | {"base_resp":"x"}'],
  [{ state: 'Done' }, 'unknown JSON | body | {"state":"Done"}'],
  [{ detail: 'd', title: 't' }, 'detail | detail | t: d'],
  [{ detail: { message: 'm', code: 'c' } }, 'detail | detail | c | m'],
  [{ detail: { msg: 'm' } }, 'detail | detail | m'],
  [{ detail: { other: 1 } }, 'detail | detail | {"other":1}'],
  [{ detail: [] }, 'unknown JSON | body | {"detail":[]}'],
  [
    { detail: [5, { message: 'm' }, { loc: ['a', 'b'], msg: 'm' }, { x: 1 }] },
    'detail | detail | 5; m; a.b: m; {"x":1}',
  ],
  [{ Message: 'm', __type: 'AccessDeniedException' }, 'message | message | AccessDeniedException | m'],
  [{ msg: 'm' }, 'message | message | m'],
  [{ errors: ['m'] }, 'errors | errors[0] | m'],
  [{ errors: [{ title: 't', detail: 'd' }] }, 'errors | errors[0] | t: d'],
  [{ errors: [{ title: 't', message: 'm' }] }, 'errors | errors[0] | t: m'],
  [{ errors: [{ x: 1 }] }, 'errors | errors[0] | {"x":1}'],
  [{ errors: [] }, 'unknown JSON | body | {"errors":[]}'],
  [{ errors: [5] }, 'errors | errors[0] | 5'],
  [
    {
      other: 'y'.repeat(700),
    },
    `unknown JSON | body | {"other":"${'y'.repeat(590)}`,
  ],
  [[], 'error string | error | []'],
  [[{}], 'unknown JSON | [0].body | {}'],
  [{ detail: ['x', { loc: ['body'] }] }, 'detail | detail | x; body: {"loc":["body"]}'],
  ['text', 'error string | error | text'],
  [' ', 'unknown JSON | body | {"error":" "}'],
];

describe('an error only where the status says so', () => {
  test.each(LOOSE)('%j', (body, said) => {
    expect([summary(body, 'gateway', true), summary(body, 'gateway', false)]).toEqual([undefined, said]);
  });
});

const BY_PLANE: [body: unknown, ofTheGateway: string, ofTheApi: string][] = [
  [
    {
      errors: [
        { code: 10000, message: 'a', error_chain: [{ code: 6111, message: 'b' }, { message: 5 }, 'x'] },
        { code: 9000 },
      ],
      success: false,
    },
    'Cloudflare API envelope | workers-ai | errors[0] | 10000 6111 0 9000 | a: b',
    'Cloudflare API envelope | gateway | errors[0] | 10000 6111 0 9000 | a: b',
  ],
  [
    { errors: [{ code: 1000, message: 'a' }] },
    'Cloudflare API envelope | workers-ai | errors[0] | 1000 | a',
    'Cloudflare API envelope | gateway | errors[0] | 1000 | a',
  ],
  [
    { errors: [{ code: 6000 }] },
    'Cloudflare API envelope | workers-ai | errors[0] | 6000 | ',
    'Cloudflare API envelope | gateway | errors[0] | 6000 | ',
  ],
  [
    { errors: [{ code: 7000, message: 'x AiError' }] },
    'Cloudflare API envelope | workers-ai | errors[0] | 7000 | x AiError',
    'Cloudflare API envelope | gateway | errors[0] | 7000 | x AiError',
  ],
  [
    { error: { message: 'm', code: 10000 } },
    'gateway error in OpenAI form | workers-ai | error | 10000 | m',
    'gateway error in OpenAI form | gateway | error | 10000 | m',
  ],
  [
    { error: { message: 'm', code: 6000 } },
    'error object | error | 6000 | m',
    'gateway error in OpenAI form | gateway | error | 6000 | m',
  ],
  [{ errors: [{ message: 'm' }] }, 'errors | errors[0] | m', 'errors | errors[0] | m'],
  [
    { success: false, errors: [{ message: 'm' }] },
    'failure flag | body | {"success":false,"errors":[{"message":"m"}]}',
    'Cloudflare API envelope without a code | gateway | errors[0] | m',
  ],
];

describe('an error of another speaker on the gateway than on the API', () => {
  test.each(BY_PLANE)('%j', (body, ofTheGateway, ofTheApi) => {
    expect([summary(body, 'gateway', false), summary(body, 'rest', false)]).toEqual([ofTheGateway, ofTheApi]);
  });
});

test.each([null, 5, true])('%j is no error', (body) => {
  expect(summary(body, 'gateway', false)).toBeUndefined();
});
