import { basename, dirname } from 'node:path';
import { changedLines } from '../../lib/diff.js';
import { actionOf, type FileWritten } from '../../lib/files/write-files.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { Plan } from '../../openclaw/changes/setup-plan.js';
import { distinctSecretsIn, secretsIn } from '../../openclaw/secrets/secrets-in-text.js';
import { hang } from './hang.js';
import { maskedDiff } from './masked-diff.js';
import { shortenHome } from './people/home-path.js';
import type { Style } from './style.js';

/** The changes as a unified diff without secrets. Also redacts the secrets of the files from all later output. */
export function diffText(plan: Pick<Plan, 'writes'>, redactor: Redactor, { paint, width }: Style): string {
  for (const { before, after } of plan.writes) {
    for (const text of [before ?? '', after]) redactor.addAll(distinctSecretsIn(text));
  }
  const diff = plan.writes
    .map(({ path, before, after, remove }) => maskedDiff(path, before, remove ? null : after))
    .filter((text) => text !== '')
    .join('\n');
  return redactor
    .redact(diff)
    .split('\n')
    .map((line) => foldLine(line, width))
    .map((line) => {
      if (line.startsWith('+++') || line.startsWith('---')) return paint.bold(line);
      if (line.startsWith('@@')) return paint.cyan(line);
      if (line.startsWith('+')) return paint.green(line);
      return line.startsWith('-') ? paint.red(line) : line;
    })
    .join('\n');
}

/** Wrapped behind its own indent, without a change of the text. */
function foldLine(line: string, width: number): string {
  const [, indent = '', text = ''] = /^([-+ ]\s*)?(.*)$/s.exec(line) ?? [];
  return hang(indent, text, { width });
}

/** What will be written: `2 files: ~/.env (new, 1 line), ~/openclaw.json (+48 -2 lines), a backup is kept`. */
export function planSummary({ writes }: Pick<Plan, 'writes'>, { home }: Pick<Style, 'home'>): string {
  const changed = writes.filter(({ before, after }) => before !== after);
  const files = changed.map(({ path: file, before, after, remove }) => {
    const path = shortenHome(file, home);
    if (remove) return `${path} (removed)`;
    if (before === null) return `${path} (new, ${linesText(lineCount(after))})`;
    const { added, removed } = changedLines(before, after);
    const counts = [added && `+${added}`, removed && `-${removed}`].filter(Boolean).join(' ');
    return `${path} (${counts} ${added + removed === 1 ? 'line' : 'lines'})`;
  });
  const backups = changed.filter(({ before, backup }) => before !== null && backup !== false).length;
  const kept = backups ? `, ${backups === 1 ? 'a backup is' : 'backups are'} kept` : '';
  return `${files.length === 1 ? '1 file' : `${files.length} files`}: ${files.join(', ')}${kept}`;
}

const linesText = (count: number) => `${count} line${count === 1 ? '' : 's'}`;

const lineCount = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

const ACTION_NAMES: Record<FileWritten['action'], string> = {
  create: 'created',
  edit: 'changed',
  remove: 'removed',
  none: 'unchanged',
};

export function changesText(written: readonly FileWritten[], style: Style): string {
  return written
    .map(({ path: file, action, backup }) => {
      const isBeside = backup !== undefined && dirname(backup) === dirname(file);
      const kept = backup && `, backup ${isBeside ? basename(backup) : backup}`;
      return `${hang(` ${style.symbols.pass} `, `${ACTION_NAMES[action]} ${file}${kept ?? ''}`, style)}\n`;
    })
    .join('');
}

/** Warns about backups with secrets that the file itself no longer has. */
export function backupWarnings(
  { writes }: Pick<Plan, 'writes'>,
  written: readonly FileWritten[],
  style: Style,
): string {
  return writes
    .flatMap(({ path, before, after }) => {
      const backup = written.find((file) => file.path === path)?.backup;
      if (!backup || !losesSecret(before ?? '', after)) return '';
      const text = `${backup} still has a secret that ${path} no longer has; delete it when you no longer need \`cf-aig undo\``;
      return `${hang(` ${style.symbols.warn} `, text, style)}\n`;
    })
    .join('');
}

function losesSecret(before: string, after: string): boolean {
  // Looking for each of them in the whole text would take quadratic time.
  const kept = new Set(secretsIn(after));
  return secretsIn(before).some((secret) => !kept.has(secret) && !after.includes(secret));
}

export interface Change {
  file: string;
  action: FileWritten['action'];
  backup?: string;
}

/** `changes[]` of the JSON contract; without `written`, the planned ones. */
export function planDocument(plan: Pick<Plan, 'writes'>, written?: readonly FileWritten[]): Change[] {
  if (written) return written.map(({ path, action, backup }) => ({ file: path, action, backup }));
  return plan.writes.map((write) => ({ file: write.path, action: actionOf(write) }));
}

/** What to know about a plan, wrapped. */
export function notesText(notes: readonly string[], style: Style): string {
  return notes.map((note) => `${hang('', `Note: ${note}`, { ...style, width: style.width - 1 })}\n`).join('');
}
