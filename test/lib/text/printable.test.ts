import { describe, expect, test } from '@jest/globals';
import { hang } from '../../../src/cli/render/hang.js';
import { forPeople } from '../../../src/cli/render/people/for-people.js';
import { type Style, styleFor } from '../../../src/cli/render/style.js';
import type { Io, ProcessIo } from '../../../src/cli/shared/io.js';
import {
  drawing,
  eraseColumns,
  eraseRows,
  ownOutput,
  type Printable,
  printable,
  withoutWorkflowCommands,
  withStyles,
} from '../../../src/lib/text/printable.js';
import { memoryIo } from '../../memory-io.js';

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const styleWith = (FORCE_COLOR: string): Style =>
  styleFor({ env: { FORCE_COLOR, FORCE_HYPERLINK: '0' }, isTty: true, columns: 60, unicode: true });
const style = styleWith('1');
const { paint } = style;

test.each<[string, string, string]>([
  ['a colour', paint.red('a'), '\u001b[31ma\u001b[39m'],
  ['a colour and a weight', paint.green(paint.bold('a')), '\u001b[32m\u001b[1ma\u001b[22m\u001b[39m'],
  [
    'a colour in a colour',
    paint.red(`a${paint.cyan('b')}c`),
    '\u001b[31ma\u001b[36mb\u001b[39m\u001b[31mc\u001b[39m',
  ],
  ['one that goes on in the next line', paint.dim('a\nb'), '\u001b[2ma\u001b[22m\n\u001b[2mb\u001b[22m'],
  [
    'a link',
    hang('', `https://docs.openclaw.ai/${'long-'.repeat(12)}/x`, { ...style, links: true }),
    `\u001b]8;;https://docs.openclaw.ai/${'long-'.repeat(12)}/x\u0007docs.openclaw.ai/…/x\u001b]8;;\u0007`,
  ],
])('what the program writes reaches the terminal: %s', (_name, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('a wrapped text has its colour on each row', () => {
  const rows = printable(hang('  ', paint.red('word '.repeat(20).trim()), style)).split('\n');
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) expect(row).toMatch(/^ {2}\u001b\[31m[word ]+\u001b\[39m$/);
});

const FOREIGN: readonly [string, string][] = [
  ['a colour of the program', '\u001b[31m'],
  ['a reset', '\u001b[0m'],
  ['hidden text', '\u001b[8m'],
  ['the cursor', '\u001b[2A'],
  ['an erased line', '\r\u001b[2K'],
  ['the title', '\u001b]0;x\u0007'],
  ['the clipboard', '\u001b]52;c;aGk=\u0007'],
  ['a device control string', '\u001bP+q544e\u001b\\'],
  ['an application command', '\u001b_Gi=1;AAAA\u001b\\'],
  ['C1', '\u009b31m\u0090x\u009c'],
  [
    'a link as the program writes it',
    '\u001b]8;;https://docs.openclaw.ai/x\u0007docs.openclaw.ai/…/x\u001b]8;;\u0007',
  ],
  ['a guessed signature', '\u001b[31;1000;1000;1000;1000m'],
];

describe.each(FOREIGN)('%s from outside', (_name, text) => {
  test.each<[string, string]>([
    ['alone', text],
    ['in a colour', paint.red(`a${text}b`)],
    ['in the label of a hung text', hang(text, 'x', style)],
    ['in a label that takes a row', hang(`${text}${'x'.repeat(50)}`, 'x', style)],
    ['in a hung text', hang('  ', `a${text}b `.repeat(9), style)],
    ['beside a colour', `${text}${paint.bold('x')}${text}`],
  ])('has no effect %s', (_place, placed) => {
    const own = /\u001b\[(?:1|22|31|39)m/g;
    const shown = printable(placed).replace(own, (code) => (placed.includes(code) ? code : ''));
    expect(shown).not.toMatch(CONTROL);
    expect(shown).toContain('\\u00');
  });
});

test('without colours, no control character is left', () => {
  expect(printable(styleWith('0').paint.red('\u001b[31mx'))).toBe('\\u001b[31mx');
});

test('what is made visible is measured as it is seen', () => {
  for (const row of hang('  ', '\u001b[31m'.repeat(30), style).split('\n'))
    expect(row.length).toBeLessThanOrEqual(style.width);
});

test('output of the program itself keeps its colours in another text', () => {
  expect(printable(`> ${ownOutput(printable(paint.red('a')))}`)).toBe('> \u001b[31ma\u001b[39m');
});

test('a prompt moves the cursor and erases; nothing else', () => {
  const moves = '\u001b[2K\u001b[1A\u001b[G? a\u001b[3G\u001b[?25l\u001b[?25h\u001b[36mx\u001b[39m';
  expect(drawing(moves)).toBe(moves);
  expect(drawing('\u001b]0;x\u0007\u009bA\u001b[?1049h\u202e')).not.toMatch(CONTROL);
});

test('rows and columns are erased by their number', () => {
  expect([eraseRows(0), eraseRows(2), eraseColumns(2)]).toEqual(['', '\u001b[2F\u001b[0J', '\b \b\b \b']);
});

describe('the compiler', () => {
  const io = memoryIo() satisfies ProcessIo & Io;
  const given: ProcessIo = io;

  test('lets nothing out of the process but what is printable', () => {
    given.out(printable('text'));
    // @ts-expect-error: a string may come from outside.
    given.out('text');
    // @ts-expect-error: the text around it may come from outside.
    given.err(`${printable('text')}\n`);
    // @ts-expect-error: what is part of another text is not printable yet.
    given.out(withStyles('text', (plain) => plain));
    // @ts-expect-error: only constants and functions of one file are control sequences.
    given.draw('\u001b[2K');
    // @ts-expect-error: a command gets the streams of `forPeople`.
    const wrong: Io = given;
    expect(wrong).toBe(io);
  });

  test('takes any text for people', () => {
    const people: Io = forPeople(given, {});
    people.out('\u001b[2K');
    expect(io.stdout).toMatch(/\\u001b\[2K$/);
    // @ts-expect-error: a string is not printable.
    const text: Printable = 'text';
    expect(text).toBe('text');
  });
});

test.each([
  ['::stop-commands::x', '\\::stop-commands::x'],
  ['a\n  ::set-output name=x::y', 'a\n  \\::set-output name=x::y'],
  ['it says ##[error]x', 'it says ##\\[error]x'],
  ['std::string', 'std::string'],
])('%j is no command of a GitHub runner', (text, expected) => {
  expect(withoutWorkflowCommands(printable(text))).toBe(expected);
});
