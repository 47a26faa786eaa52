import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { renderManPage } from '../../../scripts/man/man-page.js';
import { escaped, prose, term } from '../../../scripts/man/roff.js';
import { FILES, VARIABLES } from '../../../scripts/man/surroundings.js';
import { createProgram } from '../../../src/cli/program.js';
import { memoryIo } from '../../memory-io.js';

const page = renderManPage();
const lines = page.split('\n');

describe('the text of the page', () => {
  test.each([
    ['a\\b', 'a\\eb'],
    ['.env', '\\&.env'],
    ["'a'", "\\&'a'"],
    ['a\n.b', 'a\n\\&.b'],
    ['--json', '\\-\\-json'],
    ['OpenClaw’s', 'OpenClaw\\(cqs'],
  ])('%j', (text, roff) => {
    expect(escaped(text)).toBe(roff);
  });

  test('prose is in short lines, none of which is taken for a macro', () => {
    const text = prose(`${'word '.repeat(40)}.env ${'word '.repeat(14)}.env \`a ${'b '.repeat(40)}\``);
    expect(text.split('\n').every((line) => line.length < 80 && /^(?:word|\\&\.env|b)/.test(line))).toBe(
      true,
    );
    expect(text.replace(/\\&|\\f./g, '').split(/\s/)).toHaveLength(98);
  });

  test('code is bold, what stands for something else is in italics', () => {
    expect(prose('run `cf-aig init`')).toBe('run \\fBcf\\-aig init\\fR');
    expect(term('-y, --yes')).toBe('\\fB\\-y\\fR, \\fB\\-\\-yes\\fR');
    expect(term('--model <id>')).toBe('\\fB\\-\\-model\\fR \\fIid\\fR');
    expect(term('--sandbox [port]')).toBe('\\fB\\-\\-sandbox\\fR [\\fIport\\fR]');
    expect(term('[model...]')).toBe('[\\fImodel\\fR\\&...]');
  });
});

describe('the man page', () => {
  test('has only macros that every man knows, and escapes that mean something', () => {
    const macros = lines.filter((line) => /^['.]/.test(line)).map((line) => line.split(' ')[0]);
    expect([...new Set(macros)].sort()).toEqual([
      ...['.PP', '.RE', '.RS', '.SH', '.SS', '.TH', '.TP'],
      ...['.ad', '.br', '.fi', '.nf', '.nh'],
    ]);
    expect(page.match(/\\(?!f[BIR]|[e&-]|\((?:cq|lq|rq))/g)).toBeNull();
    expect(page).toMatch(/^[\n\x20-\x7e]*$/);
    expect(lines.filter((line) => line === '')).toHaveLength(1);
  });

  test('has the sections that readers look for', () => {
    const sections = lines.flatMap((line) => /^\.SH (.*)$/.exec(line)?.[1] ?? []);
    expect(sections).toEqual([
      ...['NAME', 'SYNOPSIS', 'DESCRIPTION', 'COMMANDS', 'COMMON OPTIONS', 'EXIT STATUS'],
      ...['ENVIRONMENT', 'FILES', 'EXAMPLES', 'SEE ALSO'],
    ]);
  });

  test('has every command, and every flag of each', () => {
    const plain = page.replace(/\\f[BIR]/g, '').replaceAll('\\-', '-');
    const common = plain.slice(plain.indexOf('.SH COMMON OPTIONS'), plain.indexOf('.SH EXIT STATUS'));
    for (const command of createProgram(memoryIo(), () => {}).commands) {
      if (/^help$|^__/.test(command.name())) continue;
      const [, section = ''] = plain.split(`.SS "cf-aig ${command.name()}"`);
      expect(section).not.toBe('');
      for (const { long } of command.options)
        expect(`${section.split(/^\.S[SH]/m)[0]}${common}`).toMatch(new RegExp(`^(-\\w, )?${long}\\b`, 'm'));
    }
  });

  test('has no heading without anything below it', () => {
    const headings = lines.flatMap((line, index) =>
      /^[A-Z][^(]*:$/.test(line) ? [[line, lines[index + 1]]] : [],
    );
    expect(headings).not.toEqual([]);
    expect(headings.filter(([, next]) => next !== '.TP')).toEqual([]);
  });

  test('names each variable and file', () => {
    for (const name of [...Object.keys(VARIABLES), ...Object.keys(FILES)])
      expect(page).toContain(escaped(name));
  });

  const groff = (...args: string[]) =>
    spawnSync('groff', ['-man', '-ww', '-z', ...args], { input: page, encoding: 'utf8' });

  (groff().error ? test.skip : test)('is accepted by groff without a warning', () => {
    expect(groff()).toMatchObject({ status: 0, stderr: '' });
  });
});
