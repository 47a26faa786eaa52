import { showPath } from '../../lib/json5/paths.js';
import { type RefusedModels, refusedModels } from '../../openclaw/blocks/refused-models.js';
import type { Check } from '../check/check.js';
import { problem } from '../check/finding.js';

/** Whether OpenClaw's allow lists leave out models of the gateway. */
export const allowList: Check<'allow-list', 'models'> = {
  id: 'allow-list',
  title: 'Allow list',
  stage: 'models',
  run({ snapshot, roles, target: { values } }) {
    return refusedModels(snapshot.config.value, snapshot.blocks, roles).map(({ list, refs, replaced }) => {
      const found = showPath(list.path);
      const expected = refs.join(', ');
      const evidence = [`${found}: ${entriesOf(list)}`];
      return replaced === undefined
        ? problem('model-not-allowed', { ...values, found, expected }, ...evidence)
        : problem('model-primary-not-allowed', { ...values, model: replaced, found, expected }, ...evidence);
    });
  },
};

const SHOWN = 6;

function entriesOf({ entries }: RefusedModels['list']): string {
  const more = entries.length > SHOWN ? ` and ${entries.length - SHOWN} more` : '';
  return `${entries.slice(0, SHOWN).join(', ')}${more}`;
}
