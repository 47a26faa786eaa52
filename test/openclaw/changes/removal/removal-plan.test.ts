import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readHistory } from '../../../../src/openclaw/changes/history.js';
import { journalPath } from '../../../../src/openclaw/changes/journal.js';
import { latestProvider } from '../../../../src/openclaw/changes/removal/removal-history.js';
import { CONFIGS, DOTENVS, PARTS } from '../../corpus.js';
import { KEY } from '../../memory.js';
import { RealHome } from '../../real-home.js';

let home: RealHome;
beforeEach(() => {
  home = new RealHome();
});
afterEach(() => home.remove());

/** One of the configs, the files it may include, and a different `.env` for each. */
function furnish(index: number): Record<string, string> {
  home.write(home.config, CONFIGS[index]!.text);
  for (const [name, text] of Object.entries(PARTS)) home.write(`${home.state}/${name}`, text);
  home.write(home.env, DOTENVS[index % DOTENVS.length]!);
  return home.contents();
}

const corpus = CONFIGS.map(({ name }, index): [string, number] => [name, index]);

describe('an interrupted run is finished by the next one', () => {
  test.each(corpus)('%s: --remove that did not come to the .env', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    const env = home.read(home.env);
    await home.takeOut();
    home.write(home.env, env);
    await home.takeOut();
    expect(home.contents()).toEqual(before);
  });

  test.each(corpus)('%s: the same after changes by the user', async (_name, index) => {
    furnish(index);
    await home.setUp();
    home.write(home.env, `${home.read(home.env)}\nMINE=1\n`);
    const env = home.read(home.env);
    await home.takeOut();
    const uninterrupted = home.contents();
    home.write(home.env, env);
    await home.takeOut();
    expect(home.contents()).toEqual(uninterrupted);
  });

  test.each(corpus)('%s: the same where the history of init is gone', async (_name, index) => {
    furnish(index);
    await home.setUp();
    home.write(journalPath(home.config), '');
    const env = home.read(home.env);
    await home.takeOut();
    const uninterrupted = home.contents();
    home.write(home.env, env);
    const current = await home.current();
    expect(latestProvider(current.journal, await readHistory(current))).toBe('cloudflare-ai-gateway');
    await home.takeOut();
    expect(home.contents()).toEqual(uninterrupted);
  });

  test.each(corpus)('%s: --remove of an init that did not come to the config', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    if (before['openclaw.json'] === undefined) return;
    for (const [name, text] of Object.entries(before))
      if (name !== '.env') home.write(`${home.state}/${name}`, text);
    await home.takeOut();
    expect(home.contents()).toEqual(before);
  });
});

describe('reverting init restores every byte', () => {
  test.each(corpus)('%s: --remove', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    expect(home.contents()).not.toEqual(before);
    await home.takeOut();
    expect(home.contents()).toEqual(before);
  });

  test.each(corpus)('%s: --remove after two runs with a provider key', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    await home.setUp({ recipe: 'anthropic', payment: 'own-key', provider: 'anthropic', providerKey: KEY });
    await home.takeOut();
    expect(home.contents()).toEqual(before);
  });

  test.each(corpus)('%s: --remove after changes by the user', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    const later = '\n// written later\n';
    home.write(home.config, home.read(home.config) + later);
    await home.takeOut();
    expect(home.contents()).toEqual({ ...before, 'openclaw.json': `${before['openclaw.json']}${later}` });
  });

  test.each(corpus)('%s: --remove after a memory search and changes by the user', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    await home.setUp({ memorySearch: 'text-embedding-3-small' });
    const later = '\n// written later\n';
    home.write(home.config, home.read(home.config) + later);
    await home.takeOut();
    expect(home.contents()).toEqual({ ...before, 'openclaw.json': `${before['openclaw.json']}${later}` });
  });

  test.each(corpus)('%s: undo', async (_name, index) => {
    const before = furnish(index);
    await home.setUp();
    await home.undo();
    expect(home.contents()).toEqual(before);
    expect(await home.undo()).toBeUndefined();
  });
});
