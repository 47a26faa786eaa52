import type { FileWrite } from '../../../lib/files/write-files.js';
import { applyEdit, type Json5Edit } from '../../../lib/json5/apply.js';
import { EditRefused } from '../../../lib/json5/edit-refused.js';
import { findBlocks, PROVIDERS_PATH } from '../../blocks/block.js';
import { writesFor } from '../../files/owner-file.js';
import { valueAt } from '../../files/tree.js';
import type { History } from '../history.js';
import type { Journal } from '../journal.js';
import { type Current, type Plan, planEnv, requireEditable, requireOurs } from '../setup-plan.js';
import { type RemovalFacts, refsTo, removalEdits } from './removal-edits.js';
import { envRemoval } from './removal-env.js';
import { configBefore, exactWrites, REMOVE_COMMAND, runsSince, textsBefore } from './removal-history.js';

/**
 * The writes that take a block out again, with all that came with it: model refs, the plugin entry, what is empty
 * without it, the lines in `.env`. Where nothing else changed the files they get back every byte that they had.
 * undefined: there is no such block. Throws EditRefused or DotenvRefused.
 */
export async function planRemoval(
  providerId: string,
  current: Current & { journal: Journal },
  history: History,
): Promise<Plan | undefined> {
  const { config, place, envFile, origins, journal } = current;
  requireEditable(config);
  const path = [...PROVIDERS_PATH, providerId];
  const block = valueAt(config.value, path);
  if (!config.value || block === undefined) return undefined;

  const runs = runsSince(journal.runs, providerId);
  if (!runs.length) requireOurs(providerId, config, origins);
  const old = textsBefore(runs, history);
  const exact = exactWrites(runs, providerId, old, history);
  if (exact) return asPlan(exact, current, providerId, []);

  const isPutIn = (id: string) => !journal.runs.length || runsSince(journal.runs, id).length > 0;
  const others = findBlocks(config.value, origins).filter(({ id }) => id !== providerId && isPutIn(id));
  // What all blocks share goes with the last one, and is as it was before the first.
  const allRuns = others.length ? runs : journal.runs;
  const shared = textsBefore(allRuns, history);
  const facts: Omit<RemovalFacts, 'prune'> = {
    providerId,
    before: await configBefore(runs, old, config),
    sharedBefore: await configBefore(allRuns, shared, config),
    primaryBefore: runs.find(({ primaryBefore: ref }) => ref && !ref.startsWith(`${providerId}/`))
      ?.primaryBefore,
    isLast: others.length === 0,
    takenOut: new Set(
      journal.runs.flatMap(({ command, providerId: id }) =>
        command === REMOVE_COMMAND && id !== undefined && !isPutIn(id) ? [id] : [],
      ),
    ),
  };
  const { writes, edits } = configWrites(current, facts);
  const configAfter = edits.reduce<unknown>(applyEdit, config.value);
  const { edits: envEdits, left } = envRemoval({
    providerId,
    block,
    configAfter,
    text: envFile.kind === 'file' ? envFile.text : '',
    before: shared.get(place.envPath),
    runs: allRuns,
  });
  const envWrite = envEdits.length ? planEnv(envFile, envEdits) : undefined;
  const isNew = (file: string) => shared.get(file) === null;
  const all = [...writes, ...(envWrite ? [envWrite] : [])].map((write) =>
    isNew(write.path) && isBare(write.after) ? { ...write, after: '', remove: true as const } : write,
  );
  return asPlan(all, current, providerId, [
    ...refsTo(configAfter, providerId).map((where) => `${where} still names a model of ${providerId}.`),
    ...left.map((name) => `${name} stays in ${place.envPath}: nothing tells that init wrote it.`),
  ]);
}

/** With what becomes empty if that loses no comment; a comment inside the block goes with the block. */
function configWrites(
  { config }: Current,
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

/** Nothing is left in it. */
function isBare(text: string): boolean {
  return /^\uFEFF?\s*(\{\s*\}\s*)?$/.test(text);
}

function asPlan(
  writes: FileWrite[],
  { place, config, envFile }: Current,
  providerId: string,
  notes: string[],
): Plan {
  const after = (path: string, otherwise: string) =>
    writes.find((write) => write.path === path)?.after ?? otherwise;
  return {
    place,
    providerId,
    writes,
    configAfter: after(config.path, config.text),
    envAfter: after(place.envPath, envFile.kind === 'file' ? envFile.text : ''),
    notes,
  };
}
