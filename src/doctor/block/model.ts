import type { Values } from '../../diagnosis/reading/values.js';
import type { ModelIdProblem } from '../../gateway/providers/model-id-form.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { addressOf } from '../../openclaw/blocks/block-address.js';
import { sameKnownModel } from '../../openclaw/blocks/known-models.js';
import { hasMaxTokensField, refusesMaxTokens } from '../../openclaw/blocks/model-features.js';
import { type ModelRef, primaryModel } from '../../openclaw/blocks/model-refs.js';
import { unfitOnRoute } from '../../openclaw/blocks/recipe-model-ids.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Check } from '../check/check.js';
import { failure, type Outcome, pass, problem } from '../check/finding.js';
import { checkFallbackKeys, checkRolesElsewhere } from './model-roles-check.js';
import { checkUnlisted } from './unlisted-models.js';

/** The primary model, the other listed models, and the models of every role. */
export const model: Check<'model', 'models'> = {
  id: 'model',
  title: 'Model',
  stage: 'models',
  async run({ snapshot, target, offline, roles, accepts }) {
    const { value } = snapshot.config;
    const gatewayIds = snapshot.blocks.map(({ id }) => id);
    const { block, url } = target;
    const input: ModelInput = {
      block,
      route: url?.route,
      listRoute: routeOfList(snapshot, block),
      offline,
      values: target.values,
      primary: primaryModel(value),
      gatewayIds,
    };
    const findings = [
      ...checkPrimary(input),
      ...(await checkUnlisted({ snapshot, roles, offline, accepts })),
      ...checkList(input),
      ...checkRolesElsewhere({ ...input, roles, example: exampleOf(input.block) }),
      ...checkFallbackKeys({ ...input, roles }),
    ];
    const { ref, providerId } = input.primary ?? {};
    if (findings.length || !ref) return findings;
    return pass(providerId === input.block.id ? ref : `${ref}, in a block that is not checked in this run`);
  },
};

interface ModelInput {
  block: ProviderBlock;
  /** Of the primary model. */
  route?: string;
  /** Of the models without an address of their own. */
  listRoute?: string;
  /** Only the tables can tell whether a model id works. */
  offline: boolean;
  values: Values;
  primary?: ModelRef;
  gatewayIds: readonly string[];
}

const exampleOf = ({ id, models }: ProviderBlock): string => `${id}/${models[0]?.id ?? 'openai/gpt-4o-mini'}`;

/** Whether it belongs to this block, and has the form of the route. */
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
  return [
    ...(unfit ? [failure(unfit.cause, { ...modelValues, ...withKnownName(unfit) }, where)] : []),
    ...(isListed && lacksMaxTokensField(block, primary.modelId)
      ? [problem('max-tokens-field', modelValues)]
      : []),
  ];
}

/** If the form does not give the right id, the table of known models may. */
function withKnownName({ values }: ModelIdProblem): Values {
  return { ...values, expected: values.expected ?? sameKnownModel(values.route, values.model ?? '') };
}

/** The primary model's own address may override that of its block. */
function routeOfList({ blocks, origins }: Snapshot, { id }: ProviderBlock): string | undefined {
  const block = blocks.find((one) => one.id === id);
  return block && addressOf(block, origins).route;
}

/** Problems of the list, except those of the primary model. */
function checkList({ block, listRoute: route, values, primary }: ModelInput): Outcome[] {
  if (!block.models.length) return [problem('models-empty', values)];
  const refTo = (id: string) => ({ ...values, route, model: id, modelRef: `${block.id}/${id}` });
  // A model with its own address uses another route.
  const others = block.models.filter(
    ({ id, raw }) => `${block.id}/${id}` !== primary?.ref && raw.baseUrl === undefined,
  );
  return others.flatMap(({ id, path }) => {
    const misfit = route ? unfitOnRoute(route, id) : undefined;
    if (!misfit) return [];
    const values = { ...refTo(id), ...ownerAndForm(misfit) };
    return [problem('model-listed-unfit', values, `${path.join('.')} = ${id}`)];
  });
}

/** `found` is the owner, if the provider is the problem and not the form. */
function ownerAndForm({ cause, values: { expected, found } }: ModelIdProblem): Values {
  return { expected, found: cause === 'model-listed-unfit' ? found : undefined };
}

/** OpenClaw 2026.9.6 sends `max_tokens`, which OpenAI's reasoning models reject on chat completions. */
function lacksMaxTokensField({ api, models }: ProviderBlock, modelId: string): boolean {
  const entry = models.find(({ id }) => id === modelId)?.raw ?? {};
  return api === 'openai-completions' && refusesMaxTokens(modelId) && !hasMaxTokensField(entry);
}
