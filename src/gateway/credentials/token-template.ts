/**
 * The dashboard page that creates a token, which accepts permissions to preselect. Source: Cloudflare's docs,
 * Fundamentals, "API token template URLs". Its table does not list `aig` and `ai`, but the dashboard accepts them.
 */
const TEMPLATE = 'https://dash.cloudflare.com/profile/api-tokens';

export interface TokenPermission {
  key: string;
  type: 'read' | 'edit' | 'run';
  /** Its name in the dashboard. */
  name: string;
  why: string;
}

/** What the token needs, and what makes the setup easier. */
export const TOKEN_PERMISSIONS: readonly TokenPermission[] = [
  {
    key: 'aig',
    type: 'run',
    name: 'AI Gateway Run',
    why: 'sends requests; the only one that OpenClaw needs',
  },
  { key: 'aig', type: 'read', name: 'AI Gateway Read', why: 'lists your gateways here' },
  { key: 'ai', type: 'read', name: 'Workers AI Read', why: 'lists Cloudflare’s own models' },
  { key: 'account_settings', type: 'read', name: 'Account Settings Read', why: 'finds your account ID here' },
];

/** Needed in addition to create a gateway or store a key. */
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
  // The dashboard's own examples encode spaces as %20.
  return `${TEMPLATE}?${query.toString().replaceAll('+', '%20')}`;
}
