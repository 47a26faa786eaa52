import { showPath } from '../../../lib/json5/paths.js';
import { findBlocks } from '../../blocks/block.js';
import { refusedModels } from '../../blocks/refused-models.js';
import { additions } from '../edits/allow-edits.js';
import type { Repair } from './repair.js';

/** Adds the gateway's models to the allow lists that leave them out. */
export const allowModels: Repair = ({ config, origins }) => {
  const refused = refusedModels(config.value, findBlocks(config.value, origins));
  if (!refused.length)
    return { why: 'only a scheduled job names the model; add it to the list, or change the job' };
  return {
    what: refused.map(({ list, refs }) => `${showPath(list.path)} allows ${refs.join(', ')}`).join('; '),
    edits: refused.flatMap(({ list, refs }) => additions(list, refs)),
  };
};
