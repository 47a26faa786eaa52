import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import { type Help, withHelp } from '../../../diagnosis/reading/diagnosis.js';
import { suggestRepairs } from '../../../doctor/fix/suggest-repairs.js';
import { nearestModel } from '../../../gateway/providers/nearest-model.js';
import { meantModel } from '../../../lab/model-diagnosis.js';
import type { ModelResult } from '../../../models/model-test.js';
import { modelRoles } from '../../../openclaw/blocks/model-roles.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';
import { withSetupOptions } from '../../render/people/setup-options.js';
import type { Shell } from '../../render/people/shell.js';
import type { PlaceOptions } from '../../shared/options.js';

/** What a name that is on the command line only can be wrong about. */
const NAME_CAUSES: ReadonlySet<CauseId | undefined> = new Set<CauseId>([
  'model-prefix-missing',
  'model-prefix-unknown',
  'model-prefix-superfluous',
  'model-listed-unfit',
  'model-not-listed',
  'model-not-in-catalogue',
  'provider-model-not-found',
  'provider-unknown',
  'completion-format',
]);

/** `--config` and the like, which a suggested command needs too. */
interface AdviseOptions extends PlaceOptions {
  providerId?: string;
  shell: Shell;
  now(): number;
}

/** The failure with what to do in this setup: another name on the command line, or a repair of the files. */
export async function advise(
  snapshot: Snapshot,
  target: Target,
  failure: ModelResult,
  { shell, now, ...options }: AdviseOptions,
): Promise<ModelResult> {
  const advised = await help(snapshot, target, failure, now);
  const { fix } = advised;
  if (!fix?.command) return advised;
  return { ...advised, fix: { ...fix, command: withSetupOptions(fix.command, options, shell) } };
}

async function help(
  snapshot: Snapshot,
  target: Target,
  failure: ModelResult,
  now: () => number,
): Promise<ModelResult> {
  if (NAME_CAUSES.has(failure.cause) && !isConfigured(snapshot, target))
    return withHelp(failure, otherName(snapshot, target, failure.cause));
  const finding = {
    ...failure,
    check: 'model',
    status: 'fail',
    title: failure.title ?? '',
    durationMs: 0,
  } as const;
  const [advised] = await suggestRepairs(snapshot, [finding], { providerId: target.block.id, now });
  return { ...failure, fix: advised?.fix, remedy: advised?.remedy ?? failure.remedy };
}

function isConfigured({ config }: Snapshot, { block, modelId }: Target): boolean {
  const isUsed = modelRoles(config.value).some(
    ({ model }) => model.providerId === block.id && model.modelId === modelId,
  );
  return isUsed || block.models.some(({ id }) => id === modelId);
}

function otherName({ blocks }: Snapshot, target: Target, cause: CauseId | undefined): Help {
  const { modelId = '', block } = target;
  const listed = block.models.map(({ id }) => id);
  const near = meantModel(target) ?? nearestModel(modelId, listed)?.id;
  const all = blocks.flatMap(({ models }) => models.map(({ id }) => id));
  return {
    fix: near
      ? { command: `cf-aig test-model ${near}`, what: 'tests the one that you probably mean' }
      : { command: 'cf-aig test-model', what: 'tests the default model of the config' },
    steps: [`Name a model of the config: ${all.join(', ') || 'it lists none'}.`],
    or:
      cause === 'model-prefix-missing'
        ? []
        : [`If it is right, add it: \`cf-aig init --add-model ${modelId}\`.`],
  };
}
