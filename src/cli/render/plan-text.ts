import { wrapAnsi } from 'fast-wrap-ansi';
import { actionOf, type FileWritten } from '../../lib/files/write-files.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { Plan } from '../../openclaw/changes/setup-plan.js';
import { distinctSecretsIn, secretsIn } from '../../openclaw/secrets/secrets-in-text.js';
import { maskedDiff } from './masked-diff.js';
import type { Style } from './style.js';

/** The changes as a unified diff without secrets. Also redacts the secrets of the files from all later output. */
export function diffText(plan: Pick<Plan, 'writes'>, redactor: Redactor, { paint }: Style): string {
  for (const { before, after } of plan.writes)
    redactor.add(...distinctSecretsIn(before ?? ''), ...distinctSecretsIn(after));
  const diff = plan.writes
    .map(({ path, before, after }) => maskedDiff(path, before ?? '', after))
    .filter((text) => text !== '')
    .join('\n');
  return redactor
    .redact(diff)
    .split('\n')
    .map((line) => {
      if (line.startsWith('+++') || line.startsWith('---')) return paint.bold(line);
      if (line.startsWith('@@')) return paint.cyan(line);
      if (line.startsWith('+')) return paint.green(line);
      return line.startsWith('-') ? paint.red(line) : line;
    })
    .join('\n');
}

const ACTION_NAMES: Record<FileWritten['action'], string> = {
  create: 'created',
  edit: 'changed',
  remove: 'removed',
  none: 'unchanged',
};

export function changesText(written: readonly FileWritten[], { symbols }: Style): string {
  return written
    .map(
      ({ path, action, backup }) =>
        ` ${symbols.pass} ${ACTION_NAMES[action]} ${path}${backup ? `, backup ${backup}` : ''}\n`,
    )
    .join('');
}

/** Warns about backups with secrets that the file itself no longer has. */
export function backupWarnings(
  { writes }: Pick<Plan, 'writes'>,
  written: readonly FileWritten[],
  { symbols }: Style,
): string {
  return writes
    .flatMap(({ path, before, after }) => {
      const backup = written.find((file) => file.path === path)?.backup;
      const lostSecret = secretsIn(before ?? '').some((secret) => !after.includes(secret));
      return backup && lostSecret
        ? ` ${symbols.warn} ${backup} still has a secret that ${path} no longer has; delete it when you no longer need \`cf-aig undo\`\n`
        : '';
    })
    .join('');
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
export function notesText(notes: readonly string[], { width }: Style): string {
  return notes.map((note) => `${wrapAnsi(`Note: ${note}`, width - 1)}\n`).join('');
}
