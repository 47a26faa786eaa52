import type { Values } from '../../diagnosis/reading/values.js';
import { showPath } from '../../lib/json5/paths.js';
import type { ModelRef } from '../../openclaw/blocks/model-refs.js';
import { type ModelRole, rolesElsewhere } from '../../openclaw/blocks/model-roles.js';
import { type Outcome, problem } from '../check/finding.js';

interface RolesInput {
  roles: readonly ModelRole[];
  primary?: ModelRef;
  /** Ids of the blocks that use a gateway. */
  gatewayIds: readonly string[];
  values: Values;
}

const placeOf = ({ model: { path, ref } }: ModelRole): string => `${showPath(path)} = ${ref}`;
const isOwnModel = ({ role, agent, isFallback }: ModelRole): boolean =>
  role === 'model' && agent !== undefined && !isFallback;

/** Roles that bypass the gateway while the default model uses it: one finding, and one for each agent with its own model. */
export function checkRolesElsewhere({
  roles,
  primary,
  gatewayIds,
  values,
  example,
}: RolesInput & { example: string }): Outcome[] {
  const elsewhere = rolesElsewhere(roles, primary, gatewayIds);
  const agents = elsewhere.filter(isOwnModel);
  // The other roles of such an agent are expected to go the same way.
  const outside = new Set(agents.map(({ agent }) => agent));
  const others = elsewhere.filter(({ agent }) => agent === undefined || !outside.has(agent));
  const names = [...new Set(others.map(nameOf))];
  return [
    ...agents.map((role) =>
      problem(
        'agent-model-elsewhere',
        { ...values, agent: role.agent, found: role.model.ref, expected: example },
        placeOf(role),
      ),
    ),
    ...(others.length
      ? [
          problem(
            'model-roles-elsewhere',
            { ...values, found: names.join(', '), expected: example },
            ...others.map(placeOf),
          ),
        ]
      : []),
  ];
}

/** `heartbeat.model`, `fallbacks`, `imageModel of coder`. */
function nameOf({ role, agent, isFallback }: ModelRole): string {
  const name = role === 'model' && isFallback ? 'fallbacks' : role;
  return agent === undefined ? name : `${name} of ${agent}`;
}

/** Fallbacks of the gateway in the block of the model that they replace. */
export function checkFallbackKeys({ roles, gatewayIds, values }: RolesInput): Outcome[] {
  const models = roles.filter(({ role }) => role === 'model');
  const primaryOf = (agent: string | undefined) =>
    models.find((one) => !one.isFallback && one.agent === agent)?.model ??
    models.find((one) => !one.isFallback && one.agent === undefined)?.model;
  const shared = models.filter(({ isFallback, agent, model }) => {
    const primary = primaryOf(agent);
    return (
      isFallback &&
      gatewayIds.includes(model.providerId) &&
      primary?.providerId === model.providerId &&
      primary.modelId !== model.modelId
    );
  });
  if (!shared.length) return [];
  const found = [...new Set(shared.map(({ model }) => model.ref))].join(', ');
  return [problem('fallback-shares-key', { ...values, found }, ...shared.map(placeOf))];
}
