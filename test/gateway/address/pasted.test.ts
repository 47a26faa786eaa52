import { describe, expect, test } from '@jest/globals';
import { parsePasted } from '../../../src/gateway/address/pasted.js';

const A = '0123456789abcdef0123456789abcdef';
const G = 'my-gateway';
const HOST = 'https://gateway.ai.cloudflare.com';

describe('parsePasted', () => {
  test.each([
    // the dashboard
    [`https://dash.cloudflare.com/${A}`, { accountId: A }],
    [`https://dash.cloudflare.com/${A}/home/overview`, { accountId: A }],
    [`https://dash.cloudflare.com/${A}/ai/ai-gateway`, { accountId: A }],
    [`https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways`, { accountId: A }],
    [`https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}`, { accountId: A, gateway: G }],
    [
      `https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}/overview?x=1#y`,
      { accountId: A, gateway: G },
    ],
    [`https://dash.cloudflare.com/${A}/ai/ai-gateway/${G}`, { accountId: A, gateway: G }],
    [`https://dash.cloudflare.com/${A}/ai/ai-gateway/general`, { accountId: A }],
    [`dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}/logs`, { accountId: A, gateway: G }],
    // a gateway, any provider, any host
    [`${HOST}/v1/${A}/${G}`, { accountId: A, gateway: G, origin: HOST }],
    [`${HOST}/v1/${A}/${G}/`, { accountId: A, gateway: G, origin: HOST }],
    [
      `${HOST}/v1/${A}/${G}/compat/chat/completions`,
      { accountId: A, gateway: G, route: 'compat', origin: HOST },
    ],
    [
      `${HOST}/v1/${A}/${G}/anthropic/v1/messages`,
      { accountId: A, gateway: G, route: 'anthropic', origin: HOST },
    ],
    [`${HOST}/v1/${A}/${G}/custom-mine/v1`, { accountId: A, gateway: G, route: 'custom-mine', origin: HOST }],
    [`${HOST}/v1/${A}/${G}/{provider}`, { accountId: A, gateway: G, origin: HOST }],
    [`${HOST}/v1/${A}/{gateway_id}/openai`, { accountId: A, route: 'openai', origin: HOST }],
    [`gateway.ai.cloudflare.com/v1/${A}/${G}/openai`, { accountId: A, gateway: G, route: 'openai' }],
    [
      `http://127.0.0.1:8787/v1/${A}/${G}/compat`,
      { accountId: A, gateway: G, route: 'compat', origin: 'http://127.0.0.1:8787' },
    ],
    // the API
    [
      `https://api.cloudflare.com/client/v4/accounts/${A}/ai-gateway/gateways/${G}`,
      { accountId: A, gateway: G },
    ],
    [
      `https://api.cloudflare.com/client/v4/accounts/${A}/ai/v1/chat/completions`,
      { accountId: A, route: 'rest' },
    ],
    [`https://api.cloudflare.com/client/v4/accounts/${A}`, { accountId: A }],
    // texts
    [
      `curl -X POST ${HOST}/v1/${A}/${G}/openai/chat/completions \\\n  --header 'Authorization: Bearer $TOKEN' \\\n  --data '{"model":"gpt-4o"}'`,
      { accountId: A, gateway: G, route: 'openai', origin: HOST },
    ],
    [
      `curl "${HOST}/v1/${A}/${G}/compat/chat/completions" -d '{}'`,
      { accountId: A, gateway: G, route: 'compat', origin: HOST },
    ],
    [
      `curl https://api.cloudflare.com/client/v4/accounts/${A}/ai/v1/responses -H "cf-aig-gateway-id: ${G}"`,
      { accountId: A, gateway: G, route: 'rest' },
    ],
    [`createAiGateway({ accountId: '${A}', gateway: '${G}' })`, { accountId: A, gateway: G }],
    [`CLOUDFLARE_ACCOUNT_ID=${A}\nCLOUDFLARE_AI_GATEWAY_ID=${G}\n`, { accountId: A, gateway: G }],
    [A, { accountId: A }],
    [`  ${A.toUpperCase()} `, { accountId: A }],
  ])('%s', (text, expected) => {
    expect(parsePasted(text)).toEqual(expected);
  });

  test.each([
    '',
    'my-gateway',
    'https://dash.cloudflare.com/',
    'https://dash.cloudflare.com/?to=/:account/ai/ai-gateway',
    `${HOST}/v1/<account>/<gateway>/compat`,
    `${HOST}/v1/{account_id}/{gateway_id}`,
    'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
    `${A}0`,
    'https://example.com/v1/chat',
  ])('nothing in %j', (text) => {
    expect(parsePasted(text)).toBeUndefined();
  });
});
