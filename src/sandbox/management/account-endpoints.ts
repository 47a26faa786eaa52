import type { SandboxResponse } from '../http/response.js';
import { MODELS } from '../provider/models/catalogue.js';
import { v4Error, v4Ok } from '../responses/v4-envelope.js';
import type { ManagementEndpoint, ManagementRequest } from './management-endpoint.js';
import { page, pageResponse } from './paging.js';
import { verifyToken } from './verify-tokens.js';

/** What does not belong to one gateway. */
export const ACCOUNT_ENDPOINTS: readonly ManagementEndpoint[] = [
  { method: 'GET', path: '/user/tokens/verify', handle: ({ token }) => verifyToken(token, 'user') },
  {
    method: 'GET',
    path: '/accounts/:account/tokens/verify',
    handle: ({ token, accountId }) => verifyToken(token, 'account', accountId),
  },
  { method: 'GET', path: '/accounts', handle: listAccounts },
  { method: 'GET', path: '/accounts/:account', handle: getAccount },
  {
    method: 'GET',
    path: '/accounts/:account/ai-gateway/custom-providers',
    needs: 'ai-gateway-read',
    handle: customProviders,
  },
  {
    method: 'GET',
    path: '/accounts/:account/ai-gateway/billing/credit-balance',
    needs: 'ai-gateway-read',
    handle: creditBalance,
  },
  {
    method: 'GET',
    path: '/accounts/:account/ai/models/search',
    needs: 'workers-ai-read',
    handle: searchModels,
  },
];

/** The real providers whose slug says that Cloudflare does not list them. */
function customProviders({ state, request }: ManagementRequest): SandboxResponse {
  const all = [...state.upstreams].flatMap(([slug, base]) => {
    const name = /^custom-(.+)$/.exec(slug)?.[1];
    return name ? [{ id: slug, name, slug: name, base_url: base.href, enable: true }] : [];
  });
  return pageResponse(all, request.query, (provider) => provider);
}

function creditBalance({ state, accountId }: ManagementRequest): SandboxResponse {
  const balance = state.config.accounts.find(({ id }) => id === accountId)?.credits ?? 0;
  return v4Ok({ balance, first_topup_success: balance > 0 });
}

function listAccounts({ state, token, request }: ManagementRequest): SandboxResponse {
  const { items, info } = page(
    state.config.accounts.filter(({ id }) => id === token.accountId),
    request.query,
  );
  const total_pages = Math.ceil(info.total_count / info.per_page);
  return v4Ok(items.map(showAccount), { result_info: { ...info, total_pages } });
}

function getAccount({ state, token, accountId }: ManagementRequest): SandboxResponse {
  const account = state.config.accounts.find(({ id }) => id === accountId);
  return account && token.accountId === accountId
    ? v4Ok(showAccount(account))
    : v4Error('unauthorized-resource');
}

function showAccount({ id, name }: { id: string; name: string }) {
  return {
    id,
    name,
    type: 'standard',
    settings: { enforce_twofactor: false },
    created_on: '2026-01-01T00:00:00.000000Z',
  };
}

/** Workers AI's own models, by their names. */
function searchModels({ request: { query } }: ManagementRequest): SandboxResponse {
  const wanted = (query.get('search') ?? '').toLowerCase();
  const names = (MODELS['workers-ai'] ?? []).filter((name) => name.includes(wanted));
  return pageResponse(names, query, (name) => ({
    id: name,
    name,
    source: 1,
    description: name,
    task: { name: 'Text Generation' },
    tags: [],
    properties: [],
  }));
}
