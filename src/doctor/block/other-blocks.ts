import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { modelRoles } from '../../openclaw/blocks/model-roles.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { targetOf } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The other blocks that use a gateway, checked without requests. */
export const otherBlocks: Check<'other-blocks', 'block'> = {
  id: 'other-blocks',
  title: 'Other blocks',
  stage: 'block',
  run({ snapshot, target }) {
    const others = snapshot.blocks.filter(({ id }) => id !== target.block.id);
    if (!others.length) return [];
    const usedIds = modelRoles(snapshot.config.value).map(({ model }) => model.providerId);
    const problems = others.flatMap((block) => {
      const outcomes = problemsOf(snapshot, block);
      // A block that no model ref uses breaks nothing.
      return usedIds.includes(block.id)
        ? outcomes
        : outcomes.map((outcome) => ({ ...outcome, status: 'warn' as const }));
    });
    const names = others.map(({ id }) => id).join(', ');
    return problems.length ? problems : pass(`${names}: no problems in the config`);
  },
};

function problemsOf(snapshot: Snapshot, { id, models }: ProviderBlock): Outcome[] {
  const target = targetOf(snapshot, { providerId: id, modelId: models[0]?.id });
  if (!target) return [];
  const { block, urlProblems, credentials, values } = target;
  const where = `in models.providers["${id}"]`;
  if (!block.baseUrl) return [problem('base-url-missing', values, where)];
  return [
    ...urlProblems.map(({ cause, values: details, suggestion }) =>
      problem(cause, { ...values, ...details, ...(suggestion && { expected: suggestion }) }, where),
    ),
    ...credentials.problems.map(({ cause, values: details }) =>
      problem(cause, { ...values, ...details }, where),
    ),
  ];
}
