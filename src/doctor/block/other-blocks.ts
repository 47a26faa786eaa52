import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { fallbackModels, primaryModel } from '../../openclaw/blocks/model-refs.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { targetOf } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The blocks beside the one that is looked at: what can be seen without a request. */
export const otherBlocks: Check<'other-blocks', 'block'> = {
  id: 'other-blocks',
  title: 'Other blocks',
  stage: 'block',
  run({ snapshot, target }) {
    const others = snapshot.blocks.filter(({ id }) => id !== target.block.id);
    if (!others.length) return [];
    const { value } = snapshot.config;
    const used = [primaryModel(value), ...fallbackModels(value)].map((ref) => ref?.providerId);
    const troubles = others.flatMap((block) => {
      const found = troublesOf(snapshot, block);
      // What no model ref leads to breaks nothing.
      return used.includes(block.id) ? found : found.map((one) => ({ ...one, status: 'warn' as const }));
    });
    const names = others.map(({ id }) => id).join(', ');
    return troubles.length ? troubles : pass(`${names}: nothing wrong in the config`);
  },
};

function troublesOf(snapshot: Snapshot, { id, models }: ProviderBlock): Outcome[] {
  const target = targetOf(snapshot, { providerId: id, modelId: models[0]?.id });
  if (!target) return [];
  const { block, urlProblems, credentials, values } = target;
  const where = `in models.providers["${id}"]`;
  if (!block.baseUrl) return [problem('base-url-missing', values, where)];
  return [
    ...urlProblems.map(({ cause, values: own, suggestion }) =>
      problem(cause, { ...values, ...own, ...(suggestion && { expected: suggestion }) }, where),
    ),
    ...credentials.problems.map(({ cause, values: own }) => problem(cause, { ...values, ...own }, where)),
  ];
}
