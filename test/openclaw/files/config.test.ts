import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import type { TextFile } from '../../../src/lib/files/read-text.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { shapeProblems } from '../../../src/openclaw/config-shape.js';
import { readConfig } from '../../../src/openclaw/files/config.js';
import { ACCOUNT, CONFIG, GATEWAY_URL, Home } from '../memory.js';

const DIR = '/home/u/.openclaw';
const read = (files: Record<string, string>) => readConfig(CONFIG, new Home(files).read);

describe('problems with the file', () => {
  test.each([
    ['missing', {}, 'config-missing', { detail: 'no such file' }],
    ['empty', { [CONFIG]: '' }, 'config-empty', {}],
    ['comments alone', { [CONFIG]: '\uFEFF// a\n/* b */' }, 'config-empty', {}],
    ['syntax', { [CONFIG]: '{\n  a: 1\n  b: 2\n}' }, 'config-syntax', { line: '3', column: '3' }],
    ['an array', { [CONFIG]: '[]' }, 'config-wrong-type', { expected: 'an object', found: 'an array' }],
    ['text', { [CONFIG]: '"x"' }, 'config-wrong-type', { found: 'a string' }],
    ['null', { [CONFIG]: 'null' }, 'config-wrong-type', { found: 'null' }],
    [
      'a missing include',
      { [CONFIG]: "{ $include: './gone.json5' }" },
      'config-unreadable',
      { file: `${DIR}/gone.json5`, includedFrom: CONFIG, detail: `${DIR}/gone.json5: no such file` },
    ],
    [
      'a broken include',
      { [CONFIG]: "{ $include: './b.json5' }", [`${DIR}/b.json5`]: '{ a: }' },
      'config-syntax',
      { file: `${DIR}/b.json5`, line: '1' },
    ],
    ['an include of itself', { [CONFIG]: "{ a: { $include: './openclaw.json' } }" }, 'config-unreadable', {}],
    ['an include that is no path', { [CONFIG]: '{ $include: 3 }' }, 'config-unreadable', {}],
  ])('%s', async (_name, files: Record<string, string>, cause, values) => {
    const { problem, value, includes } = await read(files);
    expect(includes).toEqual([]);
    expect(problem?.cause).toBe(cause);
    expect(problem?.values).toMatchObject(values);
    expect(value).toBeUndefined();
  });

  test('a syntax error shows its line', async () => {
    const { problem } = await read({ [CONFIG]: '{ a: 1,\n  b c }' });
    expect(problem?.values.detail).toContain('b c }');
  });

  test('not a file', async () => {
    const found: TextFile = { kind: 'directory', path: CONFIG, detail: 'it is a directory' };
    expect((await readConfig(CONFIG, async () => found)).problem).toMatchObject({
      cause: 'config-unreadable',
      values: { file: CONFIG, detail: 'it is a directory' },
    });
  });

  test('an error that is none of the file is not hidden', async () => {
    const main = await new Home({ [CONFIG]: `{ $include: './m' }` }).read(CONFIG);
    const fails = async (path: string) => {
      if (path !== CONFIG) throw new Error('a fault of the program');
      return main;
    };
    await expect(readConfig(CONFIG, fails)).rejects.toThrow('a fault of the program');
  });
});

test('includes are merged as OpenClaw does: later files override earlier ones, siblings override all, arrays are concatenated', async () => {
  const { value, includes } = await read({
    [CONFIG]: `{ $include: ['./a.json5', './sub/b.json5'], own: 1, list: [3] }`,
    [`${DIR}/a.json5`]: `{ own: 0, a: 1, both: { x: 1, y: 1 }, list: [1] }`,
    [`${DIR}/sub/b.json5`]: `{ both: { y: 2, deep: { $include: './c.json5' } }, list: [2] }`,
    [`${DIR}/sub/c.json5`]: `{ c: true }`,
  });
  expect(value).toEqual({ own: 1, a: 1, both: { x: 1, y: 2, deep: { c: true } }, list: [1, 2, 3] });
  expect(includes.sort()).toEqual([`${DIR}/a.json5`, `${DIR}/sub/b.json5`, `${DIR}/sub/c.json5`]);
});

