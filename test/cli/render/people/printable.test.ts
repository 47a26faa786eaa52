import { expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import { shortLink } from '../../../../src/cli/render/links.js';
import { printable, withoutWorkflowCommands } from '../../../../src/cli/render/people/printable.js';

const paint = new Chalk({ level: 2 });
const OWN = [
  paint.bold(paint.red('fail')),
  paint.dim(paint.cyan('x')),
  paint.green.bold('ok'),
  shortLink('https://docs.openclaw.ai/gateway/configuration', '…')!,
].join(' ');

test('with colours, what the program writes stays', () => {
  expect(printable(`${OWN}\n`, { hasColour: true })).toBe(`${OWN}\n`);
});

test.each([
  ['hidden text', '\u001b[8m'],
  ['the cursor', '\u001b[2A'],
  ['an erased line', '\r\u001b[2K'],
  ['the title', '\u001b]0;x\u0007'],
  ['the clipboard', '\u001b]52;c;aGk=\u0007'],
  [
    'a link to another host than it names',
    '\u001b]8;;https://docs.evil.example/x\u0007docs.openclaw.ai/…/x\u001b]8;;\u0007',
  ],
])('with colours, %s does not reach the terminal', (_name, text) => {
  expect(printable(`a${text}b`, { hasColour: true })).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
});

test('without colours, no control character is left', () => {
  expect(printable(OWN, { hasColour: false })).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
});

test.each([
  ['::stop-commands::x', '\\::stop-commands::x'],
  ['a\n  ::set-output name=x::y', 'a\n  \\::set-output name=x::y'],
  ['it says ##[error]x', 'it says ##\\[error]x'],
  ['std::string', 'std::string'],
])('%j is no command of a GitHub runner', (text, expected) => {
  expect(withoutWorkflowCommands(text)).toBe(expected);
});
