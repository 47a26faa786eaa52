import { describe, expect, test } from '@jest/globals';
import { builtProgram, staleness } from './built.js';

const at = (path: string, changedMs: number) => ({ path, changedMs });

describe('a build that would prove nothing is refused', () => {
  test.each<[string, Parameters<typeof staleness>, string | undefined]>([
    ['there is none', [undefined, [at('src/a.ts', 1)]], 'dist/ is missing. Run: npm run build'],
    ['newer than all', [at('dist', 5), [at('src/a.ts', 1), at('src/b.ts', 4)]], undefined],
    [
      'older than one',
      [at('dist', 5), [at('src/a.ts', 1), at('src/b.ts', 6)]],
      'dist/ is older than src/b.ts: the tests would try an old program. Run: npm run build',
    ],
    [
      'older than several',
      [at('dist', 5), [at('src/b.ts', 6), at('src/c.ts', 7), at('src', 8)]],
      'dist/ is older than src/b.ts and 2 more: the tests would try an old program. Run: npm run build',
    ],
  ])('%s', (_name, [built, sources], problem) => {
    expect(staleness(built, sources)).toBe(problem);
  });

  test('this one is not', () => {
    expect(builtProgram()).toMatch(/e2e.installed\.mjs$/);
  });
});
