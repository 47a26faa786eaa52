/** `doctor/runtime/`: checks of what runs, or is stored, beside the block. */

import type { SourceKind, VariableSource } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView, Surroundings } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';

/** Sources that a service has no part in. */
const SEEN_ONLY_HERE: Partial<Record<SourceKind, string>> = {
  process: 'this shell',
  'cwd-env': 'the .env of this folder',
};

/** A gateway that runs in the background has variables of its own: are they those that were looked at here? */
export const daemon: Check<'daemon', 'runtime'> = {
  id: 'daemon',
  title: 'Running gateway',
  stage: 'runtime',
  needs: ['credentials'],
  run({ snapshot, surroundings, target }) {
    const needed = neededVariables(snapshot, target);
    if (!needed.length) return skip('the block needs no variable');

    const { gateway } = surroundings;
    const { envPath } = snapshot.place;
    if (!gateway) return withoutProcess(surroundings, needed, envPath);
    const { environment, pid, startedAt } = gateway;
    const where = `process ${pid}${startedAt ? `, since ${startedAt.toISOString()}` : ''}`;
    const findings = environment
      ? needed.flatMap((source) => compareValues(source, gateway, envPath, where))
      : compareTimes(gateway, needed, where);
    if (findings.length) return findings;
    if (!environment) return pass(`runs, and was started after the last change of ${envPath}`, where);
    return pass(`has ${needed.map(({ name }) => name).join(' and ')}, with the values used here`, where);
  },
};

/** What the block refers to, as far as it has a value here. */
export function neededVariables({ environment }: Snapshot, target: Target | undefined): VariableSource[] {
  const variables = target?.credentials.variables ?? [];
  return variables.flatMap((name) => environment.lookup(name) ?? []).filter(({ value }) => value !== '');
}

/** Values are compared and never shown. */
function compareValues(
  source: VariableSource,
  { environment, initialEnv }: GatewayView,
  envFile: string,
  where: string,
): Outcome[] {
  const { name, value, from } = source;
  const own = environment?.lookup(name)?.value;
  const values = { variable: name, envFile, found: SEEN_ONLY_HERE[from.kind] };
  // OpenClaw adds these to itself while it reads the config.
  if (!own) return from.kind === 'config-env' ? [] : [problem('daemon-lacks-variable', values, where)];
  if (own === value) return [];
  const fixed = initialEnv?.[name] === own ? "the service's own environment" : undefined;
  return [problem('daemon-has-other-value', { ...values, found: fixed }, where)];
}

/** Where only the time of its start is known: what it has read has changed since. */
export function compareTimes(
  { startedAt, changedAt }: GatewayView,
  needed: readonly VariableSource[],
  where: string,
): Outcome[] {
  const files = [...new Set(needed.flatMap(({ from }) => from.file ?? []))];
  for (const file of files) {
    const changed = changedAt.get(file);
    if (!changed || !startedAt || changed <= startedAt) continue;
    const evidence = `${file} was changed ${changed.toISOString()}`;
    return [problem('daemon-older-than-env', { envFile: file }, where, evidence)];
  }
  return [];
}

/** Nothing runs, or it cannot be seen: a service that will be started does not get what only this shell exports. */
function withoutProcess(
  { services }: Surroundings,
  needed: readonly VariableSource[],
  envFile: string,
): Outcome | Outcome[] {
  if (!services.length) return skip('no gateway of OpenClaw runs in the background');
  const defined = services.flatMap(({ variables }) => variables);
  const onlyHere = needed.filter(
    ({ name, from, shadowed }) =>
      from.kind === 'process' && !shadowed.some(({ kind }) => kind !== 'cwd-env') && !defined.includes(name),
  );
  const files = services.map(({ file }) => file);
  if (!onlyHere.length) return pass('the installed service will find its variables', ...files);
  return onlyHere.map(({ name }) =>
    problem('daemon-lacks-variable', { variable: name, envFile, found: SEEN_ONLY_HERE.process }, ...files),
  );
}
