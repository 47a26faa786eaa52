import { type FileChange, fingerprint } from '../../openclaw/changes/journal.js';
import { valueAt } from '../../openclaw/files/tree.js';
import { hasFeature } from '../../openclaw/machine/openclaw-features.js';
import type { VariableSource } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView } from '../../openclaw/surroundings.js';

type Knowledge = Pick<Snapshot, 'config' | 'installation' | 'journal'>;

/**
 * Whether the running gateway certainly lacks a variable that it does not show. It has what it was started with, and what the
 * `.env` files had at its start: they are unchanged since and lack it, or cf-aig has added it to one of them since then. A line
 * of before may have been removed by hand, so that counts only if there was no such file, or if no child shows the variable.
 */
export function isSurelyAbsent(source: VariableSource, gateway: GatewayView, knowledge: Knowledge): boolean {
  const { initialEnv, childEnv, nextEnvironment, startedAt, changedAt } = gateway;
  // Started with it empty, no file replaces it.
  if (initialEnv?.[source.name] === '') return true;
  // With `env.shellEnv` it may come from a login shell.
  const hasShellEnv = valueAt(knowledge.config.value, ['env', 'shellEnv', 'enabled']) === true;
  if (!nextEnvironment || !startedAt || hasShellEnv) return false;
  const isUnchanged = [...changedAt.values()].every((changed) => changed <= startedAt);
  if (isUnchanged && changedAt.size > 0 && !nextEnvironment.lookup(source.name)?.value) return true;
  const additions = additionsOf(source, startedAt, knowledge);
  return !readsAgain(knowledge) && additions.some(({ before }) => before === null || childEnv !== undefined);
}

/** Whether the gateway has read a variable that cf-aig has added since its start, together with the config of the same run. What
 * was written to the file after that it does not have. */
export function hasReadAddition(
  source: VariableSource,
  { startedAt }: GatewayView,
  knowledge: Knowledge & Pick<Snapshot, 'environment'>,
): boolean {
  if (!startedAt || !readsAgain(knowledge)) return false;
  const { files } = knowledge.environment;
  return additionsOf(source, startedAt, knowledge).some(({ path, after }) =>
    files.some(
      ({ path: place, file }) => place === path && file.kind === 'file' && fingerprint(file.text) === after,
    ),
  );
}

function readsAgain({ installation }: Knowledge): boolean {
  return !hasFeature(installation?.version, 'env-read-once');
}

/** The changes of `.env` files in which cf-aig has added the variable since then. */
function additionsOf(
  { name, from, shadowed }: VariableSource,
  since: Date,
  { journal }: Knowledge,
): FileChange[] {
  const files = [from, ...shadowed].map(({ file }) => file);
  return journal.runs
    .filter(({ at }) => new Date(at) > since)
    .flatMap((run) => run.files)
    .filter(({ path, variables }) => files.includes(path) && variables?.includes(name));
}
