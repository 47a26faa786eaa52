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
  const [known, failures] = await Promise.all([failuresOf(before, options), failuresOf(after, options)]);
  const names = new Set(known.map(nameOf));
  const isPrior = (failure: Finding) => names.has(nameOf(failure));
  return {
    fresh: failures.filter((failure) => !isPrior(failure)),
    prior: failures.filter(isPrior),
  };
}

/** Without the positions in files, which any change may shift. */
function nameOf({ cause, title, evidence }: Finding): string {
  return [cause, title, ...evidence.map((text) => text.replace(/:\d+:\d+:/, ':'))].join('\n');
}

const STAGES: readonly Stage[] = ['config', 'block', 'models'];
const FILE_CHECKS = ALL_CHECKS.filter(({ stage }) => STAGES.includes(stage));

async function failuresOf(
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
  const findings = await runChecks(FILE_CHECKS, source, { offline: true, now });
  return findings.filter(({ status }) => status === 'fail');
}
