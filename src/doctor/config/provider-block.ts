import { blockOf, valuesOfPlace } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

export const providerBlock: Check<'provider-block', 'config'> = {
  id: 'provider-block',
  title: 'Provider block',
  stage: 'config',
  needs: ['config-syntax'],
  run({ snapshot, providerId }) {
    const block = blockOf(snapshot, providerId);
    const ids = snapshot.blocks.map(({ id }) => id);
    if (!block) {
      const values = valuesOfPlace(snapshot.place);
      return problem('provider-block-missing', values, ...ids.map((id) => `found: ${id}`));
    }
    const others = ids.filter((id) => id !== block.id).map((id) => `other block: ${id}`);
    return pass(`models.providers["${block.id}"], ${count(block.models.length)} listed`, ...others);
  },
};

function count(models: number): string {
  return models === 1 ? '1 model' : `${models || 'no'} models`;
}
