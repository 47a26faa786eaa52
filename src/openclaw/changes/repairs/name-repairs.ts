import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { isTypo } from '../../../lib/nearest.js';
import { modelRoles } from '../../blocks/model-roles.js';
import { renameAllowed } from '../edits/allow-edits.js';
import type { Repair, RepairContext } from './repair.js';

const GATEWAY_HEADER = 'cf-aig-gateway-id';

/** Corrects the gateway in the base URL, or in the header that names it, if an existing one differs only by a typo. */
export const fixGatewayName: Repair = (context, [finding]) => {
  const { block } = context;
  const url = addressOf(context);
  const header = Object.keys(block.headers).find((name) => name.toLowerCase() === GATEWAY_HEADER);
  const isNamedByHeader = url?.plane === 'rest' && header !== undefined;
  const gateway = isNamedByHeader ? block.headers[header] : url?.gateway;
  const nearest = finding?.nearest;
  if (!gateway || !nearest) return { why: 'the right gateway is not known' };
  if (!isTypo(gateway, nearest)) return { why: `"${nearest}" and "${gateway}" differ by more than a typo` };
  if (!isNamedByHeader) return replaceInUrl(context, gateway, nearest, `${gateway} -> ${nearest} in baseUrl`);
  return {
    what: `${gateway} -> ${nearest} in the header ${header}`,
    edits: [{ op: 'set', path: [...block.path, 'headers', header], value: nearest }],
  };
};

/** Replaces the account ID in the base URL with the token's own. */
export const fixAccountId: Repair = (context, [finding]) => {
  const accountId = addressOf(context)?.accountId;
  const nearest = finding?.nearest;
  if (!accountId || !nearest) return { why: 'the right account is not known' };
  return replaceInUrl(context, accountId, nearest, `${accountId} -> ${nearest} in baseUrl`);
};

function addressOf({ block, origins }: RepairContext) {
  return parseBaseUrl(block.baseUrl ?? '', origins, block.api).url;
}

/** Replaces one segment of the path and leaves the rest of the URL as written. */
function replaceInUrl({ block }: RepairContext, from: string, to: string, what: string): ReturnType<Repair> {
  const segments = (block.baseUrl ?? '').split('/');
  if (segments.filter((segment) => segment === from).length !== 1)
    return { why: `"${from}" is not exactly one part of baseUrl` };
  const value = segments.map((segment) => (segment === from ? to : segment)).join('/');
  return { what, edits: [{ op: 'set', path: [...block.path, 'baseUrl'], value }] };
}

/** Renames models that are not offered to the nearest offered one, wherever they are named. */
export const renameModels: Repair = (context, findings) => {
  const names = new Map(
    findings.flatMap(({ model, nearest }) => (model && nearest ? [[model, nearest]] : [])),
  );
  if (!names.size) return { why: 'the right model is not known' };
  return {
    what: [...names].map(([from, to]) => `${to} instead of ${from}`).join(', '),
    edits: renameEdits(context, names),
  };
};

/** Renames models of the block, both in its list and in every ref to them. */
export function renameEdits(
  { config, block }: RepairContext,
  names: ReadonlyMap<string, string>,
): Json5Edit[] {
  const renamedRefs = modelRoles(config.value).flatMap(({ model }): Json5Edit[] => {
    const to = model.providerId === block.id && names.get(model.modelId);
    if (!to) return [];
    const ref = model.isBareId ? to : `${block.id}/${to}${model.profile ?? ''}`;
    return [{ op: 'set', path: model.path, value: ref }];
  });
  return [...renamedRefs, ...renameAllowed(config.value, block.id, names), ...listEdits(block.models, names)];
}

/** Removes an entry if its new id is already listed. Removals come last and from the end, so that indices stay valid. */
function listEdits(
  models: RepairContext['block']['models'],
  names: ReadonlyMap<string, string>,
): Json5Edit[] {
  const taken = new Set(models.map(({ id }) => id));
  const edits = models.flatMap(({ id, path }): Json5Edit[] => {
    const to = names.get(id);
    if (!to) return [];
    if (taken.has(to)) return [{ op: 'remove', path }];
    taken.add(to);
    return [{ op: 'set', path: [...path, 'id'], value: to }];
  });
  return [...edits.filter(({ op }) => op === 'set'), ...edits.filter(({ op }) => op === 'remove').reverse()];
}
