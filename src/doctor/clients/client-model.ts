import { sameKnownModel } from '../../openclaw/blocks/known-models.js';
import { unfitOnRoute } from '../../openclaw/blocks/recipe-model-ids.js';
import type { Check } from '../check/check.js';
import { failure, pass } from '../check/finding.js';

/** Whether the model has the form of the route. Online, the provider check decides: the wire outranks the tables. */
export const clientModel: Check<'model', 'block'> = {
  id: 'model',
  title: 'Model',
  stage: 'block',
  run({ target: { modelId = '', url, values }, offline }) {
    const unfit = offline && url?.route ? unfitOnRoute(url.route, modelId) : undefined;
    if (!unfit) return pass(modelId);
    const expected = unfit.values.expected ?? sameKnownModel(unfit.values.route, modelId);
    return failure(unfit.cause, { ...values, ...unfit.values, expected }, `--model ${modelId}`);
  },
};
