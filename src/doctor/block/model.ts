import type { Values } from '../../diagnosis/reading/values.js';
import type { ModelIdProblem } from '../../gateway/providers/model-id-form.js';
import { nearest } from '../../lib/nearest.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import {
  hasMaxTokensField,
  modelFacts,
  refusesMaxTokens,
  sameKnownModel,
} from '../../openclaw/blocks/known-models.js';
import {
  agentModels,
  fallbackModels,
  type ModelRef,
  primaryModel,
} from '../../openclaw/blocks/model-refs.js';
import { unfitOnRoute } from '../../openclaw/blocks/recipe-model-ids.js';
import type { Check } from '../check/check.js';
import { type Outcome, pass, problem } from '../check/finding.js';

/** The primary model, what else the block lists, and what single agents use instead. */
export const model: Check<'model', 'block'> = {
  id: 'model',
  title: 'Model',
  stage: 'block',
  run({ snapshot, target, offline }) {
    const { value } = snapshot.config;
    const look: Look = {
      block: target.block,
      route: target.url?.route,
      offline,
      values: target.values,
      primary: primaryModel(value),
      gatewayIds: snapshot.blocks.map(({ id }) => id),
    };
    const findings = [
      ...primaryTroubles(look),
      ...listTroubles(look, fallbackModels(value)),
      ...agentTroubles(look, agentModels(value)),
    ];
    const { ref, providerId } = look.primary ?? {};
    if (findings.length || !ref) return findings;
    return pass(providerId === look.block.id ? ref : `${ref}, of another block that was not asked for`);
  },
};

interface Look {
  block: ProviderBlock;
  route?: string;
  /** Nothing but the tables tells whether a model id can work. */
  offline: boolean;
  values: Values;
  primary?: ModelRef;
  gatewayIds: readonly string[];
}

const exampleOf = ({ id, models }: ProviderBlock): string => `${id}/${models[0]?.id ?? 'openai/gpt-4o-mini'}`;

/** Does it point at this block, is it listed there, and has it the form that the route wants? */
function primaryTroubles({ block, route, offline, values, primary, gatewayIds }: Look): Outcome[] {
  const listed = block.models.map(({ id }) => id);
  if (!primary) return [problem('model-primary-missing', { ...values, expected: exampleOf(block) })];
  const where = `${primary.path.join('.')} = ${primary.ref}`;
  if (primary.providerId !== block.id) {
    if (gatewayIds.includes(primary.providerId)) return [];
    const forgotten = listed.includes(primary.ref);
    const expected = forgotten ? `${block.id}/${primary.ref}` : exampleOf(block);
    const cause = forgotten ? 'model-ref-prefix-missing' : 'model-primary-elsewhere';
    return [problem(cause, { ...values, found: primary.ref, expected }, where)];
  }

  const own = { ...values, model: primary.modelId, modelRef: primary.ref };
  // What the wire says of the id counts for more: with a network the provider check tells.
  const unfit = offline && route ? unfitOnRoute(route, primary.modelId) : undefined;
  const isListed = listed.includes(primary.modelId);
  // A name that is known was hardly meant to be another.
  const near = modelFacts(primary.modelId) ? own : { ...own, nearest: nearest(primary.modelId, listed) };
  return [
    ...(unfit ? [problem(unfit.cause, { ...own, ...withKnownName(unfit) }, where)] : []),
    ...(listed.length && !isListed
      ? [problem('model-not-listed', near, `listed: ${listed.join(', ')}`)]
      : []),
    ...(isListed && lacksMaxTokensField(block, primary.modelId) ? [problem('max-tokens-field', own)] : []),
  ];
}

/** Where the form of an id does not tell what it should be, the table of known models may have the name. */
function withKnownName({ values }: ModelIdProblem): Values {
  return { ...values, expected: values.expected ?? sameKnownModel(values.route, values.model ?? '') };
}

/** What is wrong with the list, the primary aside. */
function listTroubles({ block, route, values, primary }: Look, fallbacks: readonly ModelRef[]): Outcome[] {
  const listed = block.models.map(({ id }) => id);
  if (!listed.length) return [problem('models-empty', values)];
  const refTo = (id: string) => ({ ...values, model: id, modelRef: `${block.id}/${id}` });
  // A model with an address of its own goes another route.
  const others = block.models.filter(
    ({ id, raw }) => `${block.id}/${id}` !== primary?.ref && raw.baseUrl === undefined,
  );
  const unfit = others.flatMap(({ id, path }) => {
    const found = route ? unfitOnRoute(route, id) : undefined;
    return found
      ? [problem('model-listed-unfit', { ...refTo(id), ...ownerAndForm(found) }, `${path.join('.')} = ${id}`)]
      : [];
  });
  const astray = fallbacks.filter(
    ({ providerId, modelId }) => providerId === block.id && !listed.includes(modelId),
  );
  return [...unfit, ...astray.map(({ modelId }) => problem('model-not-listed', refTo(modelId)))];
}

/** `found` names an owner only where the provider is what does not fit, not the form. */
function ownerAndForm({ cause, values: { expected, found } }: ModelIdProblem): Values {
  return { expected, found: cause === 'model-listed-unfit' ? found : undefined };
}

/** Agents whose own model goes past the gateway while the default goes through it. */
function agentTroubles(
  { block, values, primary, gatewayIds }: Look,
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

/** OpenClaw 2026.9.6 sends `max_tokens` to a gateway, which OpenAI's reasoning models refuse on chat completions. */
function lacksMaxTokensField({ api, models }: ProviderBlock, modelId: string): boolean {
  const entry = models.find(({ id }) => id === modelId)?.raw ?? {};
  return api === 'openai-completions' && refusesMaxTokens(modelId) && !hasMaxTokensField(entry);
}
