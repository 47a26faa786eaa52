/** `openclaw/blocks/`: provider blocks, their models, and the recipes for new ones. */

import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { isLoopback, type Origins } from '../../gateway/address/origins.js';
import { isApiForm } from '../../gateway/forms/forms.js';
import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { recordAt } from '../files/tree.js';

export const PROVIDER_ID = 'cloudflare-ai-gateway';
export const PROVIDERS_PATH: Path = ['models', 'providers'];

/** One entry of `models.providers`. Values of the wrong type are omitted here; `shapeProblems` reports them. */
export interface ProviderBlock {
  /** Its key in the config, and the first part of its model refs. */
  id: string;
  path: Path;
  value: Record<string, unknown>;
  baseUrl?: string;
  /** What OpenClaw assumes if the block has no `api`, or one that cf-aig does not support. */
  api: ApiForm;
  apiRaw?: string;
  auth?: string;
  apiKey: unknown;
  /** Headers with string values; names as written. */
  headers: Record<string, string>;
  /** Where the headers of `effectiveBlock`'s model are, with their names in lower case. */
  modelHeaders?: { path: Path; names: ReadonlySet<string> };
  models: ListedModel[];
}

interface ListedModel {
  id: string;
  name?: string;
  raw: Record<string, unknown>;
  path: Path;
}

/**
 * All blocks that use a gateway: the one with Cloudflare's id first, then those whose base URL is a gateway's.
 * `substitute` puts values in place of the variables in addresses and model ids.
 */
export function findBlocks(
  config: unknown,
  origins: Origins,
  substitute: (text: string) => string = (text) => text,
): ProviderBlock[] {
  const providers = recordAt(config, PROVIDERS_PATH) ?? {};
  return Object.entries(providers)
    .map(([id, value]) =>
      isRecord(value) ? readBlock(id, substituteVariables(value, substitute)) : undefined,
    )
    .filter((block) => block !== undefined)
    .filter(
      (block) => block.id === PROVIDER_ID || addressesOf(block).some((url) => leadsToGateway(url, origins)),
    )
    .sort((a, b) => Number(b.id === PROVIDER_ID) - Number(a.id === PROVIDER_ID));
}

function substituteVariables(
  value: Record<string, unknown>,
  substitute: (text: string) => string,
): Record<string, unknown> {
  const replaceIn = (entry: Record<string, unknown>, keys: readonly string[]) => ({
    ...entry,
    ...Object.fromEntries(
      keys.flatMap((key) => (typeof entry[key] === 'string' ? [[key, substitute(entry[key])]] : [])),
    ),
  });
  const block = replaceIn(value, ['baseUrl']);
  if (!Array.isArray(value.models)) return block;
  const models = value.models.map((entry: unknown) =>
    isRecord(entry) ? replaceIn(entry, ['id', 'baseUrl']) : entry,
  );
  return { ...block, models };
}

export function readBlock(id: string, value: Record<string, unknown>): ProviderBlock {
  const path = [...PROVIDERS_PATH, id];
  const models = Array.isArray(value.models) ? value.models : [];
  return {
    id,
    path,
    value,
    baseUrl: text(value.baseUrl),
    api: isApiForm(value.api) ? value.api : defaultApi(id, models.length),
    apiRaw: text(value.api),
    auth: text(value.auth),
    apiKey: value.apiKey,
    headers: stringsOf(value.headers),
    models: models.flatMap((raw: unknown, index) =>
      isRecord(raw) && typeof raw.id === 'string'
        ? [{ id: raw.id, name: text(raw.name), raw, path: [...path, 'models', index] }]
        : [],
    ),
  };
}

/** Measured with OpenClaw 2026.9.6: anthropic counts as Anthropic only if the block lists models. */
function defaultApi(id: string, listed: number): ApiForm {
  return id.toLowerCase() === 'anthropic' && listed ? 'anthropic-messages' : 'openai-completions';
}

/** The block as OpenClaw uses it for one model: a model entry may override `api`, `baseUrl` and `headers`. */
export function effectiveBlock(block: ProviderBlock, modelId: string | undefined): ProviderBlock {
  const model = block.models.find(({ id }) => id === modelId);
  const entry = model?.raw;
  if (!model || !entry || !['api', 'baseUrl', 'headers'].some((key) => entry[key] !== undefined))
    return block;
  const value: Record<string, unknown> = { ...block.value };
  let modelHeaders: ProviderBlock['modelHeaders'];
  if (typeof entry.api === 'string') value.api = entry.api;
  if (typeof entry.baseUrl === 'string') value.baseUrl = entry.baseUrl;
  if (isRecord(entry.headers)) {
    const overridden = new Set(Object.keys(entry.headers).map((name) => name.toLowerCase()));
    modelHeaders = { path: [...model.path, 'headers'], names: overridden };
    const inherited = Object.entries(isRecord(block.value.headers) ? block.value.headers : {});
    value.headers = {
      ...Object.fromEntries(inherited.filter(([name]) => !overridden.has(name.toLowerCase()))),
      ...entry.headers,
    };
  }
  return { ...readBlock(block.id, value), modelHeaders };
}

/** Whether this is Cloudflare's AI REST API: `{api}/accounts/{id}/ai/v1`, for any `{api}`. */
export function isRestAddress(baseUrl: string | undefined): boolean {
  return /\/accounts\/[^/]*\/ai(\/|$)/.test(baseUrl ?? '');
}

/** OpenClaw 2026.9.6 needs no key for a loopback address if the block has `api` and lists models. */
export function needsNoKey(block: ProviderBlock): boolean {
  const url = toUrl(block.baseUrl ?? '');
  return (
    url !== undefined && isLoopback(url.hostname) && block.apiRaw !== undefined && block.models.length > 0
  );
}

function addressesOf(block: ProviderBlock): string[] {
  return [block.baseUrl, ...block.models.map(({ raw }) => text(raw.baseUrl))].filter(
    (url) => url !== undefined,
  );
}

/** `/v1/{account}/{gateway}/{route}`, `/client/v4/accounts/{account}/ai` */
const LOCAL_GATEWAY = /^\/v1\/[0-9a-f]{32}\/[^/]+\/[^/]+|^\/client\/v4\/accounts\/[0-9a-f]{32}\/ai(\/|$)/;

export function leadsToGateway(text: string, origins: Origins): boolean {
  const url = toUrl(text.trim());
  if (!url) return /gateway\.ai\.cloudflare\.com/i.test(text);
  const at = (origin: string) => url.host === toUrl(origin)?.host;
  if (url.hostname === 'gateway.ai.cloudflare.com') return true;
  if (at(origins.gateway) && /^\/v1\/[^/]+\/[^/]+/.test(url.pathname)) return true;
  // A local sandbox is recognised by its path, even if the origin variables are not set.
  if (isLoopback(url.hostname) && LOCAL_GATEWAY.test(url.pathname)) return true;
  return (url.hostname === 'api.cloudflare.com' || at(origins.api)) && isRestAddress(url.pathname);
}

function stringsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
