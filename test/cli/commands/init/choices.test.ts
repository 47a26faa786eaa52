import { describe, expect, test } from '@jest/globals';
import {
  bundledModels,
  modelChoices,
  usableModels,
} from '../../../../src/cli/commands/init/answers/model-list.js';
import { gatewayChoices } from '../../../../src/cli/commands/init/wizard/steps/gateway-choices.js';

const GATEWAYS = [
  {
    id: 'my-gateway',
    authentication: true,
    collectLogs: true,
    cacheTtl: 0,
    rateLimit: 100,
    rateInterval: 60,
  },
  { id: 'open', authentication: false },
];

describe('gateways', () => {
  test.each([
    ['', ['my-gateway', 'open', 'default', '+ a new gateway: type its name']],
    ['my', ['my-gateway', '+ create my', '+ create my with other settings']],
    ['my-gateway', ['my-gateway']],
    ['default', ['default']],
    ['New One', ['+ a new gateway: type its name']],
  ])('%j offers %j', (typed, names) => {
    expect(gatewayChoices(GATEWAYS, typed).map(({ name }) => name)).toEqual(names);
  });

  test('settings on one line', () => {
    expect(gatewayChoices(GATEWAYS, 'my-gateway')[0]?.description).toBe(
      'authentication on, logs on, no cache, 100 requests per 60 s',
    );
  });

  test('an invalid name has a reason', () => {
    expect(gatewayChoices(GATEWAYS, 'New One')[0]?.disabled).toContain('has a space in it');
  });
});

describe('models', () => {
  const offered = [
    'openai/gpt-5',
    'openai/text-embedding-3-small',
    'openai/gpt-4o-mini',
    'anthropic/claude-opus-4-5',
  ];
  test('examples first, without models that cannot chat', () => {
    expect(usableModels(offered, { recipe: 'compat' })).toEqual([
      'openai/gpt-4o-mini',
      'openai/gpt-5',
      'anthropic/claude-opus-4-5',
    ]);
  });

  test('a provider route has only its models, without prefix', () => {
    expect(usableModels(offered, { recipe: 'anthropic', provider: 'anthropic' })).toEqual([
      'claude-opus-4-5',
    ]);
  });

  test('the bundled list has provider prefixes', () => {
    for (const id of bundledModels()) expect(id).toMatch(/^[a-z-]+\/.+/);
    expect(bundledModels()).toContain('openai/gpt-4o-mini');
  });

  test.each([
    ['gpt 5', ['openai/gpt-5']],
    ['custom-mine/llama', ['custom-mine/llama, not listed']],
    ['gpt-4o-mimi', ['openai/gpt-4o-mini', 'openai/gpt-4o-mimi, not listed']],
    ['dynamic/route', ['dynamic/route, not listed']],
    ['claude-opus-9', ['anthropic/claude-opus-9, not listed']],
    ['nobody/x', ['nobody/x']],
    ['sk-ant-FAKEfakeFAKEfakeFAKE', ['This is a key or a token, not a model id.']],
  ])('%j offers %j', (typed, names) => {
    const models = usableModels(offered, { recipe: 'compat' });
    expect(modelChoices(models, typed, { recipe: 'compat' }).map(({ name }) => name)).toEqual(names);
  });

  test('an unknown provider cannot be selected', () => {
    expect(modelChoices([], 'nobody/x', { recipe: 'compat' })[0]?.disabled).toContain(
      'The provider comes first',
    );
  });
});
