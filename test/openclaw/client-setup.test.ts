import { describe, expect, test } from '@jest/globals';
import { type ClientSetup, clientCredentials } from '../../src/openclaw/client-setup.js';
import { environmentOf } from '../../src/openclaw/secrets/environment.js';

const GATEWAY = 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake1';
const ENV = environmentOf({ TOKEN, BEARER: `Bearer ${TOKEN}`, KEY: 'sk-ant-FAKEfakeFAKEfake' });

function sentBy(client: Partial<ClientSetup>) {
  const whole: ClientSetup = {
    baseUrl: `${GATEWAY}/anthropic`,
    api: 'anthropic-messages',
    model: 'claude-opus-5-5',
    tokenHeader: 'cf-aig-authorization',
    headers: {},
    headerVariables: [],
    ...client,
  };
  return clientCredentials(whole, ENV);
}

describe('what another client sends', () => {
  test.each<[string, Partial<ClientSetup>, Record<string, string>]>([
    ['the token alone', { tokenVariable: 'TOKEN' }, { 'cf-aig-authorization': `Bearer ${TOKEN}` }],
    [
      'the token and a key',
      { tokenVariable: 'TOKEN', keyVariable: 'KEY' },
      { 'cf-aig-authorization': `Bearer ${TOKEN}`, 'x-api-key': 'sk-ant-FAKEfakeFAKEfake' },
    ],
    ['the token as the key', { tokenVariable: 'TOKEN', tokenHeader: 'x-api-key' }, { 'x-api-key': TOKEN }],
    [
      'the whole header from a variable',
      { tokenVariable: 'BEARER' },
      { 'cf-aig-authorization': `Bearer ${TOKEN}` },
    ],
    [
      'Bearer twice, if the variable has it and the client writes it',
      { tokenVariable: 'BEARER', tokenHeader: 'authorization' },
      { authorization: `Bearer Bearer ${TOKEN}` },
    ],
    [
      'other headers',
      { tokenVariable: 'TOKEN', headers: { 'cf-aig-skip-cache': 'true' } },
      { 'cf-aig-skip-cache': 'true', 'cf-aig-authorization': `Bearer ${TOKEN}` },
    ],
  ])('%s', (_name, client, headers) => {
    expect(sentBy(client).agentHeaders).toEqual(headers);
  });

  test('the gateway token is what is named so, whatever the name of the variable', () => {
    const { gatewayToken, providerKey } = sentBy({ tokenVariable: 'KEY', tokenHeader: 'x-api-key' });
    expect([gatewayToken?.variable, providerKey]).toEqual(['KEY', undefined]);
  });

  test('what is named a key is the gateway token, if it has the form of one', () => {
    const { gatewayToken, gatewayTokenIn } = sentBy({ keyVariable: 'TOKEN' });
    expect([gatewayToken?.variable, gatewayTokenIn]).toEqual(['TOKEN', ['x-api-key']]);
  });
});
