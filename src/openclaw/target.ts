import type { Sent } from '../diagnosis/exchange/exchange.js';
import type { Values } from '../diagnosis/reading/values.js';
import type { BaseUrl, UrlProblem } from '../gateway/address/base-url.js';
import type { Origins } from '../gateway/address/origins.js';
import { parseBaseUrl } from '../gateway/address/parse-base-url.js';
import { redactUrl } from '../gateway/address/url-text.js';
import { isPlaceholderKey } from '../gateway/credentials/placeholders.js';
import { providerOf } from '../gateway/providers/provider-of.js';
import type { Access } from '../gateway/requests/access.js';
import { effectiveBlock, PROVIDER_ID, type ProviderBlock } from './blocks/block.js';
import { primaryModel } from './blocks/model-refs.js';
import type { Place } from './files/locate.js';
import { pluginSwitch } from './machine/plugin.js';
import { describeOrigin } from './secrets/credential-problems.js';
import { type ResolvedCredentials, resolveCredentials } from './secrets/credentials.js';
import type { Environment } from './secrets/environment.js';
import type { Snapshot } from './snapshot.js';

/** One block, as OpenClaw would use it for one model, with everything that a request through it needs. Plain data. */
export interface Target {
  block: ProviderBlock;
  /** The model it is looked at for. */
  modelId?: string;
  url?: BaseUrl;
  urlProblems: UrlProblem[];
  credentials: ResolvedCredentials;
  /** Other values of the token's variable, which lose against the one that is sent. */
  otherTokens: readonly OtherToken[];
  /** Missing where the base URL cannot be read. */
  access?: Access;
  origins: Origins;
  /** The user's own values, to fill titles and steps with. */
  values: Values;
}

/** A value that another place gives to a variable. */
export interface OtherToken {
  value: string;
  /** Where it is, for people. */
  place: string;
  /** Where the value is that wins. */
  winner: string;
}

export interface Choice {
  /** `--provider-id` */
  providerId?: string;
  /** The id without the block's; by default the primary model, else the first one listed. */
  modelId?: string;
}

/**
 * The block that is meant: the one named; else that of the primary model; else Cloudflare's own id; else the first.
 * undefined: there is none, or none of that name.
 */
export function blockOf(
  { blocks, config }: Pick<Snapshot, 'blocks' | 'config'>,
  providerId?: string,
): ProviderBlock | undefined {
  const named = (id: string | undefined) => blocks.find((block) => block.id === id);
  if (providerId !== undefined) return named(providerId);
  return named(primaryModel(config.value)?.providerId) ?? named(PROVIDER_ID) ?? blocks[0];
}

/** Whether `blockOf` has to guess: several blocks, and neither the primary model nor a name says which. */
export function isAmbiguous({ blocks, config }: Pick<Snapshot, 'blocks' | 'config'>): boolean {
  const meant = [primaryModel(config.value)?.providerId, PROVIDER_ID];
  return blocks.length > 1 && !blocks.some(({ id }) => meant.includes(id));
}

/** The only rule for which block and which model are meant. */
export function targetOf(snapshot: Snapshot, { providerId, modelId }: Choice = {}): Target | undefined {
  const block = blockOf(snapshot, providerId);
  if (!block) return undefined;
  const primary = primaryModel(snapshot.config.value);
  const usual = primary?.providerId === block.id ? primary.modelId : block.models[0]?.id;
  return resolveTarget(effectiveBlock(block, modelId ?? usual), modelId ?? usual, {
    ...snapshot,
    pluginInstalled: snapshot.plugin !== undefined && pluginSwitch(snapshot.config.value) === undefined,
  });
}

