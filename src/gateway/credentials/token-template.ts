/**
 * The dashboard's page for a new token, with the permissions filled in. Source: Cloudflare's docs, Fundamentals, "API
 * token template URLs". Its table does not list these two products; the dashboard knows them as `aig` and `ai`.
 */
const TEMPLATE = 'https://dash.cloudflare.com/profile/api-tokens';

export interface TokenPermission {
  key: string;
  type: 'read' | 'edit' | 'run';
  /** As the dashboard calls it. */
  name: string;
  why: string;
}

/** What a token needs, and what spares questions. */
export const TOKEN_PERMISSIONS: readonly TokenPermission[] = [
  { key: 'aig', type: 'run', name: 'AI Gateway Run', why: 'sends requests: the one that OpenClaw needs' },
  { key: 'aig', type: 'read', name: 'AI Gateway Read', why: 'lists your gateways here' },
  { key: 'ai', type: 'read', name: 'Workers AI Read', why: 'Cloudflare’s own models' },
  { key: 'account_settings', type: 'read', name: 'Account Settings Read', why: 'finds your account ID here' },
];

/** What creating a gateway or storing a key needs on top. */
export const EDIT_PERMISSION: TokenPermission = {
  key: 'aig',
  type: 'edit',
  name: 'AI Gateway Edit',
  why: 'creates gateways, stores provider keys',
};

export function tokenTemplateUrl(permissions: readonly TokenPermission[] = TOKEN_PERMISSIONS): string {
  const keys = permissions.map(({ key, type }) => ({ key, type }));
  const query = new URLSearchParams({
    permissionGroupKeys: JSON.stringify(keys),
    accountId: '*',
    zoneId: 'all',
    name: 'OpenClaw AI Gateway',
  });
  // The dashboard's own examples write a space as %20.
  return `${TEMPLATE}?${query.toString().replaceAll('+', '%20')}`;
}
