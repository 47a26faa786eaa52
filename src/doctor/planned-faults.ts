import { showPath } from '../lib/json5/paths.js';
import { modelRoles } from '../openclaw/blocks/model-roles.js';
import type { Snapshot } from '../openclaw/snapshot.js';
import { targetOf } from '../openclaw/target.js';
import type { Stage } from './check/check.js';
import type { Finding } from './check/finding.js';
import { type InputSource, runChecks } from './check/runner.js';
import { ALL_CHECKS } from './checks.js';

/** Failures of a planned setup. */
export interface PlannedFaults {
  /** They come with the plan. */
  fresh: Finding[];
  /** The setup has them already, and the plan does not fix them. */
  prior: Finding[];
}

/** What the checks of the files would fail on once a plan is written, without any request. */
export async function findPlannedFaults(
  before: Snapshot,
  after: Snapshot,
  options: { providerId?: string; now(): number },
): Promise<PlannedFaults> {
  const failures = await failuresOf(after, options);
  if (!failures.length) return { fresh: [], prior: [] };
  const names = new Set((await failuresOf(before, options)).map(nameOf));
  const dead = deadRoles(before);
  const isPrior = (failure: Finding) =>
    names.has(nameOf(failure)) || failure.evidence.some((text) => dead.has(text));
  return {
    fresh: failures.filter((failure) => !isPrior(failure)),
    prior: failures.filter(isPrior),
  };
}

/** Choices of a model whose provider does not exist, as doctor shows them. With OpenClaw's plugin, a block is not needed. */
function deadRoles({ blocks, config, plugin }: Snapshot): Set<string> {
  const ids = new Set(blocks.map(({ id }) => id));
  const roles = plugin === undefined ? modelRoles(config.value) : [];
  const dead = roles.filter(({ model }) => !ids.has(model.providerId));
  return new Set(dead.map(({ model: { path, ref } }) => `${showPath(path)} = ${ref}`));
}

/** Without the positions in files, which any change may shift. */
function nameOf({ cause, title, evidence }: Finding): string {
  return [cause, title, ...evidence.map((text) => text.replace(/:\d+:\d+:/, ':'))].join('\n');
}

const STAGES: readonly Stage[] = ['config', 'block', 'models'];
const FILE_CHECKS = ALL_CHECKS.filter(({ stage }) => STAGES.includes(stage));

async function failuresOf(
  snapshot: Snapshot,
  options: { providerId?: string; now(): number },
): Promise<Finding[]> {
  const findings = await checkFiles(snapshot, options);
  return findings.filter(({ status }) => status === 'fail');
}

/** What the checks of the files find, without any request. */
export async function checkFiles(
  snapshot: Snapshot,
  { providerId, now }: { providerId?: string; now(): number },
): Promise<Finding[]> {
  const target = targetOf(snapshot, { providerId });
  const block = target && { snapshot, target, offline: true };
  const none = async () => undefined;
  const source: InputSource = {
    config: async () => ({ snapshot, providerId }),
    block: async () => block,
    models: async () =>
      block && { ...block, roles: modelRoles(snapshot.config.value), accepts: async () => false },
    schema: none,
    machine: none,
    runtime: none,
    wire: none,
  };
  return runChecks(FILE_CHECKS, source, { offline: true, now });
}
