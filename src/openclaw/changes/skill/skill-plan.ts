/** `openclaw/changes/skill/`: OpenClaw’s skill for cf-aig, and the plans to put it in and to take it out. */

import type { TextFile } from '../../../lib/files/read-text.js';
import type { FileWrite } from '../../../lib/files/write-files.js';
import type { OpenClawConfig } from '../../files/config.js';
import type { Place } from '../../files/locate.js';
import { fingerprint, type Journal, type Run } from '../journal.js';
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

/**
 * Takes the skill out, or puts back what it replaced. `before`: the text before cf-aig first wrote it; null if there was
 * none, undefined if unknown. What has been changed since stays.
 */
export function planSkillRemoval(
  skill: TextFile,
  runs: readonly Run[],
  before: string | null | undefined,
): { writes: FileWrite[]; notes: string[] } {
  if (skill.kind !== 'file') return { writes: [], notes: [] };
  const { path, text } = skill;
  if (!isOurs(skill, runs)) {
    const isRecorded = runs.some((run) => changeOf(path, run));
    return {
      writes: [],
      notes: isRecorded ? [`${path} stays: it has been changed since cf-aig wrote it.`] : [],
    };
  }
  const write: FileWrite =
    typeof before === 'string'
      ? { path, before: text, after: before }
      : { path, before: text, after: '', remove: true };
  return { writes: [write], notes: [] };
}

/** What is no text file makes the writing fail. */
function skillWrite(skill: TextFile): FileWrite {
  const before = skill.kind === 'file' ? skill.text : null;
  return { path: skill.path, before, after: SKILL_TEXT, dirMode: 0o700 };
}

function replacesForeign({ path, before: text }: FileWrite, runs: readonly Run[]): boolean {
  return text !== null && !isOurs({ path, text }, runs);
}

/** It is the text of this version, or one that a recorded run wrote. */
function isOurs({ path, text }: { path: string; text: string }, runs: readonly Run[]): boolean {
  return text === SKILL_TEXT || runs.some((run) => changeOf(path, run)?.after === fingerprint(text));
}

function changeOf(path: string, { files }: Run) {
  return files.find((file) => file.path === path);
}
