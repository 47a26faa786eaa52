import { valueAt } from '../../openclaw/files/tree.js';
import type { VariableSource } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView } from '../../openclaw/surroundings.js';

/**
 * Whether the running gateway certainly lacks a variable that it does not show. It has what it was started with, and what the
 * `.env` files had at its start: they are unchanged since and lack it, or cf-aig has added it to one of them since then.
 */
export function isSurelyAbsent(
  { name, from, shadowed }: VariableSource,
  { initialEnv, childEnv, nextEnvironment, startedAt, changedAt }: GatewayView,
  { config, journal }: Pick<Snapshot, 'config' | 'journal'>,
): boolean {
  // Started with it empty, no file replaces it.
  if (initialEnv?.[name] === '') return true;
  // With `env.shellEnv` it may come from a login shell.
  if (!nextEnvironment || !startedAt || valueAt(config.value, ['env', 'shellEnv', 'enabled']) === true) {
    return false;
  }
  const isUnchanged = [...changedAt.values()].every((changed) => changed <= startedAt);
  if (isUnchanged && changedAt.size > 0 && !nextEnvironment.lookup(name)?.value) return true;
  const files = [from, ...shadowed].map(({ file }) => file);
  const isAddedSince = journal.runs.some(
    ({ at, files: changes }) =>
      new Date(at) > startedAt &&
      changes.some(({ path, variables }) => files.includes(path) && variables?.includes(name)),
  );
  return childEnv !== undefined && isAddedSince;
}
