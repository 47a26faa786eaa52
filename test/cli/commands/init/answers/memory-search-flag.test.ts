import { describe, expect, test } from '@jest/globals';
import { embeddingModel } from '../../../../../src/cli/commands/init/answers/memory-search-flag.js';
import { UsageError } from '../../../../../src/cli/shared/errors.js';

describe('--memory-search', () => {
  test.each<[string | true | undefined, string | undefined]>([
    [undefined, undefined],
    [true, 'text-embedding-3-small'],
    ['text-embedding-3-large', 'text-embedding-3-large'],
    ['openai/text-embedding-3-large', 'text-embedding-3-large'],
    ['@cf/baai/bge-m3', '@cf/baai/bge-m3'],
    ['workers-ai/@cf/baai/bge-m3', '@cf/baai/bge-m3'],
  ])('%s', (flag, expected) => {
    expect(embeddingModel(flag)).toBe(expected);
  });

  test.each(['', 'two words', 'google-ai-studio/gemini-embedding-001', 'anthropic/claude-haiku-4-5'])(
    '"%s" is refused',
    (flag) => {
      expect(() => embeddingModel(flag)).toThrow(UsageError);
      expect(() => embeddingModel(flag)).toThrow(
        expect.objectContaining({ hint: 'Such as text-embedding-3-small, or @cf/baai/bge-m3.' }),
      );
    },
  );
});
