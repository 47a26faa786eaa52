import { providerBySlug } from '../../gateway/providers/providers.js';
import { jsonObject } from '../../lib/json.js';
import type { SandboxGateway } from '../config/config-types.js';
import { upstreamUrl } from '../config/provider-address.js';
import { nameOf, records } from '../provider/conversation/read-content.js';
import { keySlug, secretKey } from '../state/map-keys.js';
import type { State } from '../state/state.js';

/** Milliseconds. */
const TIMEOUT = 3_000;

/** The models of the real providers, by slug, as they list them; those that do not are left out. */
export async function upstreamModels(
  state: State,
  gateway: SandboxGateway,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lists = await Promise.all(
    [...state.upstreams].map(async ([slug, base]): Promise<[string, string[]][]> => {
      const models = await listModels(state, slug, base, storedKey(state, gateway, slug)).catch(() => []);
      return models.length > 0 ? [[slug, models]] : [];
    }),
  );
  return new Map(lists.flat());
}

function storedKey({ secrets }: State, gateway: SandboxGateway, slug: string): string | undefined {
  return secrets.get(secretKey(gateway, keySlug(slug), 'default'));
}

async function listModels(state: State, slug: string, base: URL, key: string | undefined): Promise<string[]> {
  const { modelsPath = 'v1/models', keyHeader = 'authorization' } = providerBySlug(slug) ?? {};
  const url = upstreamUrl(slug, base, `/${modelsPath}`, '');
  const { dispatcher } = await state.dispatchers.connectionFor(url);
  const { statusCode, body } = await dispatcher.request({
    origin: url.origin,
    path: url.pathname,
    method: 'GET',
    headers: {
      'accept-encoding': 'identity',
      ...(slug === 'anthropic' && { 'anthropic-version': '2023-06-01' }),
      ...(key !== undefined && { [keyHeader]: keyHeader === 'authorization' ? `Bearer ${key}` : key }),
    },
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await body.text();
  if (statusCode !== 200) return [];
  const { data, models } = jsonObject(text) ?? {};
  return records(data ?? models).flatMap(({ id, name }) => nameOf(id ?? name).replace(/^models\//, '') || []);
}
