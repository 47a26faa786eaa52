import { expect, test } from '@jest/globals';
import type { Answer } from '../../../src/diagnosis/exchange/answer.js';
import { complainsAboutEmptiness } from '../../../src/diagnosis/exchange/empty-request.js';

test.each<[status: number, words: string, complains: boolean]>([
  [400, 'messages: at least one message is required', true],
  [422, 'Field required: messages', true],
  [411, 'input cannot be empty', true],
  [401, 'messages: at least one message is required', false],
  [400, 'the model does not exist', false],
  [400, 'a prompt is required, and an API key', false],
])('%i, "%s", complains about an empty request: %s', (status, words, complains) => {
  expect(complainsAboutEmptiness({ status, words } as Answer)).toBe(complains);
});
