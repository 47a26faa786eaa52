import { describe, expect, test } from '@jest/globals';
import { createMask } from '../../src/conformance/mask.js';

const ACCOUNT = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const mask = createMask({ account: ACCOUNT, gateway: 'prod-agents', nonce: 'deadbeef', own: undefined });

describe('texts', () => {
  test.each([
    [`Could not route to /accounts/${ACCOUNT}/ai`, 'Could not route to /accounts/{account}/ai'],
    ['no gateway prod-agents', 'no gateway {gateway}'],
    ['write to jane.doe@example.com', 'write to [e-mail]'],
    ['request 0192f3a4-1234-7abc-8def-0123456789ab', 'request <uuid>'],
    ['log 01J8ZQ4M7Y3V5K2N6P9R1S4T8W', 'log <ulid>'],
    ['see req_011CQabc123def456 of org-Ab12Cd34Ef', 'see <id> of <id>'],
    ['https://my-company.internal/x', 'https://[host]/x'],
    ['https://platform.openai.com/account/api-keys', 'https://platform.openai.com/account/api-keys'],
    ['anthropic/claude-haiku-4-5-20251001 is unknown', 'anthropic/claude-haiku-4-5-20251001 is unknown'],
    ["aliases: 'default', 'jane'", "aliases: '<name>', '<name>'"],
    ["no key named 'no-such-alias'", "no key named 'no-such-alias'"],
  ])('%s', (given, masked) => {
    expect(mask.text(given, '{"cf-aig-byok-alias":"no-such-alias"}')).toBe(masked);
  });
});

test('a gateway with a short name is hidden where it is a word', () => {
  expect(createMask({ gateway: 'ai' }).text('ai: said by ai-gateway', '')).toBe(
    '{gateway}: said by ai-gateway',
  );
});

describe('bodies', () => {
  test('an error keeps its words, its codes and its types', () => {
    const body = {
      success: false,
      error: [{ code: 2040, message: "Configured aliases: 'jane'" }],
      name: 'AiGatewayError',
      httpCode: 400,
      spent: 12.5,
      request_id: 'req_011CQabc123def456',
    };
    expect(mask.body(body, { isError: true, own: '' })).toEqual({
      success: false,
      error: [{ code: 2040, message: "Configured aliases: '<name>'" }],
      name: 'AiGatewayError',
      httpCode: 400,
      spent: 0,
      request_id: '<string>',
    });
  });

  test('an answer keeps its keys and types only', () => {
    const body = {
      result: [
        { id: 'prod-agents', name: 'Jane’s account', status: 'active', metadata: { jane: 1 } },
        { id: 'b', created_at: '2026-11-27' },
        { id: 'c' },
      ],
      choices: [{ message: { role: 'assistant', content: 'I am a model' }, finish_reason: 'stop' }],
      'jane@example.com': 1,
    };
    expect(mask.body(body, { isError: false, own: '' })).toEqual({
      result: [
        { id: '<string>', name: '<string>', status: 'active', metadata: '<object>' },
        { id: '<string>', created_at: '<string>' },
      ],
      choices: [{ message: { role: 'assistant', content: '<string>' }, finish_reason: 'stop' }],
      '<key>': 0,
    });
  });
});

describe('headers', () => {
  test.each([
    ['content-type', 'application/json', 'application/json'],
    ['cf-aig-step', '0', '0'],
    ['cf-aig-log-id', '0192f3a4-1234-7abc-8def-0123456789ab', '<uuid of version 7>'],
    ['cf-aig-log-id', '01J8ZQ4M7Y3V5K2N6P9R1S4T8W', '<ulid>'],
    ['cf-aig-event-id', 'conformance-deadbeef', 'conformance-{nonce}'],
    ['server', 'cloudflare', 'cloudflare'],
    ['server', 'proxy of janes-company', '<text>'],
    ['openai-organization', 'janes-company', '<text>'],
    ['x-ratelimit-limit', '1000', '<number>'],
    ['cf-ray', '', ''],
  ])('%s: %s', (name, value, masked) => {
    expect(mask.header(name, value)).toBe(masked);
  });
});
