import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { journalPath } from '../../../../src/openclaw/changes/journal.js';
import { KEY, TOKEN } from '../../memory.js';
import { RealHome } from '../../real-home.js';

const SECOND = 'cloudflare-ai-gateway-second';
let home: RealHome;
beforeEach(() => {
  home = new RealHome();
});
afterEach(() => home.remove());

const forget = () => rmSync(journalPath(home.config));
const config = () => home.read(home.config);

describe('without a journal', () => {
  test('removes the block, its refs and empty parents', async () => {
    home.write(home.config, '{\n  // mine\n  gateway: { mode: "local" },\n}\n');
    home.write(home.env, 'MINE=1\n');
    await home.setUp();
    forget();
    await home.takeOut();
    expect(home.contents()).toEqual({
      'openclaw.json': '{\n  // mine\n  gateway: { mode: "local" },\n}\n',
      '.env': 'MINE=1\n',
    });
  });

  test('a provider key stays in .env: it could be the user’s', async () => {
    home.write(home.config, '{}\n');
    await home.setUp({ recipe: 'openai', payment: 'own-key', models: [{ id: 'gpt-4o' }], providerKey: KEY });
    forget();
    const plan = await home.takeOut();
    expect(home.read(home.env)).toBe(`OPENAI_API_KEY=${KEY}\n`);
    expect(plan!.notes).toEqual([expect.stringContaining('OPENAI_API_KEY stays')]);
  });
});

describe('later changes of the user stay', () => {
  test('another primary model and other fallbacks; other refs are reported', async () => {
    home.write(home.config, '{ agents: { defaults: { model: "openai/gpt-4o" } } }\n');
    await home.setUp();
    home.write(
      home.config,
      config()
        .replace(
          'model: "cloudflare-ai-gateway/openai/gpt-4o-mini"',
          'model: { primary: "x/y", fallbacks: ["cloudflare-ai-gateway/openai/gpt-4o-mini", "x/z"] }',
        )
        .replace(/\}\s*$/, ', hooks: { model: "cloudflare-ai-gateway/openai/gpt-4o-mini" } }\n'),
    );
    const plan = await home.takeOut();
    expect(config()).toContain('model: { primary: "x/y", fallbacks: ["x/z"] }');
    expect(plan!.notes).toEqual(['hooks.model still names a model of cloudflare-ai-gateway.']);
  });

  test('a comment inside the block is removed with it, one outside stays', async () => {
    home.write(home.config, '{\n  gateway: { mode: "local" },\n}\n');
    await home.setUp();
    home.write(
      home.config,
      config()
        .replace('auth: "api-key",', 'auth: "api-key", // inside')
        .replace('mode: "merge",', 'mode: "merge", // outside'),
    );
    await home.takeOut();
    expect(config()).not.toContain('inside');
    expect(config()).toContain('// outside');
  });

  test('a variable that is used elsewhere', async () => {
    home.write(home.config, '{}\n');
    await home.setUp();
    home.write(
      home.config,
      config().replace(/\}\s*$/, ', hooks: { token: "\u0024{CLOUDFLARE_AI_GATEWAY_API_KEY}" } }\n'),
    );
    await home.takeOut();
    expect(home.read(home.env)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`);
  });

  test('a token from before init is restored', async () => {
    home.write(home.config, '{}\n');
    home.write(home.env, 'CLOUDFLARE_AI_GATEWAY_API_KEY="old" # mine\n');
    await home.setUp();
    home.write(home.env, `${home.read(home.env)}LATER=1\n`);
    await home.takeOut();
    expect(home.read(home.env)).toBe('CLOUDFLARE_AI_GATEWAY_API_KEY="old" # mine\nLATER=1\n');
  });
});

describe('two blocks', () => {
  test.each([
    ['the second first', [SECOND, 'cloudflare-ai-gateway']],
    ['the first first', ['cloudflare-ai-gateway', SECOND]],
  ])('removed one after the other, %s', async (_name, order) => {
    home.write(home.config, '{ // mine\n  agents: { defaults: { model: "openai/gpt-4o" } }\n}\n');
    const before = home.contents();
    await home.setUp();
    await home.setUp({ providerId: SECOND, gateway: 'other' });
    await home.takeOut(order[0]);
    expect(config()).toContain(`"${order[1]}"`);
    expect(config()).toContain('enabled: false');
    expect(home.read(home.env)).toContain(TOKEN);
    await home.takeOut(order[1]);
    expect(home.contents()).toEqual(before);
  });

  test('a block that does not exist', async () => {
    home.write(home.config, '{}\n');
    expect(await home.takeOut()).toBeUndefined();
  });
});

test('fallbacks of the block are removed too, and a string is a string again', async () => {
  home.write(home.config, '{ agents: { defaults: { model: "openai/gpt-4o" } } }\n');
  await home.setUp({
    models: [{ id: 'openai/gpt-4o-mini' }, { id: 'openai/gpt-4.1' }],
    fallbacks: ['openai/gpt-4.1'],
  });
  expect(config()).toContain('fallbacks');
  home.write(home.config, `${config()}// later\n`);
  await home.takeOut();
  expect(config()).toBe('{ agents: { defaults: { model: "openai/gpt-4o" } } }\n// later\n');
});
