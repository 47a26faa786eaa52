/** `openclaw/changes/skill/`: OpenClaw’s skill for cf-aig, and the plans to put it in and to take it out. */

import type { TextFile } from '../../../lib/files/read-text.js';
import type { FileWrite } from '../../../lib/files/write-files.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import { type Backup, findBackup } from '../history.js';
import { type FileChange, fingerprint, type Journal, type Run } from '../journal.js';
import type { Plan } from '../setup-plan.js';
import { SKILL_TEXT } from './skill-text.generated.js';

interface Files {
  place: Place;
  config: Pick<OpenClawConfig, 'text'>;
  envFile: TextFile;
  skill: TextFile;
  journal: Pick<Journal, 'runs'>;
}

/** Adds the skill to a plan; a file that is not as cf-aig wrote it stays. */
export function withSkill(plan: Plan, { skill, journal }: Files): Plan {
  const write = skillWrite(skill);
  if (!replacesForeign(write, journal.runs)) return { ...plan, writes: [...plan.writes, write] };
  const note = `${write.path} stays: it is not as cf-aig wrote it. \`cf-aig init --skill\` alone replaces it.`;
  return { ...plan, notes: [...plan.notes, note] };
}

/** Plans only the skill. `isForeign`: it replaces what is not as cf-aig wrote it. */
export function planSkill(files: Files): { plan: Plan; isForeign: boolean } {
  const { place, config, envFile, skill, journal } = files;
  const write = skillWrite(skill);
  const isForeign = replacesForeign(write, journal.runs);
  const plan: Plan = {
    place,
    writes: [write],
    configAfter: config.text,
    envAfter: envFile.kind === 'file' ? envFile.text : '',
    notes: isForeign
      ? [`${write.path} is not as cf-aig wrote it: it is replaced, and kept as a backup.`]
      : [],
  };
  return { plan, isForeign };
}

/** Takes the skill out, or puts back what it replaced; what no run wrote, or has been changed since, stays. */
export function planSkillRemoval(
  skill: TextFile,
  runs: readonly Run[],
  backups: readonly Backup[] | undefined,
): { writes: FileWrite[]; notes: string[] } {
  const changes = changesOf(skill.path, runs);
  if (skill.kind !== 'file' || !isRemovable(skill.text, runs, changes)) {
    const reason = reasonToStay(skill, changes);
    return { writes: [], notes: reason === undefined ? [] : [`${skill.path} stays: ${reason}.`] };
  }
  const { path, text } = skill;
  const replaced = changes.findLast(({ before }) => !isRecorded(before, changes))?.before;
  const old = replaced ? findBackup(backups, replaced) : undefined;
  const write: FileWrite = old
    ? { path, before: text, after: old.text }
    : { path, before: text, after: '', remove: true };
  return { writes: [write], notes: [] };
}

/** Without a record of anything, the block goes by its name, and the skill by its text. */
function isRemovable(text: string, runs: readonly Run[], changes: readonly FileChange[]): boolean {
  return runs.length ? isRecorded(fingerprint(text), changes) : text === SKILL_TEXT;
}

/** undefined where a user does not expect it to go. */
function reasonToStay(skill: TextFile, changes: readonly FileChange[]): string | undefined {
  if (skill.kind === 'missing') return undefined;
  if (changes.length)
    return skill.kind === 'file' ? 'it has been changed since cf-aig wrote it' : skill.detail;
  const isOurs = skill.kind === 'file' && skill.text === SKILL_TEXT;
  return isOurs ? 'there is no record that init wrote it' : undefined;
}

/** What is no text file makes the writing fail. */
function skillWrite(skill: TextFile): FileWrite {
  const before = skill.kind === 'file' ? skill.text : null;
  return { path: skill.path, before, after: SKILL_TEXT, dirMode: 0o700 };
}

function replacesForeign({ path, before: text }: FileWrite, runs: readonly Run[]): boolean {
  return text !== null && !isOurs(text, changesOf(path, runs));
}

/** It is the text of this version, or of another one that a recorded run wrote. */
function isOurs(text: string, changes: readonly FileChange[]): boolean {
  return text === SKILL_TEXT || isRecorded(fingerprint(text), changes);
}

/** Whether a run wrote it: what was there before is not cf-aig's, although `init --remove` puts it back. */
function isRecorded(print: string | null, changes: readonly FileChange[]): boolean {
  const first = changes.find(({ before, after }) => before === print || after === print);
  return print !== null && first?.after === print;
}

function changesOf(path: string, runs: readonly Run[]): FileChange[] {
  return runs.flatMap(({ files }) => files.filter((file) => file.path === path));
}