describe('findBlocks', () => {
  const found = (providers: Record<string, unknown>, origins = CLOUDFLARE) =>
    findBlocks({ models: { providers } }, origins).map(({ id }) => id);
  const rest = `/accounts/${ACCOUNT}/ai/v1`;

  test.each([
    [
      'any provider at a gateway, our id first',
      { mine: { baseUrl: `${GATEWAY_URL}/compat` }, 'cloudflare-ai-gateway': {} },
      ['cloudflare-ai-gateway', 'mine'],
    ],
    ['the REST API', { r: { baseUrl: `https://api.cloudflare.com/client/v4${rest}` } }, ['r']],
    [
      "a model's own address",
      { m: { baseUrl: 'https://example.com', models: [{ id: 'x', baseUrl: `${GATEWAY_URL}/compat` }] } },
      ['m'],
    ],
    ['other providers do not', { o: { baseUrl: 'https://api.openai.com/v1' }, bad: 'text', none: {} }, []],
    [
      'a gateway on this machine, under any id, wherever the variables point',
      {
        a: { baseUrl: `http://127.0.0.1:8799/v1/${ACCOUNT}/gw/compat` },
        b: { baseUrl: `http://localhost:1/v1/${ACCOUNT}/gw/openai/` },
        ollama: { baseUrl: 'http://127.0.0.1:11434/v1' },
        other: { baseUrl: 'http://127.0.0.1:1234/v1/models/gpt/x' },
        bare: { baseUrl: `http://127.0.0.1:8799/v1/${ACCOUNT}/gw` },
      },
      ['a', 'b'],
    ],
    [
      'an address that is no URL but names the host',
      { b: { baseUrl: 'gateway.ai.cloudflare.com/v1/a/b' } },
      ['b'],
    ],
  ])('%s', (_name, providers, ids) => {
    expect(found(providers)).toEqual(ids);
  });

  test('on other origins', () => {
    const moved = { gateway: 'http://127.0.0.1:8787', api: 'http://127.0.0.1:8787/client/v4' };
    const providers = {
      a: { baseUrl: `http://127.0.0.1:8787/v1/${ACCOUNT}/g/compat` },
      b: { baseUrl: `http://127.0.0.1:8787/client/v4${rest}` },
      ollama: { baseUrl: 'http://127.0.0.1:11434/v1' },
    };
    expect(found(providers, moved)).toEqual(['a', 'b']);
  });
});

describe('wrong types', () => {
  const problems = (text: string) =>
    read({ [CONFIG]: text }).then(({ value, document }) =>
      shapeProblems(value!, undefined, document).map(
        ({ values }) =>
          `${values.detail}: ${values.expected}, not ${values.found}, ${values.line}:${values.column}`,
      ),
    );
  const block = (text: string) => `{ models: { providers: { 'cloudflare-ai-gateway': ${text} } } }`;
  test.each([
    ['{}', []],
    [block(`{ baseUrl: 'x', models: [{ id: 'a', name: 'b' }] }`), []],
    ['{ models: [] }', ['models: an object, not an array, 1:11']],
    [block('"x"'), ['models.providers.cloudflare-ai-gateway: an object, not a string, 1:51']],
    [
      block('{ baseUrl: 3 }'),
      ['models.providers.cloudflare-ai-gateway.baseUrl: a string, not a number, 1:62'],
    ],
    [
      block(`{ models: ['a'] }`),
      ['models.providers.cloudflare-ai-gateway.models[0]: an object, not a string, 1:62'],
    ],
    [
      block(`{ models: [{ id: 'a', name: '' }] }`),
      ['models.providers.cloudflare-ai-gateway.models[0].name: a non-empty string, not a string, 1:79'],
    ],
    [
      block(`{ apiKey: 'x', models: 3 }`),
      ['models.providers.cloudflare-ai-gateway.models: an array, not a number, 1:74'],
    ],
    [block(`{ apiKey: { source: 'env' } }`), []],
    [
      block('{ apiKey: 3 }'),
      ['models.providers.cloudflare-ai-gateway.apiKey: a string or a secret reference, not a number, 1:61'],
    ],
    [
      block(`{ models: [{ id: 3 }] }`),
      ['models.providers.cloudflare-ai-gateway.models[0].id: a non-empty string, not a number, 1:68'],
    ],
    [`{ agents: { defaults: { model: 'a/b' } } }`, []],
    [`{ agents: { defaults: { model: { primary: 'a/b' } } } }`, []],
    [
      `{ agents: { defaults: { model: 3 } } }`,
      ['agents.defaults.model: a string or an object, not a number, 1:32'],
    ],
  ])('%s', async (text, wanted) => {
    expect(await problems(text)).toEqual(wanted);
  });

  test('of a config without a text, without a position', () => {
    expect(shapeProblems({ models: [] }).map(({ values }) => values)).toEqual([
      { detail: 'models', expected: 'an object', found: 'an array', line: undefined, column: undefined },
    ]);
  });
});
