import { createHash } from 'node:crypto';
import { providerBySlug } from '../../gateway/providers/providers.js';
import type { SandboxGateway } from '../config/config-types.js';
import type { SandboxResponse } from '../http/response.js';
import { notImplemented } from '../responses/not-implemented.js';
import { invalid, v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { keySlug, secretKey } from '../state/map-keys.js';
import type { State } from '../state/state.js';
import type { GatewayRequest } from './management-endpoint.js';
import { pageResponse } from './paging.js';

interface StoredKey {
  slug: string;
  alias: string;
}

/** The provider keys stored for a gateway; their values are never shown. */
export function listProviderConfigs({ state, gateway, request }: GatewayRequest): SandboxResponse {
  return pageResponse(storedKeys(gateway), request.query, (stored) => showKey(state, gateway, stored));
}

export function createProviderConfig({ state, gateway, request }: GatewayRequest): SandboxResponse {
  const body = request.body.object ?? {};
  const { provider_slug: slug, alias, secret, secret_id, default_config } = body;
  const valid = {
    provider_slug: typeof slug === 'string' && isProvider(state, slug),
    alias: typeof alias === 'string' && alias !== '',
    default_config: typeof default_config === 'boolean',
    secret: typeof secret === 'string' || typeof secret_id === 'string',
  };
  const errors = Object.entries(valid).flatMap(([field, ok]) => (ok ? [] : [requiredError(field)]));
  if (typeof slug !== 'string' || typeof alias !== 'string' || errors.length > 0)
    return v4Errors(400, errors);
  const missing = missingIn(body);
  if (missing !== undefined) return notImplemented('management', missing);
  const aliases = gateway.storedKeys[slug] ?? [];
  if (aliases.includes(alias)) return v4Errors(409, [invalid('This alias is taken', 'body', 'alias')]);
  gateway.storedKeys[slug] = [...aliases, alias];
  if (typeof secret === 'string') state.secrets.set(secretKey(gateway, slug, alias), secret);
  return v4Ok(showKey(state, gateway, { slug, alias }));
}

/** A custom provider's key is to be stored without `custom-`. With it, it is taken too, and never found. */
function isProvider({ upstreams }: State, slug: string): boolean {
  return providerBySlug(slug) !== undefined || upstreams.has(`custom-${keySlug(slug)}`);
}

/** What would have no effect on a key: a limit of its own, and another alias than `default` for the default. */
function missingIn(body: Record<string, unknown>): string | undefined {
  const limit = ['rate_limit', 'rate_limit_period'].find((name) => (body[name] ?? null) !== null);
  if (limit) return `The field ${limit} of a stored key`;
  const isOther = body.default_config === true && body.alias !== 'default';
  return isOther ? 'A default_config with another alias than default' : undefined;
}

/** Another secret for a stored key. */
export function updateProviderConfig({ state, gateway, params, request }: GatewayRequest): SandboxResponse {
  const stored = findKey(gateway, params.config);
  if (!stored) return v4Error('not-found');
  const { secret } = request.body.object ?? {};
  if (typeof secret !== 'string') return v4Errors(400, [requiredError('secret')]);
  state.secrets.set(secretKey(gateway, stored.slug, stored.alias), secret);
  return v4Ok(showKey(state, gateway, stored));
}

export function deleteProviderConfig({ state, gateway, params }: GatewayRequest): SandboxResponse {
  const stored = findKey(gateway, params.config);
  if (!stored) return v4Error('not-found');
  const { slug, alias } = stored;
  const shown = showKey(state, gateway, stored);
  gateway.storedKeys[slug] = (gateway.storedKeys[slug] ?? []).filter((one) => one !== alias);
  state.secrets.delete(secretKey(gateway, slug, alias));
  return v4Ok(shown);
}

function storedKeys(gateway: SandboxGateway): StoredKey[] {
  return Object.entries(gateway.storedKeys).flatMap(([slug, aliases]) =>
    aliases.map((alias) => ({ slug, alias })),
  );
}

function findKey(gateway: SandboxGateway, id: string | undefined): StoredKey | undefined {
  return storedKeys(gateway).find((stored) => idOf(gateway, stored) === id);
}

function showKey(state: State, gateway: SandboxGateway, stored: StoredKey) {
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
  return createHash('md5')
    .update(secretKey(gateway, slug, alias))
    .digest('hex');
}

function requiredError(field: string) {
  return invalid('Required', 'body', field);
}
