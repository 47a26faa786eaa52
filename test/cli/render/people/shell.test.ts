import { describe, expect, test } from '@jest/globals';
import {
  exportCommand,
  inShell,
  type Shell,
  shellOf,
  shellWord,
} from '../../../../src/cli/render/people/shell.js';

test.each<[name: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv, shell: Shell]>([
  ['Linux', 'linux', { PROMPT: '$P$G' }, 'posix'],
  ['macOS', 'darwin', {}, 'posix'],
  ['PowerShell', 'win32', { PSModulePath: 'C:\\x' }, 'powershell'],
  ['cmd, which inherits a module path too', 'win32', { PROMPT: '$P$G', PSModulePath: 'C:\\x' }, 'cmd'],
  ['Git Bash', 'win32', { MSYSTEM: 'MINGW64', PROMPT: '$P$G' }, 'posix'],
])('the shell of %s', (_name, platform, env, shell) => {
  expect(shellOf({ platform, env })).toBe(shell);
});

test.each<[text: string, words: Record<Shell, string>]>([
  ['work', { posix: 'work', powershell: 'work', cmd: 'work' }],
  [
    'C:\\Users\\Jürgen\\c.json',
    {
      posix: 'C:\\\\Users\\\\Jürgen\\\\c.json',
      powershell: 'C:\\Users\\Jürgen\\c.json',
      cmd: 'C:\\Users\\Jürgen\\c.json',
    },
  ],
  [
    '\\\\server\\share\\My Files\\c.json',
    {
      posix: '\\\\\\\\server\\\\share\\\\My\\ Files\\\\c.json',
      powershell: "'\\\\server\\share\\My Files\\c.json'",
      cmd: '"\\\\server\\share\\My Files\\c.json"',
    },
  ],
  ["it's", { posix: "it\\'s", powershell: "'it''s'", cmd: '"it\'s"' }],
  // A list in PowerShell.
  ['a,b', { posix: 'a,b', powershell: "'a,b'", cmd: '"a,b"' }],
  ['a$b & c', { posix: 'a\\$b\\ \\&\\ c', powershell: "'a$b & c'", cmd: '"a$b & c"' }],
])('%s as a word', (text, words) => {
  for (const [shell, word] of Object.entries(words)) expect(shellWord(text, shell as Shell)).toBe(word);
});

test.each<[Shell, string]>([
  ['posix', 'export A_KEY=cfut_x'],
  ['powershell', "$env:A_KEY = 'cfut_x'"],
  ['cmd', 'set A_KEY=cfut_x'],
])('a variable is exported in %s', (shell, command) => {
  expect(exportCommand('A_KEY', 'cfut_x', shell)).toBe(command);
});

describe('a text with commands', () => {
  const TEXT = 'Run `unset HTTPS_PROXY`, or unset it elsewhere.';

  test.each<[Shell, string]>([
    ['posix', TEXT],
    ['powershell', 'Run `Remove-Item Env:HTTPS_PROXY`, or unset it elsewhere.'],
    ['cmd', 'Run `set HTTPS_PROXY=`, or unset it elsewhere.'],
  ])('in %s; a second time it stays', (shell, expected) => {
    expect(inShell(TEXT, shell)).toBe(expected);
    expect(inShell(expected, shell)).toBe(expected);
  });
});
