import { describe, expect, test } from '@jest/globals';
import { priceOf } from '../../src/sandbox/provider/models/catalogue.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, eventData, gatewayUrl, logRows, sandbox } from './client.js';

/** About 2,000 tokens. */
const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(178);
const EPHEMERAL = { type: 'ephemeral' };
const MODEL = 'claude-sonnet-5';

type Headers = Record<string, string>;

function claude(box: Sandbox, body: object, headers: Headers = {}) {
  return ask(`${gatewayUrl(box)}/anthropic/v1/messages`, {
    headers: { ...aig(box.token), 'anthropic-version': '2023-06-01', ...headers },
    body: { model: MODEL, max_tokens: 50, messages: [{ role: 'user', content: 'hi' }], ...body },
  });
}

const system = (text: string, cache_control?: unknown) => [{ type: 'text', text, cache_control }];
const user = (text: string, cache_control?: unknown) => ({
  role: 'user',
  content: system(text, cache_control),
});
const answer = { role: 'assistant', content: 'Hello.' };

/** Tokens beside the cache, read from it, written to it. */
// biome-ignore lint/suspicious/noExplicitAny: a usage of Anthropic's
const counts = ({ input_tokens, cache_read_input_tokens, cache_creation_input_tokens }: any) => [
  input_tokens,
  cache_read_input_tokens,
  cache_creation_input_tokens,
];

describe('Anthropic', () => {
  const some = expect.any(Number);

  test('a marked beginning is written once and then read', async () => {
    const box = await sandbox();
    const body = { system: system(LONG, EPHEMERAL) };
    const [plain, , written] = counts((await claude(box, body)).json.usage);
    expect(written).toBeGreaterThan(1900);
    expect(plain).toBeLessThan(100);
    expect(counts((await claude(box, body)).json.usage)).toEqual([plain, written, 0]);
    const other = { ...body, messages: [{ role: 'user', content: 'something else' }] };
    expect(counts((await claude(box, other)).json.usage)).toEqual([some, written, 0]);
  });

  test('a conversation that goes on reads what it wrote before', async () => {
    const box = await sandbox();
    const first = [user(LONG, EPHEMERAL)];
    const [, , written] = counts((await claude(box, { messages: first })).json.usage);
    const second = [user(LONG), answer, user(LONG, EPHEMERAL)];
    const [, read, more] = counts((await claude(box, { messages: second })).json.usage);
    expect([read, more > 1900]).toEqual([written, true]);
  });

  test.each([
    ['nothing is marked', { system: system(LONG) }, {}],
    ['it is too short', { system: system('Be brief.', EPHEMERAL) }, {}],
  ])('%s: nothing is cached', async (_, body) => {
    const box = await sandbox();
    await claude(box, body);
    expect(counts((await claude(box, body)).json.usage)).toEqual([some, 0, 0]);
  });

  test.each([
    ['another beginning', { system: system(`Now: ${LONG}`, EPHEMERAL) }],
    ['other tools', { system: system(LONG, EPHEMERAL), tools: [{ name: 'a', input_schema: {} }] }],
    ['another model', { system: system(LONG, EPHEMERAL), model: 'claude-opus-5' }],
  ])('%s is not read', async (_, body) => {
    const box = await sandbox();
    await claude(box, { system: system(LONG, EPHEMERAL) });
    expect(counts((await claude(box, body)).json.usage)[1]).toBe(0);
  });

  test.each([
    ['five minutes', EPHEMERAL, 299, 301],
    ['an hour', { ...EPHEMERAL, ttl: '1h' }, 3599, 3601],
  ])('it lives %s from its last use', async (_, mark, before, after) => {
    const clock = { ms: 1_000_000_000_000 };
    const box = await sandbox({ now: () => clock.ms });
    const body = { system: system(LONG, mark) };
    const read = async (seconds: number) => {
      clock.ms += seconds * 1000;
      return counts((await claude(box, body)).json.usage)[1] > 0;
    };
    expect([await read(0), await read(before), await read(before), await read(after)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('one mark for the whole request', async () => {
    const box = await sandbox();
    const body = { cache_control: EPHEMERAL, messages: [user(LONG)] };
    const [, , written] = counts((await claude(box, body)).json.usage);
    expect(counts((await claude(box, body)).json.usage)).toEqual([some, written, 0]);
  });

  test('streams say it at their beginning', async () => {
    const box = await sandbox();
    const body = { system: system(LONG, EPHEMERAL), stream: true };
    await claude(box, body);
    const [start] = eventData((await claude(box, body)).text);
    expect(start.message.usage.cache_read_input_tokens).toBeGreaterThan(1900);
  });
});

describe('OpenAI', () => {
  const chat = (box: Sandbox, first: string, last: string) =>
    ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model: 'openai/gpt-4o', messages: [{ role: 'system', content: first }, user(last)] },
    });
  const responses = (box: Sandbox, first: string, last: string) =>
    ask(`${gatewayUrl(box)}/openai/responses`, {
      headers: aig(box.token),
      body: { model: 'gpt-5.1', input: [{ role: 'user', content: `${first}${last}` }] },
    });
  test.each([
    ['chat', chat, 'prompt_tokens'],
    ['responses', responses, 'input_tokens'],
  ] as const)('%s: a repeated beginning of 1,024 tokens or more', async (_, send, name) => {
    const box = await sandbox();
    const cached = async (first: string, last: string) => {
      const { usage } = (await send(box, first, last)).json;
      const { cached_tokens } = usage[`${name}_details`];
      expect(cached_tokens).toBeLessThanOrEqual(usage[name]);
      return cached_tokens;
    };
    expect(await cached(LONG, 'a')).toBe(0);
    const repeated = await cached(LONG, 'b');
    expect([repeated >= 1920, repeated % 128]).toEqual([true, 0]);
    expect(await cached(`Now: ${LONG}`, 'b')).toBe(0);
    expect(await cached('short', 'a')).toBe(0);
    expect(await cached('short', 'a')).toBe(0);
  });
});

describe('what it costs', () => {
  const body = { system: system(LONG, EPHEMERAL) };
  const { input, output, cacheRead, cacheWrite } = priceOf('anthropic', MODEL);

  test('writing and reading have prices of their own', async () => {
    const box = await sandbox();
    const costs = async () => {
      const { usage } = (await claude(box, body)).json;
      const [plain, read, written] = counts(usage);
      const [row] = await logRows(box);
      expect(row.tokens_in).toBe(plain + read + written);
      expect(row.cost).toBeCloseTo(
        plain * input + read * cacheRead + written * cacheWrite + usage.output_tokens * output,
        12,
      );
      return row.cost;
    };
    const [first, second] = [await costs(), await costs()];
    expect(second).toBeLessThan(first / 4);
  });

  test.each([
    ['both rates', { per_cache_read_token: 0.1, per_cache_write_token: 2 }, 0.1, 2],
    ['one rate: the other is that of the input', { per_cache_read_token: 0.1 }, 0.1, 1],
    ['none', {}, 1, 1],
  ])('cf-aig-custom-cost, %s', async (_, rates, readRate, writeRate) => {
    const box = await sandbox();
    const prices = { per_token_in: 1, per_token_out: 3, ...rates };
    for (let i = 0; i < 2; i++) {
      const headers = { 'cf-aig-custom-cost': JSON.stringify(prices) };
      const { usage } = (await claude(box, body, headers)).json;
      const [plain, read, written] = counts(usage);
      expect((await logRows(box))[0]).toMatchObject({
        custom_cost: true,
        cost: expect.closeTo(plain + read * readRate + written * writeRate + usage.output_tokens * 3, 6),
      });
    }
  });
});
