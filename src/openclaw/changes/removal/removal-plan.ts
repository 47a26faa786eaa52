/** `openclaw/changes/removal/`: plans to take out what init put in. */

import type { TextFile } from '../../../lib/files/read-text.js';
import { actionOf, type FileWrite } from '../../../lib/files/write-files.js';
import { applyEdit, type Json5Edit } from '../../../lib/json5/apply.js';
import { EditRefused } from '../../../lib/json5/edit-refused.js';
import { findBlocks, PROVIDERS_PATH } from '../../blocks/block.js';
import { writesFor } from '../../files/owner-file.js';
import { valueAt } from '../../files/tree.js';
import type { History } from '../history.js';
import type { Journal } from '../journal.js';
import { type Plan, type PlanInput, planEnv, requireEditable, requireGatewayBlock } from '../setup-plan.js';
import { planSkillRemoval } from '../skill/skill-plan.js';
import { type RemovalFacts, refsTo, removalEdits } from './removal-edits.js';
import { envRemoval } from './removal-env.js';
import {
  configBefore,
  exactWrites,
  fallbackBlocksOf,
  finishedRuns,
  REMOVE_COMMAND,
  runsSince,
  textsBefore,
  withoutFile,
} from './removal-history.js';

/**
 * Plans to remove a block, the blocks for its fallbacks, and everything that came with it: model refs, the plugin entry, parents that become empty,
 * lines in `.env`, and with the last block the skill. If nothing else changed the files, every byte is restored. Finishes an interrupted run, so the block itself may
 * be gone. Undefined if nothing is left.
 * Throws EditRefused or DotenvRefused.
 */
export async function planRemoval(
  providerId: string,
  input: PlanInput & { journal: Journal; skill: TextFile },
  history: History,
): Promise<Plan | undefined> {
  const { config, place, envFile, origins, skill } = input;
  requireEditable(config);
  const isGone = valueAt(config.value, [...PROVIDERS_PATH, providerId]) === undefined;
  const finished = finishedRuns(input.journal.runs, history);
  const interrupted = input.journal.runs.slice(finished.length);
  // The skill belongs to no block: it goes with the last one.
  const journal = { runs: withoutFile(finished, place.skillPath) };
  const runs = runsSince(journal.runs, providerId);
  const isKnown = runs.length > 0 || interrupted.some((run) => run.providerId === providerId);
  if (!isGone && !runs.length) requireGatewayBlock(providerId, config, origins);
  const providerIds = [providerId, ...fallbackBlocksOf(journal.runs, providerId)];
  const old = textsBefore(runs, history);
  // Of blocks that came with it and were removed before it, nothing is left either.
  const removed = runs
    .flatMap(({ command, fallbackBlocks = [] }) => (command === REMOVE_COMMAND ? [] : fallbackBlocks))
    .filter((id) => valueAt(config.value, [...PROVIDERS_PATH, id]) === undefined);
  const isManaged = (id: string) => !journal.runs.length || runsSince(journal.runs, id).length > 0;
  const others = findBlocks(config.value, origins).filter(
    ({ id }) => !providerIds.includes(id) && isManaged(id),
  );
  const ofSkill = others.length
    ? { writes: [], notes: [] }
    : planSkillRemoval(skill, finished, history.backups.get(place.skillPath));
  const plan = (writes: FileWrite[], notes: string[]) =>
    toPlan([...writes, ...ofSkill.writes], input, providerIds, [...notes, ...ofSkill.notes]);
  const exact = isGone && !isKnown ? [] : exactWrites(runs, [...providerIds, ...removed], old, history);
  if (exact) return exact.length || ofSkill.writes.length ? plan(exact, []) : undefined;

  // Values that all blocks share are removed with the last one, and restored to before the first.
  const allRuns = others.length ? runs : journal.runs;
  const shared = textsBefore(allRuns, history);
  const facts: Omit<RemovalFacts, 'prune'> = {
    providerIds,
    before: await configBefore(runs, old, config),
    sharedBefore: await configBefore(allRuns, shared, config),
    primaryBefore: runs.find(
      ({ primaryBefore: ref }) => ref && !providerIds.some((id) => ref.startsWith(`${id}/`)),
    )?.primaryBefore,
    isLast: others.length === 0,
    removedProviders: new Set(
      journal.runs.flatMap(({ command, providerId: id }) =>
        command === REMOVE_COMMAND && id !== undefined && !isManaged(id) ? [id] : [],
      ),
    ),
  };
  const { writes, edits } = config.value ? configWrites(input, facts) : { writes: [], edits: [] };
  const configAfter = edits.reduce<unknown>(applyEdit, config.value);
  const configWithBlocks = isGone
    ? await configBefore(interrupted, textsBefore(interrupted, history), config)
    : config.value;
  const { edits: envEdits, unclaimed } = envRemoval({
    blocks: providerIds.map((id) => [id, valueAt(configWithBlocks, [...PROVIDERS_PATH, id])]),
    configAfter,
    text: envFile.kind === 'file' ? envFile.text : '',
    before: shared.get(place.envPath),
    runs: allRuns,
  });
  const envWrite = envEdits.length ? planEnv(envFile, envEdits) : undefined;
  const isNew = (file: string) => shared.get(file) === null;
  const all = [...writes, ...(envWrite ? [envWrite] : [])].map((write) =>
    isNew(write.path) && isEmptyDocument(write.after)
      ? { ...write, after: '', remove: true as const }
      : write,
  );
  if (isGone && [...all, ...ofSkill.writes].every((write) => actionOf(write) === 'none')) return undefined;
  return plan(all, [
    ...providerIds.flatMap((id) =>
      refsTo(configAfter, id).map((where) => `${where} still names a model of ${id}.`),
    ),
    ...unclaimed.map((name) => `${name} stays in ${place.envPath}: there is no record that init wrote it.`),
  ]);
}

/** Tries to prune empty parents first, which fails if that loses a comment. Comments inside the block may be lost. */
function configWrites(
  { config }: PlanInput,
  facts: Omit<RemovalFacts, 'prune'>,
): { writes: FileWrite[]; edits: Json5Edit[] } {
  const attempts = [
    { prune: true, dropInnerComments: false },
    { prune: false, dropInnerComments: false },
    { prune: false, dropInnerComments: true },
  ];
  let refusal: unknown;
  for (const { prune, dropInnerComments } of attempts) {
    const edits = removalEdits(config.value!, { ...facts, prune });
    try {
      return { edits, writes: writesFor(config, edits, { dropInnerComments }) };
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function isEmptyDocument(text: string): boolean {
  return /^\uFEFF?\s*(\{\s*\}\s*)?$/.test(text);
}

function toPlan(
  writes: FileWrite[],
  { place, config, envFile }: PlanInput,
  [providerId, ...fallbackBlocks]: readonly string[],
  notes: string[],
): Plan {
  const after = (path: string, otherwise: string) =>
    writes.find((write) => write.path === path)?.after ?? otherwise;
  return {
    place,
    providerId,
    fallbackBlocks: fallbackBlocks.length ? fallbackBlocks : undefined,
    writes,
    configAfter: after(config.path, config.text),
    envAfter: after(place.envPath, envFile.kind === 'file' ? envFile.text : ''),
    notes,
  };
}
