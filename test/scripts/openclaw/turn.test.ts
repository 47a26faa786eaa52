import { expect, test } from '@jest/globals';
import { reasoningIn } from '../../../scripts/openclaw/turn.js';

test.each([
  [{ reasoning_effort: 'high' }, 'reasoning_effort high'],
  [{ reasoning: { effort: 'medium', summary: 'auto' } }, 'reasoning.effort medium'],
  [{ thinking: { type: 'enabled', budget_tokens: 16384 } }, 'thinking 16384 tokens'],
  [{ thinking: { type: 'adaptive' } }, 'thinking adaptive'],
  [{ generationConfig: { thinkingConfig: { thinkingBudget: 24576 } } }, 'thinkingBudget 24576'],
  [{ generationConfig: { thinkingConfig: { thinkingLevel: 'HIGH' } } }, 'thinkingLevel HIGH'],
  [{ model: 'openai/gpt-4o-mini' }, undefined],
  [{ reasoning: { effort: 'none' } }, undefined],
  [{ thinking: { type: 'disabled' } }, undefined],
  [{ generationConfig: { thinkingConfig: { thinkingBudget: 0 } } }, undefined],
  [undefined, undefined],
])('%j asks to think: %s', (body, expected) => {
  expect(reasoningIn(body)).toBe(expected);
});
