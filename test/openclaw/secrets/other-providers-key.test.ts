import { expect, test } from '@jest/globals';
import { providerBySlug } from '../../../src/gateway/providers/providers.js';
import { otherProvidersKey } from '../../../src/openclaw/secrets/other-providers-key.js';

const ANTHROPIC = 'sk-ant-api03-FAKE000000000000000000000000000000';
const OPENAI = 'sk-proj-FAKE00000000000000000000000000000000000';

test.each<
  [string, value: string, variable: string | undefined, provider: string, expected: string | undefined]
>([
  [
    'Anthropic’s form at OpenAI',
    ANTHROPIC,
    'ANTHROPIC_API_KEY',
    'openai',
    'it has the form of an Anthropic key',
  ],
  [
    'Anthropic’s form in OpenAI’s variable',
    ANTHROPIC,
    'OPENAI_API_KEY',
    'openai',
    'it has the form of an Anthropic key',
  ],
  ['OpenAI’s form at Anthropic', OPENAI, undefined, 'anthropic', 'it has the form of an OpenAI key'],
  [
    'no form, but the variable of another',
    'FAKE0000',
    'MISTRAL_API_KEY',
    'openai',
    'MISTRAL_API_KEY is for Mistral AI',
  ],
  ['its own form and variable', OPENAI, 'OPENAI_API_KEY', 'openai', undefined],
  ['its own form in a variable of any name', OPENAI, 'MY_KEY', 'openai', undefined],
  ['a form that both have', OPENAI, 'DEEPSEEK_API_KEY', 'deepseek', undefined],
  ['no form known of the provider', OPENAI, undefined, 'cohere', undefined],
  ['no form at all', 'FAKE0000', 'MY_KEY', 'openai', undefined],
])('%s', (_name, value, variable, provider, expected) => {
  const key = { value, variable, header: 'authorization' as const };
  expect(otherProvidersKey(key, providerBySlug(provider)!)).toBe(expected);
});