/** What the block comes to in this environment. A model's own address and headers are in the block already. */
export function resolveTarget(
  block: ProviderBlock,
  modelId: string | undefined,
  o: { environment: Environment; origins: Origins; place?: Place; pluginInstalled?: boolean },
): Target {
  const { origins, environment, pluginInstalled } = o;
  const { url, problems: urlProblems } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  const credentials = resolveCredentials(block, environment, undefined, { pluginInstalled });
  const otherTokens = othersOf(credentials.gatewayToken?.variable, environment);
  const plain = { block, modelId, url, urlProblems, credentials, otherTokens, origins };
  return { ...plain, access: accessOf(plain), values: valuesOf(plain, o.place) };
}

/** What OpenClaw sends as a credential: a reference that it does not resolve goes out as its own text, no secret. */
export function sentSecrets({ credentials: { gatewayToken, providerKey }, otherTokens }: Target): string[] {
  const sent = [gatewayToken, providerKey].flatMap((one) => (one && !one.unresolved ? [one.value] : []));
  return [...sent, ...otherTokens.map(({ value }) => value)];
}

function othersOf(variable: string | undefined, environment: Environment): OtherToken[] {
  const source = variable === undefined ? undefined : environment.lookup(variable);
  if (!source) return [];
  const winner = describeOrigin(source.from);
  return source.shadowed
    .filter(({ differs, value }) => differs && value !== '')
    .map(({ value, ...origin }) => ({ value, place: describeOrigin(origin), winner }));
}

/** What texts can say where there is no block. */
export function valuesOfPlace(place: Place): Values {
  return { file: place.configPath, envFile: place.envPath };
}

type Resolved = Omit<Target, 'access' | 'values'>;

function accessOf({ block, url, credentials }: Resolved): Access | undefined {
  if (!url) return undefined;
  const { gatewayToken, providerKey, agentHeaders, gatewayTokenIn, providerKeyIn } = credentials;
  return {
    baseUrl: url,
    api: block.api,
    headers: agentHeaders,
    gatewayToken: gatewayToken?.value,
    providerKey: providerKey?.value,
    sentAuth: { gatewayTokenIn, providerKeyIn, providerKeyIs: noRealKey(credentials) },
  };
}

/** What is sent as provider key, when it can be none. */
function noRealKey({ gatewayToken, providerKey }: ResolvedCredentials): Sent['providerKeyIs'] {
  if (!providerKey) return undefined;
  if (providerKey.value === gatewayToken?.value) return 'gateway-token';
  return isPlaceholderKey(providerKey.value) ? 'placeholder' : undefined;
}

function valuesOf(target: Resolved, place: Place | undefined): Values {
  const { block, modelId, url, credentials } = target;
  const provider = providerOf(url?.route, modelId);
  // The REST API takes the gateway from a header, and `default` without one.
  const onRest = url?.plane === 'rest';
  return {
    ...(place && valuesOfPlace(place)),
    baseUrl: block.baseUrl && redactUrl(block.baseUrl),
    accountId: url?.accountId,
    gateway:
      url?.gateway ?? (onRest ? (credentials.agentHeaders['cf-aig-gateway-id'] ?? 'default') : undefined),
    permission: onRest ? 'Workers AI > Read' : undefined,
    route: url?.route,
    api: block.api,
    provider: provider?.slug,
    providerName: provider?.name,
    keysUrl: provider?.keysUrl,
    model: modelId,
    modelRef: modelId && `${block.id}/${modelId}`,
    tokenVariable: credentials.gatewayToken?.variable,
    tokenPlace: tokenPlaceOf(target, place),
    keyVariable: credentials.providerKey?.variable ?? provider?.keyVariable,
  };
}

/** A token without a variable stands in the config itself: under apiKey, or under the header's own name. */
function tokenPlaceOf({ block, credentials }: Resolved, place: Place | undefined): string | undefined {
  const token = credentials.gatewayToken;
  if (!token || token.variable) return token?.variable;
  if (!place) return undefined;
  const inHeaders = Object.keys(block.headers).some((name) => name.toLowerCase() === token.header);
  return `${inHeaders ? `the header ${token.header}` : 'apiKey'} in ${place.configPath}`;
}
