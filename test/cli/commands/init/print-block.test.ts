import { describe, expect, test } from '@jest/globals';
import { run } from '../../../../src/cli/run.js';
import { checkRun } from '../../../check-document.js';
import { memoryIo } from '../../../memory-io.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';

async function print(...flags: string[]) {
  const io = memoryIo();
  const given = ['init', '--print', '--json', '--account-id', ACCOUNT, '--gateway', 'g', ...flags];
  const exitCode = await run(io, given);
  checkRun(given, io.stdout);
  return { exitCode, document: JSON.parse(io.stdout) };
}

describe('models that Cloudflare resolves itself are not changed', () => {
  test.each<[string, string[], string]>([
    ['Auto Router', ['--model', 'cloudflare/auto'], 'cloudflare/auto'],
    [
      'with OpenClaw’s provider in front',
      ['--model', 'cloudflare-ai-gateway/cloudflare/auto'],
      'cloudflare/auto',
    ],
    [
      'though a provider is named',
      ['--model', 'cloudflare/auto', '--provider', 'workers-ai'],
      'cloudflare/auto',
    ],
    ['over REST', ['--model', 'cloudflare/auto', '--recipe', 'rest'], 'cloudflare/auto'],
    ['a dynamic route', ['--model', 'dynamic/my-route'], 'dynamic/my-route'],
    ['a custom provider', ['--model', 'custom-mine/org/model'], 'custom-mine/org/model'],
    ['its provider given apart', ['--model', 'model', '--provider', 'custom-mine'], 'custom-mine/model'],
  ])('%s', async (_name, flags, id) => {
    const { exitCode, document } = await print(...flags);
    expect(exitCode).toBe(0);
    expect(document.config).toMatchObject({
      models: { providers: { 'cloudflare-ai-gateway': { models: [{ id }] } } },
      agents: { defaults: { model: { primary: `cloudflare-ai-gateway/${id}` } } },
    });
  });
});

describe('a model that the route cannot serve is refused', () => {
  test.each<[string, string, string, RegExp]>([
    ['a dynamic route', 'dynamic/my-route', 'rest', /“dynamic\/my-route” is a dynamic route, .* only compat/],
    ['Auto Router', 'cloudflare/auto', 'openai', /not served with --recipe openai/],
    ['a custom provider', 'custom-mine/model', 'anthropic', /not served with --recipe anthropic/],
    ['another provider’s', 'anthropic/claude-opus-4-5', 'openai', /not served with --recipe openai/],
  ])('%s: %s over %s', async (_name, model, recipe, message) => {
    const { exitCode, document } = await print('--model', model, '--recipe', recipe);
    expect(exitCode).toBe(2);
    expect(document).toMatchObject({
      verdict: null,
      error: { message: expect.stringMatching(message), hint: expect.stringContaining('--recipe compat') },
    });
  });

  test('and --provider does not override the provider of a model', async () => {
    const { document } = await print('--model', 'openai/gpt-4o', '--provider', 'dynamic');
    expect(document.error.message).toBe('--provider: There is no provider “dynamic”.');
  });
});
