import type { DoctorContext } from '../../lab/context.js';
import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

export const providerBlock: Check<DoctorContext> = {
  id: 'provider-block',
  title: 'Provider block',
  needs: ['config-syntax'],
  async run(context) {
    const blocks = await context.blocks();
    const [block] = blocks;
    const { providerId } = context.input;
    if (!block || (providerId !== undefined && block.id !== providerId)) {
      const there = blocks.map(({ id }) => `there is: ${id}`);
      return problem('provider-block-missing', await context.values(), ...there);
    }
    const others = blocks.slice(1).map(({ id }) => `also there: ${id}`);
    return pass(`models.providers["${block.id}"], ${count(block.models.length)} listed`, ...others);
  },
};

function count(models: number): string {
  return models === 1 ? '1 model' : `${models || 'no'} models`;
}
