import { expect, test } from '@jest/globals';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import {
  directNote,
  ownVariable,
  ownVariableName,
} from '../../../src/openclaw/secrets/provider-variables.js';

const ENV = environmentOf({
  CLOUDFLARE_AI_GATEWAY_API_KEY: 'token',
  OPENAI_API_KEY: 'openai',
  GEMINI_API_KEY: '',
  GOOGLE_API_KEY: 'google',
  MISTRAL_API_KEY: 'mistral',
});

test.each<[id: string, pluginInstalled: boolean, name: string | undefined, outranks: boolean | undefined]>([
  ['openai', false, 'OPENAI_API_KEY', true],
  ['OpenAI', false, 'OPENAI_API_KEY', true],
  // The first with a value.
  ['google', false, 'GOOGLE_API_KEY', true],
  ['mistral', false, 'MISTRAL_API_KEY', false],
  ['xai', false, undefined, undefined],
  ['my-own', false, undefined, undefined],
  ['cloudflare-ai-gateway', false, undefined, undefined],
  ['cloudflare-ai-gateway', true, 'CLOUDFLARE_AI_GATEWAY_API_KEY', true],
])('%s, plugin %s: %s', (id, pluginInstalled, name, outranks) => {
  const own = ownVariable(id, ENV, pluginInstalled);
  expect(own?.name).toBe(name);
  expect(own?.outranks).toBe(outranks);
});

test.each([
  ['openai', 'OPENAI_API_KEY'],
  ['anthropic', 'ANTHROPIC_API_KEY'],
  ['huggingface', 'HUGGINGFACE_HUB_TOKEN'],
  ['groq', 'GROQ_API_KEY'],
  ['my-own', undefined],
])('the variable to set for %s is %s', (id, name) => {
  expect(ownVariableName(id)).toBe(name);
});

test.each([
  ['OPENAI_API_KEY', ['cloudflare-ai-gateway'], 'openai/...'],
  ['XAI_API_KEY', ['cloudflare-ai-gateway'], 'xai/...'],
  // Its own block uses the gateway.
  ['OPENAI_API_KEY', ['cloudflare-ai-gateway', 'openai'], undefined],
  ['CLOUDFLARE_AI_GATEWAY_API_KEY', ['cloudflare-ai-gateway'], undefined],
  ['CF_AIG_TOKEN', ['cloudflare-ai-gateway'], undefined],
])('%s with blocks of %j: a way past the gateway for %s', (variable, ids, models) => {
  const note = directNote(variable, ids);
  if (models === undefined) expect(note).toBeUndefined();
  else expect(note).toContain(models);
});
