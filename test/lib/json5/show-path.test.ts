import { expect, test } from '@jest/globals';
import type { Path } from '../../../src/lib/json5/parse.js';
import { showPath } from '../../../src/lib/json5/paths.js';

test.each<[Path, string]>([
  [[], 'the document'],
  [
    ['models', 'providers', 'cloudflare-ai-gateway', 'models', 0, 'id'],
    'models.providers.cloudflare-ai-gateway.models[0].id',
  ],
  [['agents', 'defaults', 'models', 'work/openai/gpt-4o'], 'agents.defaults.models.work/openai/gpt-4o'],
  [['models', 'openai/gpt-4.1', 'alias'], 'models["openai/gpt-4.1"].alias'],
  [['my provider', 0], '["my provider"][0]'],
  [['a', '', '"'], 'a[""]["\\""]'],
  [[0, 'a'], '[0].a'],
])('%j is shown as %s', (path, shown) => {
  expect(showPath(path)).toBe(shown);
});
