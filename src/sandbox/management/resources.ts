import { providerBySlug } from '../../gateway/providers.js';
import type { Answer } from '../answer.js';
import { v4Error, v4Ok } from '../answers/v4.js';
import type { SandboxToken, TokenPermission } from '../config.js';
import { MODELS } from '../provider/models.js';
import type { SandboxIncoming } from '../request.js';
import type { State } from '../state.js';
import { showGateway } from './gateway-object.js';
import { createGateway, deleteGateway, listGateways, updateGateway, withGateway } from './gateways.js';
import { deleteLogs, getLog, getPayload, listLogs, patchLog } from './logs.js';
import { page } from './paging.js';
import {
  createProviderConfig,
  deleteProviderConfig,
  listProviderConfigs,
  updateProviderConfig,
} from './provider-configs.js';
import { verifyToken } from './tokens.js';

export interface ManagementCall {
  state: State;
  request: SandboxIncoming;
  token: SandboxToken;
  accountId: string;
  /** Groups of the path's pattern. */
  params: Record<string, string>;
}

export interface Resource {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path after `/client/v4`; `:name` is one segment. */
  path: string;
  /** What the token must be allowed to do in the account of the path; absent: the answer decides itself. */
  needs?: TokenPermission;
  answer(call: ManagementCall): Answer;
}

const GATEWAYS = '/accounts/:account/ai-gateway/gateways';

/** The management API, as far as the sandbox has it. Source: developers.cloudflare.com/api. */
export const RESOURCES: readonly Resource[] = [
  { method: 'GET', path: '/user/tokens/verify', answer: ({ token }) => verifyToken(token, 'user') },
  {
    method: 'GET',
    path: '/accounts/:account/tokens/verify',
    answer: ({ token, accountId }) => verifyToken(token, 'account', accountId),
  },
  { method: 'GET', path: '/accounts', answer: listAccounts },
  { method: 'GET', path: '/accounts/:account', answer: getAccount },
  {
    method: 'GET',
    path: GATEWAYS,
    needs: 'ai-gateway-read',
    answer: ({ state, accountId, request }) => listGateways(state, accountId, request),
  },
  {
    method: 'POST',
    path: GATEWAYS,
    needs: 'ai-gateway-edit',
    answer: ({ state, accountId, request }) => createGateway(state, accountId, request),
  },
  gatewayResource('GET', '', 'ai-gateway-read', ({ state }, gateway) => v4Ok(showGateway(state, gateway))),
  gatewayResource('PUT', '', 'ai-gateway-edit', ({ state, request }, gateway) =>
    updateGateway(state, gateway, request),
  ),
  gatewayResource('DELETE', '', 'ai-gateway-edit', ({ state }, gateway) => deleteGateway(state, gateway)),
  gatewayResource('GET', '/url/:provider', 'ai-gateway-read', ({ params, accountId }, gateway) =>
    providerBySlug(params.provider ?? '') || params.provider === 'compat'
      ? v4Ok(`https://gateway.ai.cloudflare.com/v1/${accountId}/${gateway.id}/${params.provider}`)
      : v4Error('not-found'),
  ),
  gatewayResource('GET', '/logs', 'ai-gateway-read', ({ state, request }, gateway) =>
    listLogs(state, gateway, request),
  ),
  gatewayResource('DELETE', '/logs', 'ai-gateway-edit', ({ state, request }, gateway) =>
    deleteLogs(state, gateway, request),
  ),
  gatewayResource('PATCH', '/logs/:log', 'ai-gateway-edit', ({ state, request, params }, gateway) =>
    patchLog(state, gateway, params.log ?? '', request),
  ),
  gatewayResource('GET', '/logs/:log', 'ai-gateway-read', ({ state, params }, gateway) =>
    getLog(state, gateway, params.log ?? ''),
  ),
  gatewayResource('GET', '/logs/:log/request', 'ai-gateway-read', ({ state, params }, gateway) =>
    getPayload(state, gateway, params.log ?? '', 'request'),
  ),
  gatewayResource('GET', '/logs/:log/response', 'ai-gateway-read', ({ state, params }, gateway) =>
    getPayload(state, gateway, params.log ?? '', 'response'),
  ),
  gatewayResource('GET', '/provider_configs', 'ai-gateway-read', ({ state, request }, gateway) =>
    listProviderConfigs(state, gateway, request),
  ),
  gatewayResource('POST', '/provider_configs', 'ai-gateway-edit', ({ state, request }, gateway) =>
    createProviderConfig(state, gateway, request),
  ),
  gatewayResource(
    'PUT',
    '/provider_configs/:config',
    'ai-gateway-edit',
    ({ state, request, params }, gateway) =>
      updateProviderConfig(state, gateway, params.config ?? '', request),
  ),
  gatewayResource('DELETE', '/provider_configs/:config', 'ai-gateway-edit', ({ state, params }, gateway) =>
    deleteProviderConfig(state, gateway, params.config ?? ''),
  ),
  {
    method: 'GET',
    path: '/accounts/:account/ai-gateway/custom-providers',
    needs: 'ai-gateway-read',
    answer: ({ request }) => v4Ok([], { result_info: page([], request.query).info }),
  },
  {
    method: 'GET',
    path: '/accounts/:account/ai-gateway/billing/credit-balance',
    needs: 'ai-gateway-read',
    answer: ({ state, accountId }) => {
      const balance = state.config.accounts.find(({ id }) => id === accountId)?.credits ?? 0;
      return v4Ok({ balance, first_topup_success: balance > 0 });
    },
  },
  {
    method: 'GET',
    path: '/accounts/:account/ai/models/search',
    needs: 'workers-ai-read',
    answer: searchModels,
  },
];

function gatewayResource(
  method: Resource['method'],
  suffix: string,
  needs: TokenPermission,
  answer: (call: ManagementCall, gateway: Parameters<Parameters<typeof withGateway>[3]>[0]) => Answer,
): Resource {
  return {
    method,
    path: `${GATEWAYS}/:gateway${suffix}`,
    needs,
    answer: (call) =>
      withGateway(call.state, call.accountId, call.params.gateway ?? '', (gateway) => answer(call, gateway)),
  };
}

function listAccounts({ state, token, request }: ManagementCall): Answer {
  const { items, info } = page(
    state.config.accounts.filter(({ id }) => id === token.accountId),
    request.query,
  );
  const total_pages = Math.ceil(info.total_count / info.per_page);
  return v4Ok(items.map(showAccount), { result_info: { ...info, total_pages } });
}

function getAccount({ state, token, accountId }: ManagementCall): Answer {
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
function searchModels({ request }: ManagementCall): Answer {
  const wanted = (request.query.get('search') ?? '').toLowerCase();
  const names = (MODELS['workers-ai'] ?? []).filter((name) => name.includes(wanted));
  const { items, info } = page(names, request.query);
  return v4Ok(
    items.map((name) => ({
      id: name,
      name,
      source: 1,
      description: name,
      task: { name: 'Text Generation' },
      tags: [],
      properties: [],
    })),
    { result_info: info },
  );
}
