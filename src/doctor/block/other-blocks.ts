import { type DoctorContext, valuesOf } from '../../lab/context.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { fallbackModels, primaryModel } from '../../openclaw/blocks/model-refs.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The blocks beside the one that is looked at: what can be seen without a request. */
export const otherBlocks: Check<DoctorContext> = {
  id: 'other-blocks',
  title: 'Other blocks',
  needs: ['provider-block'],
  async run(context): Promise<Outcome | Outcome[]> {
    const others = (await context.blocks()).slice(1);
    if (!others.length) return [];
    const { value } = await context.config();
    const used = [primaryModel(value), ...fallbackModels(value)].map((ref) => ref?.providerId);
    const troubles = await Promise.all(
      others.map(async (block) => {
        const found = await troublesOf(context, block);
        // What no model ref leads to breaks nothing.
        return used.includes(block.id) ? found : found.map((one) => ({ ...one, status: 'warn' as const }));
      }),
    );
    const names = others.map(({ id }) => id).join(', ');
    return troubles.flat().length ? troubles.flat() : pass(`${names}: nothing wrong in the config`);
  },
};

async function troublesOf(context: DoctorContext, block: ProviderBlock): Promise<Outcome[]> {
  const target = await context.targetFor(block, block.models[0]?.id);
  const values = valuesOf(context.place, target);
  const where = `in models.providers["${block.id}"]`;
  if (!target.block.baseUrl) return [problem('base-url-missing', values, where)];
  return [
    ...target.urlProblems.map(({ cause, values: own, suggestion }) =>
      problem(cause, { ...values, ...own, ...(suggestion && { expected: suggestion }) }, where),
    ),
    ...target.credentials.problems.map(({ cause, values: own }) =>
      problem(cause, { ...values, ...own }, where),
    ),
  ];
}
