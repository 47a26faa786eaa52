import { createHash } from 'node:crypto';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { jsonObject } from '../../lib/json.js';
import type { SandboxGateway } from '../config/config-types.js';
import type { SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { secretKey } from '../state/map-keys.js';
import type { State } from '../state/state.js';
import { page } from './paging.js';

interface StoredKey {
  slug: string;
  alias: string;
}

/** The provider keys stored for a gateway; their values are never shown. */
export function listProviderConfigs(
  state: State,
  gateway: SandboxGateway,
  { query }: SandboxRequest,
): SandboxResponse {
  const { items, info } = page(
    storedKeys(gateway).map((stored) => show(state, gateway, stored)),
    query,
  );
  return v4Ok(items, { result_info: info });
}

export function createProviderConfig(
  state: State,
  gateway: SandboxGateway,
  request: SandboxRequest,
): SandboxResponse {
  const { provider_slug: slug, alias, secret, secret_id, default_config } = jsonObject(request.body) ?? {};
  const errors = [
    ...(typeof slug === 'string' && providerBySlug(slug) ? [] : [invalid('provider_slug')]),
    ...(typeof alias === 'string' && alias !== '' ? [] : [invalid('alias')]),
    ...(typeof default_config === 'boolean' ? [] : [invalid('default_config')]),
    ...(typeof secret === 'string' || typeof secret_id === 'string' ? [] : [invalid('secret')]),
  ];
  if (typeof slug !== 'string' || typeof alias !== 'string' || errors.length > 0)
    return v4Errors(400, errors);
  const aliases = gateway.storedKeys[slug] ?? [];
  if (aliases.includes(alias)) return v4Errors(409, [invalid('alias', 'This alias is taken')]);
  gateway.storedKeys[slug] = [...aliases, alias];
  if (typeof secret === 'string') state.secrets.set(secretKey(gateway, slug, alias), secret);
  return v4Ok(show(state, gateway, { slug, alias }));
}

/** Another secret for a stored key. */
export function updateProviderConfig(
  state: State,
  gateway: SandboxGateway,
  id: string,
  request: SandboxRequest,
): SandboxResponse {
  const stored = storedKeys(gateway).find((one) => idOf(gateway, one) === id);
  if (!stored) return v4Error('not-found');
  const { secret } = jsonObject(request.body) ?? {};
  if (typeof secret !== 'string') return v4Errors(400, [invalid('secret')]);
  state.secrets.set(secretKey(gateway, stored.slug, stored.alias), secret);
  return v4Ok(show(state, gateway, stored));
}

export function deleteProviderConfig(state: State, gateway: SandboxGateway, id: string): SandboxResponse {
  const stored = storedKeys(gateway).find((one) => idOf(gateway, one) === id);
  if (!stored) return v4Error('not-found');
  const { slug, alias } = stored;
  const shown = show(state, gateway, stored);
  gateway.storedKeys[slug] = (gateway.storedKeys[slug] ?? []).filter((one) => one !== alias);
  state.secrets.delete(secretKey(gateway, slug, alias));
  return v4Ok(shown);
}

function storedKeys(gateway: SandboxGateway): StoredKey[] {
  return Object.entries(gateway.storedKeys).flatMap(([slug, aliases]) =>
    aliases.map((alias) => ({ slug, alias })),
  );
}

function show(state: State, gateway: SandboxGateway, stored: StoredKey) {
  const { slug, alias } = stored;
  const secret = state.secrets.get(secretKey(gateway, slug, alias));
  return {
    id: idOf(gateway, stored),
    provider_slug: slug,
    alias,
    gateway_id: gateway.id,
    default_config: alias === 'default',
    modified_at: new Date(state.now()).toISOString(),
    secret_id: `${gateway.id}_${slug}_${alias}`,
    secret_preview: secret ? `****${secret.slice(-4)}` : '****',
  };
}

function idOf(gateway: SandboxGateway, { slug, alias }: StoredKey): string {
  return createHash('md5').update(`${gateway.accountId}/${gateway.id}/${slug}/${alias}`).digest('hex');
}

function invalid(field: string, message = 'Required') {
  return { code: 7001, message, path: ['body', field] };
}
