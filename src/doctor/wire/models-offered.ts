import { readModelIds } from '../../gateway/management/management-answers.js';
import { nearest } from '../../lib/nearest.js';
import type { Check } from '../check/check.js';
import { advice, pass, skip } from '../check/finding.js';

/** The gateway's own list of models: advice only, since it leaves out custom providers and dynamic routes. */
export const modelsOffered: Check<'models-offered', 'wire'> = {
  id: 'models-offered',
  title: 'Model list',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ target: { modelId, url }, probes }) {
    if (url?.route !== 'compat' || !modelId)
      return skip(`the gateway has no list for route ${url?.route ?? 'unknown'}`);
    const offered = readModelIds(await probes.offeredModels());
    if (!offered?.length) return skip('the gateway shows no list of models');
    if (offered.includes(modelId) || modelId.startsWith('dynamic/') || modelId.startsWith('custom-')) {
      return pass(`${modelId} is among the ${offered.length} models that the gateway offers`);
    }
    const near = nearest(modelId, offered);
    return advice(`${modelId} is not among the ${offered.length} models that the gateway offers`, [
      near
        ? `The nearest that it offers: ${near}`
        : 'See `cf-aig test-model` for whether it answers all the same.',
    ]);
  },
};
