/** `cli/at-once/`: what is answered without loading the program: its version, and the help of all commands. */

import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { nameProgram, programName } from '../render/people/program-name.js';
import { columnsWithoutTerminal } from '../shared/io.js';
import type { HelpTexts } from './help-texts.js';

declare const CF_AIG_VERSION: string;

const STDOUT = 1;
const STDERR = 2;

/** Answers to a word that `bin/` sends here; false if the program has to. */
export function answerAtOnce(word: string): boolean {
  const text = /^(?:--version|-V)$/.test(word) ? `${CF_AIG_VERSION}\n` : helpText();
  if (!isatty(STDOUT)) return writeAll(Buffer.from(text));
  // Not as bytes: a console of Windows has a character set of its own.
  process.stdout.write(text);
  return true;
}

function helpText(): string {
  const { env, execPath, argv } = process;
  const columns = terminalColumns() || columnsWithoutTerminal(env);
  const texts: HelpTexts = JSON.parse(readFileSync(join(import.meta.dirname, 'help.json'), 'utf8'));
  const [, text] = texts.find(([most]) => columns <= most) ?? texts.at(-1)!;
  return nameProgram(text, programName({ program: [execPath, argv[1] ?? ''], env, cwd: process.cwd() }));
}

/** Looks at a stream only if it is a terminal, since opening one costs a tenth of a start. */
function terminalColumns(): number | undefined {
  return (
    (isatty(STDOUT) && process.stdout.columns) || (isatty(STDERR) && process.stderr.columns) || undefined
  );
}

/** False if nothing could be written: the program says why. What is left after a part of it goes the slow way. */
function writeAll(bytes: Buffer): boolean {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
  } catch {
    if (written === 0) return false;
    process.stdout.write(bytes.subarray(written));
  }
  return true;
}
