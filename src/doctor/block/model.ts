import type { Values } from '../../diagnosis/reading/values.js';
import type { ModelIdProblem } from '../../gateway/providers/model-id-form.js';
import { nearest } from '../../lib/nearest.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { modelFacts, sameKnownModel } from '../../openclaw/blocks/known-models.js';
import { hasMaxTokensField, refusesMaxTokens } from '../../openclaw/blocks/model-features.js';
import { fallbackModels, type ModelRef, primaryModel } from '../../openclaw/blocks/model-refs.js';
import { agentModels } from '../../openclaw/blocks/model-roles.js';
import { unfitOnRoute } from '../../openclaw/blocks/recipe-model-ids.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The primary model, the other listed models, and the models of agents. */
export const model: Check<'model', 'block'> = {
  id: 'model',
  title: 'Model',
  stage: 'block',
  run({ snapshot, target, offline }) {
    const { value } = snapshot.config;
    const input: ModelInput = {
      block: target.block,
      route: target.url?.route,
      offline,
      values: target.values,
      primary: primaryModel(value),
      gatewayIds: snapshot.blocks.map(({ id }) => id),
    };
    const findings = [
      ...checkPrimary(input),
      ...checkList(input, fallbackModels(value)),
      ...checkAgents(input, agentModels(value)),
    ];
    const { ref, providerId } = input.primary ?? {};
    if (findings.length || !ref) return findings;
    return pass(providerId === input.block.id ? ref : `${ref}, in a block that is not checked in this run`);
  },
};

interface ModelInput {
  block: ProviderBlock;
  route?: string;
  /** Only the tables can tell whether a model id works. */
  offline: boolean;
  values: Values;
  primary?: ModelRef;
  gatewayIds: readonly string[];
}

const exampleOf = ({ id, models }: ProviderBlock): string => `${id}/${models[0]?.id ?? 'openai/gpt-4o-mini'}`;

/** Whether it belongs to this block, is listed there, and has the form of the route. */
function checkPrimary({ block, route, offline, values, primary, gatewayIds }: ModelInput): Outcome[] {
  const listed = block.models.map(({ id }) => id);
  if (!primary) return [problem('model-primary-missing', { ...values, expected: exampleOf(block) })];
  const where = `${primary.path.join('.')} = ${primary.ref}`;
  if (primary.providerId !== block.id) {
    if (gatewayIds.includes(primary.providerId)) return [];
    const lacksPrefix = listed.includes(primary.ref);
    const expected = lacksPrefix ? `${block.id}/${primary.ref}` : exampleOf(block);
    const cause = lacksPrefix ? 'model-ref-prefix-missing' : 'model-primary-elsewhere';
    return [problem(cause, { ...values, found: primary.ref, expected }, where)];
  }

  const modelValues = { ...values, model: primary.modelId, modelRef: primary.ref };
  // Online, the provider check decides: the wire outranks the tables.
  const unfit = offline && route ? unfitOnRoute(route, primary.modelId) : undefined;
  const isListed = listed.includes(primary.modelId);
  // A known model is hardly a typo of another one.
  const withNearest = modelFacts(primary.modelId)
    ? modelValues
    : { ...modelValues, nearest: nearest(primary.modelId, listed) };
  return [
    ...(unfit ? [problem(unfit.cause, { ...modelValues, ...withKnownName(unfit) }, where)] : []),
    ...(listed.length && !isListed
      ? [problem('model-not-listed', withNearest, `listed: ${listed.join(', ')}`)]
      : []),
    ...(isListed && lacksMaxTokensField(block, primary.modelId)
      ? [problem('max-tokens-field', modelValues)]
      : []),
  ];
}

/** If the form does not give the right id, the table of known models may. */
function withKnownName({ values }: ModelIdProblem): Values {
  return { ...values, expected: values.expected ?? sameKnownModel(values.route, values.model ?? '') };
}

/** Problems of the list, except those of the primary model. */
function checkList({ block, route, values, primary }: ModelInput, fallbacks: readonly ModelRef[]): Outcome[] {
  const listed = block.models.map(({ id }) => id);
  if (!listed.length) return [problem('models-empty', values)];
  const refTo = (id: string) => ({ ...values, model: id, modelRef: `${block.id}/${id}` });
  // A model with its own address uses another route.
  const others = block.models.filter(
    ({ id, raw }) => `${block.id}/${id}` !== primary?.ref && raw.baseUrl === undefined,
  );
  const unfit = others.flatMap(({ id, path }) => {
    const misfit = route ? unfitOnRoute(route, id) : undefined;
    return misfit
      ? [
          problem(
            'model-listed-unfit',
            { ...refTo(id), ...ownerAndForm(misfit) },
            `${path.join('.')} = ${id}`,
          ),
        ]
      : [];
  });
  const unlisted = fallbacks.filter(
    ({ providerId, modelId }) => providerId === block.id && !listed.includes(modelId),
  );
  return [...unfit, ...unlisted.map(({ modelId }) => problem('model-not-listed', refTo(modelId)))];
}

/** `found` is the owner, if the provider is the problem and not the form. */
function ownerAndForm({ cause, values: { expected, found } }: ModelIdProblem): Values {
  return { expected, found: cause === 'model-listed-unfit' ? found : undefined };
}

/** Agents whose own model bypasses the gateway while the default model uses it. */
function checkAgents(
  { block, values, primary, gatewayIds }: ModelInput,
  models: readonly { agent: string; model: ModelRef }[],
): Outcome[] {
  if (!primary || !gatewayIds.includes(primary.providerId)) return [];
  return models
    .filter(({ model: { providerId } }) => !gatewayIds.includes(providerId))
    .map(({ agent, model: { ref, path } }) =>
      problem(
        'agent-model-elsewhere',
        { ...values, agent, found: ref, expected: exampleOf(block) },
        `${path.join('.')} = ${ref}`,
      ),
    );
}

/** OpenClaw 2026.9.6 sends `max_tokens`, which OpenAI's reasoning models reject on chat completions. */
function lacksMaxTokensField({ api, models }: ProviderBlock, modelId: string): boolean {
  const entry = models.find(({ id }) => id === modelId)?.raw ?? {};
  return api === 'openai-completions' && refusesMaxTokens(modelId) && !hasMaxTokensField(entry);
}
