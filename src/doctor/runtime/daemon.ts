/** `doctor/runtime/`: checks of OpenClaw's processes and databases. */

import type { Values } from '../../diagnosis/reading/values.js';
import { type Restart, restartText } from '../../openclaw/machine/gateway-restart.js';
import type { SourceKind, VariableSource } from '../../openclaw/secrets/environment.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { GatewayView, Surroundings } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';
import { hasReadAddition, isSurelyAbsent } from './absence.js';

/** Sources that a service does not have. */
const LOCAL_SOURCES: Partial<Record<SourceKind, string>> = {
  process: 'this shell',
  'cwd-env': 'the .env of this folder',
};

/** Whether OpenClaw's background gateway has the same variables as the files and this shell. */
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
    if (!gateway) return checkServices(surroundings, needed, envPath);
    const { environment, pid, startedAt } = gateway;
    const where = `process ${pid}${startedAt ? `, since ${startedAt.toISOString()}` : ''}`;
    const findings = environment
      ? needed.flatMap((source) => compareValues(source, gateway, snapshot, where))
      : compareTimes(gateway, needed, where);
    if (findings.length) return findings;
    if (!environment) return pass(`running, and started after the last change of ${envPath}`, where);
    return pass(`has ${needed.map(({ name }) => name).join(' and ')}, with the values used here`, where);
  },
};

/** The variables of the block that have a value. */
export function neededVariables({ environment }: Snapshot, target: Target | undefined): VariableSource[] {
  const variables = target?.credentials.variables ?? [];
  return variables.flatMap((name) => environment.lookup(name) ?? []).filter(({ value }) => value !== '');
}

/** Compares values without printing them. */
function compareValues(
  source: VariableSource,
  gateway: GatewayView,
  snapshot: Snapshot,
  where: string,
): Outcome[] {
  const { environment, initialEnv, childEnv, restart } = gateway;
  const { name, value, from, shadowed } = source;
  const actual = environment?.lookup(name)?.value;
  const envFile = snapshot.place.envPath;
  const isLocal = shadowed.every(({ kind }) => LOCAL_SOURCES[kind] !== undefined);
  const found = isLocal ? LOCAL_SOURCES[from.kind] : undefined;
  const values = { variable: name, envFile, found, ...restartValues(restart) };
  // Without a child to show it, what it read from a file is known only if the file has not changed since.
  const isShown = childEnv !== undefined || Boolean(initialEnv?.[name]);
  // OpenClaw sets these itself when it reads the config.
  if (from.kind === 'config-env' && !(actual && isShown)) return [];
  const isAbsent = !(actual && isShown) && isSurelyAbsent(source, gateway, snapshot);
  if (!actual || isAbsent) {
    const finding = problem('daemon-lacks-variable', values, where);
    return [isAbsent ? { ...finding, status: 'fail' } : finding];
  }
  if (!isShown)
    return hasReadAddition(source, gateway, snapshot) ? [] : compareTimes(gateway, [source], where);
  if (actual === value) return [];
  const foundIn = initialEnv?.[name] === actual ? "the service's own environment" : undefined;
  return [problem('daemon-has-other-value', { ...values, found: foundIn }, where)];
}

/** If only the start time is known: whether a file has changed since. */
export function compareTimes(
  { startedAt, changedAt, restart }: GatewayView,
  needed: readonly VariableSource[],
  where: string,
): Outcome[] {
  const files = [...new Set(needed.flatMap(({ from }) => from.file ?? []))];
  for (const file of files) {
    const changed = changedAt.get(file);
    if (!changed || !startedAt || changed <= startedAt) continue;
    const evidence = `${file} was changed ${changed.toISOString()}`;
    return [problem('daemon-older-than-env', { envFile: file, ...restartValues(restart) }, where, evidence)];
  }
  return [];
}

/** Without a visible process: whether an installed service would lack variables that only this shell exports. */
function checkServices(
  { services }: Surroundings,
  needed: readonly VariableSource[],
  envFile: string,
): Outcome | Outcome[] {
  if (!services.length) return skip('OpenClaw’s gateway is not running in the background');
  const defined = services.flatMap(({ variables }) => variables);
  const localOnly = needed.filter(
    ({ name, from, shadowed }) =>
      from.kind === 'process' && !shadowed.some(({ kind }) => kind !== 'cwd-env') && !defined.includes(name),
  );
  const files = services.map(({ file }) => file);
  if (!localOnly.length) return pass('the installed service will find its variables', ...files);
  return localOnly.map(({ name }) =>
    problem('daemon-lacks-variable', { variable: name, envFile, found: LOCAL_SOURCES.process }, ...files),
  );
}

function restartValues(restart: Restart): Values {
  return { restart: restartText(restart), restartCommand: restart.isCommand ? restart.action : undefined };
}
