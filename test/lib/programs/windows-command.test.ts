import { describe, expect, test } from '@jest/globals';
import { windowsCommand } from '../../../src/lib/programs/windows-command.js';

const ENV = { SystemRoot: 'C:\\Windows' };
const SCRIPT = 'C:\\Users\\A & B\\npm\\openclaw.cmd';

test('a program is started as it is', () => {
  expect(windowsCommand('C:\\bin\\openclaw.exe', ['a b', '"&calc'], ENV)).toEqual({
    file: 'C:\\bin\\openclaw.exe',
    args: ['a b', '"&calc'],
  });
});

test('a script is started by the cmd.exe of Windows, whatever is in the current folder', () => {
  const { file, args, windowsVerbatimArguments } = windowsCommand(SCRIPT, ['config', 'validate'], ENV);
  expect({ file, windowsVerbatimArguments }).toEqual({
    file: 'C:\\Windows\\System32\\cmd.exe',
    windowsVerbatimArguments: true,
  });
  expect(args.slice(0, 3)).toEqual(['/d', '/s', '/c']);
  expect(windowsCommand(SCRIPT, [], { ComSpec: 'D:\\cmd.exe' }).file).toBe('D:\\cmd.exe');
  expect(windowsCommand(SCRIPT, [], {}).file).toBe('C:\\Windows\\System32\\cmd.exe');
});

/** What a line is after cmd.exe has read it: it stops at an operator, and a percent sign begins a variable. */
function readByCmd(line: string): string {
  let read = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const unit = line[at]!;
    if (unit === '^' && !quoted) read += line[++at] ?? '';
    else if (unit === '%') throw new Error(`a variable: ${line.slice(at)}`);
    else if (!quoted && '&|<>()'.includes(unit)) throw new Error(`an operator: ${line.slice(at)}`);
    else {
      if (unit === '"') quoted = !quoted;
      read += unit;
    }
  }
  return read;
}

/** What a program gets: the words of its command line. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/"((?:\\.|[^"\\])*)"/g), ([, word]) =>
    word!.replace(/(\\+)(?="|$)/g, (run) => run.slice(run.length / 2)).replaceAll('\\"', '"'),
  );
}

describe('what the program behind a script gets', () => {
  test.each([
    ['a word', 'work'],
    ['blanks', 'my work'],
    ['nothing', ''],
    ['quotes', 'a "b" c'],
    ['operators', 'x & calc | more > out < in'],
    ['operators behind a quote', '" & calc & "'],
    ['a variable', '%PATH% and !PATH!'],
    ['carets', '^^& calc'],
    ['brackets', '(a) [b]'],
    ['a backslash at the end', 'C:\\folder\\'],
    ['backslashes in front of a quote', 'a\\\\"b'],
  ])('%s', (_name, arg) => {
    const [, , , line = ''] = windowsCommand(SCRIPT, [arg], ENV).args;
    const read = readByCmd(line.slice(1, -1));
    expect(read).toContain(`"${SCRIPT}"`);
    // %* of the script is read once more.
    const passedOn = readByCmd(read.slice(read.indexOf(`"${SCRIPT}"`) + SCRIPT.length + 3));
    expect(wordsOf(passedOn)).toEqual([arg]);
  });

  test('a line break ends no command', () => {
    expect(windowsCommand(SCRIPT, ['a\r\ncalc'], ENV).args[3]).not.toMatch(/[\r\n]/);
  });
});
