import { spawnSync } from 'node:child_process';

/** What a reader of a page would paste into a shell. */
export interface PageCommand {
  page: string;
  /** 1 is the first line of the page. */
  line: number;
  /** Its first line: what the table of set-ups knows it by. */
  name: string;
  /** What to run: without the comment behind it. */
  text: string;
}

export interface Block {
  language: string;
  /** Of its first line. */
  line: number;
  lines: string[];
}

/** Their examples are run by test/e2e/library.test.ts. */
const PROGRAMS = /^(?:js|ts|mjs|javascript|typescript)$/;
const SHELLS = /^(?:sh|bash|shell|console)$/;
/** A program of ours as the first word or behind `|`, `/usr/bin/env` and the like, with at least one argument. */
const CALL = /(?:^|[\s'"|(])(?:npx )?cf-aig [a-z-]/;
/** The key of a line in YAML, systemd units and Dockerfiles, or the dash of a list. */
const KEY = /^\s*(?:- )?(?:([\w.-]+)(?:\s*[:=]\s*|\s+(?=\[)))?/;
const PROSE_KEYS = /^(?:name|description|summary|displayName)$/i;
/** A later command of the block needs what these leave in the shell. */
const LEAVES_SOMETHING = /^\s*(?:\w+=|case |if |for |while |cd )/m;

/** Every command of the page's blocks: in shell blocks each, in others (YAML, systemd units, ...) those of cf-aig. */
export function commandsOf(page: string, text: string): PageCommand[] {
  return blocksOf(text).flatMap(({ language, line, lines }) => {
    if (PROGRAMS.test(language)) return [];
    const found = SHELLS.test(language) ? ofShell(lines, language) : ofOther(lines);
    return found.map(({ at, text }) => ({
      page,
      line: line + at,
      name: text.split('\n')[0]!.replace(/\s*\\$/, ''),
      text,
    }));
  });
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const fenced = /^( *)(```+) *([\w-]*)[^\n]*\n([\s\S]*?)^ *\2$/gm;
  for (const { index, 1: indent = '', 3: language = '', 4: code = '' } of text.matchAll(fenced)) {
    const lines = code
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ language, line: text.slice(0, index).split('\n').length + 1, lines: lines.slice(0, -1) });
  }
  return blocks;
}

type Found = { at: number; text: string };

function ofShell(given: readonly string[], language: string): Found[] {
  const isConsole = language === 'console';
  const lines = isConsole ? given.map((line) => /^\$ (.*)/.exec(line)?.[1] ?? '') : given;
  const bare = lines.map(withoutComment);
  const whole = bare.join('\n').trim();
  if (LEAVES_SOMETHING.test(whole)) return [{ at: bare.findIndex((line) => line), text: whole }];
  const found: Found[] = [];
  for (let at = 0; at < bare.length; ) {
    let end = at + 1;
    while (end < bare.length && !isComplete(bare.slice(at, end).join('\n'))) end++;
    const text = bare.slice(at, end).join('\n').trim();
    if (text) found.push({ at, text });
    at = end;
  }
  return found;
}

function isComplete(text: string): boolean {
  if (/\\$/.test(text)) return false;
  // Most lines need no second opinion.
  if (/^[\w $./:@<>=,*-]*$/.test(text)) return true;
  return spawnSync('bash', ['-n', '-c', text]).status === 0;
}

function ofOther(lines: readonly string[]): Found[] {
  return lines.flatMap((line, at) => {
    const [start, key = ''] = KEY.exec(line)!;
    if (PROSE_KEYS.test(key) || line.trim().startsWith('#')) return [];
    const rest = line.slice(start.length);
    const list = /^\[(.*)\]$/.exec(rest.trim());
    const step = /^sh '(.*)'$/.exec(rest.trim());
    const text = list
      ? list[1]!.replace(/,\s*/g, ' ').replaceAll('"', '')
      : (step?.[1] ?? withoutComment(rest).trim());
    return CALL.test(text) ? [{ at, text }] : [];
  });
}

/** Without ` # ...`, unless it is quoted. */
function withoutComment(line: string): string {
  const [code = ''] = /^(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\\$|[^'"\\#]|(?<=\S)#|['"])*/.exec(line) ?? [];
  return code.trimEnd();
}
