import { describe, expect, test } from '@jest/globals';
import { CauseError, Interrupted, KnownError, UsageError } from '../../../src/cli/shared/errors.js';
import { asKnown, bug } from '../../../src/cli/shared/known-errors.js';
import { CATALOGUE, CAUSE_IDS } from '../../../src/diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES } from '../../../src/diagnosis/causes/category.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { WriteConflict, WriteFailed } from '../../../src/lib/files/write-errors.js';

const named = (name: string) => Object.assign(new Error('13 null'), { name });
const failed = (
  code: string,
  cause: unknown = new Error('from the system'),
  notRestored: WriteFailed['notRestored'] = [],
) => Object.assign(new WriteFailed('/home/me/.env', code, 'it is not a plain file', cause), { notRestored });

describe('every error has an exit code and a hint', () => {
  test.each<[string, Error, number, string, string]>([
    ['wrong usage', new UsageError('no such flag', 'See --help.'), 2, 'no such flag', 'See --help.'],
    ['an end of another code', new KnownError('nothing known', { exitCode: 7 }), 7, 'nothing known', ''],
    ['an interruption', new Interrupted('Nothing was undone.'), 130, 'Nothing was undone.', ''],
    ['Ctrl-C in a prompt', named('ExitPromptError'), 130, 'Interrupted. Nothing was written.', ''],
    ['an aborted prompt', named('AbortPromptError'), 130, 'Interrupted. Nothing was written.', ''],
    [
      'a file that changed under our hands',
      new WriteConflict('/home/me/openclaw.json'),
      10,
      '/home/me/openclaw.json was changed by another program in the meantime; nothing was written',
      'Run the command again: it will read the new content.',
    ],
    ...[
      ['EACCES', 'you have no write permission there'],
      ['EPERM', 'you have no write permission there'],
      ['ENOENT', 'its folder does not exist and cannot be created'],
      ['ENOSPC', 'the disk is full'],
      ['EROFS', 'the file system is read-only'],
      ['EWHAT', 'EWHAT'],
    ].map(([code, words]): [string, Error, number, string, string] => [
      `a write that fails with ${code}`,
      failed(code!),
      10,
      `/home/me/.env could not be written: ${words}. Nothing was changed.`,
      'Fix that and run the command again.',
    ]),
    [
      'a write that is refused before the system is asked',
      new WriteFailed('/home/me/.env', 'EEXIST', 'it is not a plain file'),
      10,
      '/home/me/.env could not be written: it is not a plain file. Nothing was changed.',
      'Fix that and run the command again.',
    ],
    [
      'a write that leaves something changed',
      failed('ENOSPC', new Error(), [{ path: '/a', backup: '/a.bak' }, { path: '/b' }]),
      10,
      '/home/me/.env could not be written: the disk is full. Already changed, and not restored: ' +
        '/a (its old content is in /a.bak), /b.',
      'Fix that and run the command again.',
    ],
  ])('%s', (_name, error, exitCode, message, hint) => {
    const known = asKnown(error);
    expect([known.exitCode, known.message, known.hint]).toEqual([exitCode, message, hint]);
    expect(known.verdict).toEqual(exitCode === 10 ? { category: 'config', cause: 'file-not-written' } : null);
  });

  test.each([...CAUSE_IDS])('the cause %s ends with the code of its category', (cause) => {
    const { category } = CATALOGUE[cause];
    const known = asKnown(new CauseError(makeDiagnosis(cause, {}, ['seen'])));
    expect(known.exitCode).toBe(CATEGORY_EXIT_CODES[category]);
    expect(known.details).toEqual({ cause, category });
    expect(known.verdict).toEqual({ cause, category });
    expect(known.message).toContain('(seen)');
    expect(known.hint).not.toBe('');
  });

  test('a failed write in JSON', () => {
    expect(asKnown(failed('EROFS')).details).toEqual({ code: 'EROFS' });
  });
});

describe('anything else is a bug in cf-aig', () => {
  const error = new TypeError('x is not a function');

  test('has exit code 1, the version, the command, the stack trace, and no URL if there is none', () => {
    const known = asKnown(error, 'cf-aig doctor --fix');
    expect(known.exitCode).toBe(1);
    expect(known.message).toMatch(/^a bug in cf-aig \d+\.\d+\.\d+: x is not a function$/);
    expect(known.hint).toMatch(/the version \(\d+\.\d+\.\d+\), the command \(cf-aig doctor --fix\)/);
    expect(known.hint).not.toMatch(/https?:|report it at/);
    expect(known.details).toEqual({ stack: error.stack });
  });

  test('has the URL of the issue tracker if package.json has one', () => {
    expect(bug(error, 'cf-aig', 'https://example.com/issues').hint).toContain(
      'To report it at https://example.com/issues, send',
    );
  });
});
