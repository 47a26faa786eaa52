import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { DoctorContext } from '../../lab/context.js';
import { locate } from '../../openclaw/files/locate.js';
import { findGateway, type RunningGateway } from '../../openclaw/machine/gateway-process.js';
import { findServices } from '../../openclaw/machine/service-files.js';
import {
  type Environment,
  environmentOf,
  loadEnvironment,
  type SourceKind,
  type VariableSource,
} from '../../openclaw/secrets/environment.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem, skip } from '../check/finding.js';

/** Sources that a service has no part in. */
const SEEN_ONLY_HERE: Partial<Record<SourceKind, string>> = {
  process: 'this shell',
  'cwd-env': 'the .env of this folder',
};

/** A gateway that runs in the background has variables of its own: are they those that were looked at here? */
export const daemon: Check<DoctorContext> = {
  id: 'daemon',
  title: 'Running gateway',
  needs: ['credentials'],
  async run(context): Promise<Outcome | Outcome[]> {
    const needed = await neededVariables(context);
    if (!needed.length) return skip('the block needs no variable');

    const gateway = await findGateway(context.place, context.input.machine);
    if (!gateway) return withoutProcess(context, needed);
    const held = await heldBy(gateway, context);
    const where = `process ${gateway.pid}${gateway.startedAt ? `, since ${gateway.startedAt.toISOString()}` : ''}`;
    const findings = held
      ? needed.flatMap((source) => compare(source, held, gateway, context, where))
      : await compareTimes(gateway, context, needed, where);
    if (findings.length) return findings;
    if (!held) return pass(`runs, and was started after the last change of ${context.place.envPath}`, where);
    return pass(`has ${needed.map(({ name }) => name).join(' and ')}, with the values used here`, where);
  },
};

/** What the block that is looked at refers to, as far as it has a value here. */
export async function neededVariables(context: DoctorContext): Promise<VariableSource[]> {
  const variables = (await context.target())?.credentials.variables ?? [];
  const environment = await context.environment();
  return variables.flatMap((name) => environment.lookup(name) ?? []).filter(({ value }) => value !== '');
}

/** undefined: this system does not show a process's variables. */
export async function heldBy(
  gateway: RunningGateway,
  context: DoctorContext,
): Promise<Environment | undefined> {
  if (gateway.holds) return environmentOf(gateway.holds);
  if (!gateway.startedWith) return undefined;
  const { homedir, profile } = context.input;
  const cwd = gateway.cwd ?? context.place.stateDir;
  const place = locate({ env: gateway.startedWith, homedir, cwd, profile, exists: existsSync });
  return loadEnvironment(place, gateway.startedWith, (await context.config()).value);
}

/** Values are compared and never shown. */
function compare(
  source: VariableSource,
  held: Environment,
  { startedWith }: RunningGateway,
  { place }: DoctorContext,
  where: string,
): Outcome[] {
  const { name, value, from } = source;
  const own = held.lookup(name)?.value;
  const values = { variable: name, envFile: place.envPath, found: SEEN_ONLY_HERE[from.kind] };
  // OpenClaw adds these to itself while it reads the config.
  if (!own) return from.kind === 'config-env' ? [] : [problem('daemon-lacks-variable', values, where)];
  if (own === value) return [];
  const fixed = startedWith?.[name] === own ? "the service's own environment" : undefined;
  return [problem('daemon-has-other-value', { ...values, found: fixed }, where)];
}

/** Where only the time of its start is known: what it has read has changed since. */
export async function compareTimes(
  { startedAt }: RunningGateway,
  { place }: DoctorContext,
  needed: readonly VariableSource[],
  where: string,
): Promise<Outcome[]> {
  const files = [...new Set(needed.flatMap(({ from }) => from.file ?? []))];
  const changes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtime }) => ({ file, mtime }),
        () => undefined,
      ),
    ),
  );
  const later = changes.find((change) => change && startedAt && change.mtime > startedAt);
  if (!later) return [];
  const evidence = `${later.file} was changed ${later.mtime.toISOString()}`;
  return [problem('daemon-older-than-env', { envFile: later.file ?? place.envPath }, where, evidence)];
}

/** Nothing runs, or it cannot be seen: a service that will be started does not get what only this shell exports. */
async function withoutProcess(
  { place }: DoctorContext,
  needed: readonly VariableSource[],
): Promise<Outcome | Outcome[]> {
  const services = await findServices(place);
  if (!services.length) return skip('no gateway of OpenClaw runs in the background');
  const defined = services.flatMap(({ variables }) => variables);
  const onlyHere = needed.filter(
    ({ name, from, shadowed }) =>
      from.kind === 'process' && !shadowed.some(({ kind }) => kind !== 'cwd-env') && !defined.includes(name),
  );
  const files = services.map(({ file }) => file);
  if (!onlyHere.length) return pass('the installed service will find its variables', ...files);
  return onlyHere.map(({ name }) =>
    problem(
      'daemon-lacks-variable',
      { variable: name, envFile: place.envPath, found: SEEN_ONLY_HERE.process },
      ...files,
    ),
  );
}
