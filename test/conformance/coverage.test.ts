import { describe, expect, test } from '@jest/globals';
import { EXPERIMENTS } from '../../src/conformance/experiments/experiments.js';
import { CLOUDFLARE_API_RULES } from '../../src/diagnosis/rules/cloudflare-api-rules.js';
import { GATEWAY_RULES } from '../../src/diagnosis/rules/gateway-rules.js';
import { WORKERS_AI_RULES } from '../../src/diagnosis/rules/workers-ai-rules.js';
import { DOUBTS } from './doubts.js';
import { UNASKED_CAUSES, UNASKED_CODES } from './unasked.js';

const RULES = [...GATEWAY_RULES, ...CLOUDFLARE_API_RULES, ...WORKERS_AI_RULES];
const IDS = EXPERIMENTS.map(({ id }) => id);

/** What is claimed, but neither tried nor excused; and what is excused without need. */
function gaps(claimed: readonly string[], tried: readonly string[], excused: readonly string[]) {
  const open = [...new Set(claimed)].filter((one) => !tried.includes(one));
  return {
    forgotten: open.filter((one) => !excused.includes(one)),
    needless: excused.filter((one) => !open.includes(one)),
  };
}

describe('what the diagnosis rests on is tried, or it says why not', () => {
  test('Cloudflare’s codes', () => {
    const claimed = RULES.flatMap(({ code = [] }) => code.map(String));
    const tried = EXPERIMENTS.flatMap(({ expect: { codes = [] } }) => codes.map(String));
    expect(gaps(claimed, tried, Object.keys(UNASKED_CODES))).toEqual({ forgotten: [], needless: [] });
  });

  test('causes that Cloudflare’s own answers lead to', () => {
    const claimed = RULES.map(({ cause }) => cause);
    const tried = EXPERIMENTS.flatMap(({ expect: { cause } }) => cause ?? []);
    expect(gaps(claimed, tried, Object.keys(UNASKED_CAUSES))).toEqual({ forgotten: [], needless: [] });
  });
});

test.each(DOUBTS)('the doubt is tried, or it says why not: $doubt', ({ tried, why }) => {
  expect(Boolean(tried?.length) !== Boolean(why)).toBe(true);
  expect((tried ?? []).filter((id) => !IDS.includes(id))).toEqual([]);
});

test('experiments have names of their own, and most cost nothing', () => {
  expect(new Set(IDS).size).toBe(IDS.length);
  expect(IDS.filter((id) => !/^[a-z][a-z0-9-]+$/.test(id))).toEqual([]);
  const free = EXPERIMENTS.filter(({ costUsd }) => costUsd === undefined);
  expect(free.length / EXPERIMENTS.length).toBeGreaterThan(0.8);
});

test('what costs nothing asks no model for an answer', () => {
  const paid = EXPERIMENTS.filter(({ costUsd }) => costUsd !== undefined).map(({ id }) => id);
  const answered = EXPERIMENTS.filter(
    ({ expect: { status }, ask: { plane } }) => status === 200 && plane !== 'management',
  ).map(({ id }) => id);
  expect(answered.filter((id) => !paid.includes(id))).toEqual(['compat-models']);
});

test('only what has a gateway of its own changes anything', () => {
  const changing = EXPERIMENTS.filter(({ before = [], ask }) =>
    [...before, ask].some(
      ({ plane, method, body }) => plane === 'management' && (method || body !== undefined),
    ),
  );
  expect([...new Set(changing.map(({ topic }) => topic))]).toEqual(['own-gateway']);
  for (const { before = [], ask } of changing)
    for (const { plane, method = 'POST', path, body } of [...before, ask])
      if (plane === 'management' && method !== 'POST')
        expect([path, typeof body]).toEqual([expect.stringContaining('{own}'), 'object']);
});
