import { expect, test } from '@jest/globals';
import { errorCode } from '../../../src/lib/files/error-code.js';

test.each([
  [Object.assign(new Error('gone'), { code: 'ENOENT' }), 'ENOENT'],
  [{ code: 'EPERM' }, 'EPERM'],
  [{ code: 5 }, 'UNKNOWN'],
  [new Error('gone'), 'UNKNOWN'],
  ['ENOENT', 'UNKNOWN'],
  [null, 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
])('%p has the code %s', (error, code) => {
  expect(errorCode(error)).toBe(code);
});
