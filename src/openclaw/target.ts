import type { Sent } from '../diagnosis/exchange/exchange.js';
import type { Values } from '../diagnosis/reading/values.js';
import type { BaseUrl, UrlProblem } from '../gateway/address/base-url.js';
import { type Origins, originsFor } from '../gateway/address/origins.js';
import { parseBaseUrl } from '../gateway/address/parse-base-url.js';
import { redactUrl } from '../gateway/address/url-text.js';
import { recogniseCredential } from '../gateway/credentials/credential-kinds.js';
import { isPlaceholderKey } from '../gateway/credentials/placeholders.js';
import { providerOf } from '../gateway/providers/provider-of.js';
import { providerValues } from '../gateway/providers/provider-values.js';
import type { Access } from '../gateway/requests/access.js';
import { nearest } from '../lib/nearest.js';
import { effectiveBlock, PROVIDER_ID, type ProviderBlock } from './blocks/block.js';
import { primaryModel } from './blocks/model-refs.js';
import { type ClientSetup, clientBlock, clientCredentials } from './client-setup.js';
import type { Place } from './files/locate.js';
import { hasFeature } from './machine/openclaw-features.js';
import { describeOrigin } from './secrets/credential-problems.js';
import { isProviderVariable, TOKEN_VARIABLE } from './secrets/credential-roles.js';
import {
  type CredentialOptions,
  type ResolvedCredentials,
  resolveCredentials,
} from './secrets/credentials.js';
import type { Environment } from './secrets/environment.js';
import { otherProvidersKey } from './secrets/other-providers-key.js';
import type { Snapshot } from './snapshot.js';

/** One block as OpenClaw uses it for one model, with everything that a request needs. Plain data. */
export interface Target {
  block: ProviderBlock;
  /** The model that the block is used for. */
  modelId?: string;
  url?: BaseUrl;
  urlProblems: UrlProblem[];
  credentials: ResolvedCredentials;
  /** Shadowed values of the token's variable. */
  otherTokens: readonly OtherToken[];
  /** Undefined if the base URL cannot be parsed. */
  access?: Access;
  origins: Origins;
  /** The user's values for titles and steps. */
  values: Values;
}

/** A value that another place gives to a variable. */
export interface OtherToken {
  value: string;
  /** Where it is, for people. */
  place: string;
  /** Where the value is that wins. */
  winner: string;
  /** The variable, if it is exported where cf-aig runs and that value wins. */
  exported?: string;
}

export interface Choice {
  /** `--provider-id` */
  providerId?: string;
  /** Without the provider id; by default the primary model, otherwise the first one listed. */
  modelId?: string;
}

/**
 * The block to use: the named one; otherwise that of the primary model, that with Cloudflare's own id, or the first.
 * Undefined if there is none, or none with that name.
 */
export function blockOf(
  { blocks, config }: Pick<Snapshot, 'blocks' | 'config'>,
  providerId?: string,
): ProviderBlock | undefined {
  const named = (id: string | undefined) => blocks.find((block) => block.id === id);
  if (providerId !== undefined) return named(providerId);
  return named(primaryModel(config.value)?.providerId) ?? named(PROVIDER_ID) ?? blocks[0];
}

/** Whether `blockOf` has to guess: there are several blocks, and neither the primary model nor an id decides. */
export function isAmbiguous({ blocks, config }: Pick<Snapshot, 'blocks' | 'config'>): boolean {
  const preferred = [primaryModel(config.value)?.providerId, PROVIDER_ID];
  return blocks.length > 1 && !blocks.some(({ id }) => preferred.includes(id));
}

/** The only rule for which block and which model a command uses. */
export function targetOf(snapshot: Snapshot, { providerId, modelId }: Choice = {}): Target | undefined {
  if (snapshot.client) return clientTarget(snapshot.client, modelId ?? snapshot.client.model, snapshot);
  const block = blockOf(snapshot, providerId);
  if (!block) return undefined;
  const primary = primaryModel(snapshot.config.value);
  const defaultModel = primary?.providerId === block.id ? primary.modelId : block.models[0]?.id;
  const model = modelId ?? defaultModel;
  return resolveTarget(effectiveBlock(block, model), model, { ...snapshot, ...credentialOptions(snapshot) });
}

/** What decides about credentials besides the block and the environment. */
export function credentialOptions({
  plugin,
  installation,
  held,
}: Pick<Snapshot, 'plugin' | 'installation' | 'held'>): CredentialOptions {
  const version = installation?.version;
  return {
    pluginInstalled: plugin !== undefined || !hasFeature(version, 'separate-cloudflare-plugin'),
    configKeyFirst: hasFeature(version, 'config-key-first'),
    held,
  };
}

/** Resolves a block in an environment. Apply a model's overrides with `effectiveBlock` first. */
export function resolveTarget(
  block: ProviderBlock,
  modelId: string | undefined,
  o: Surroundings & CredentialOptions,
): Target {
  const target = withCredentials(block, modelId, resolveCredentials(block, o.environment, undefined, o), o);
  return { ...target, urlProblems: nameVariables(target.urlProblems, block.baseUrl, o.environment) };
}

interface Surroundings {
  environment: Environment;
  origins: Origins;
  place?: Place;
}

/** The same for another client than OpenClaw; texts name it, and the user's own variables. */
function clientTarget(
  client: ClientSetup,
  modelId: string,
  { environment, origins }: Pick<Snapshot, 'environment' | 'origins'>,
): Target {
  const credentials = clientCredentials(client, environment);
  const target = withCredentials(clientBlock(client), modelId, credentials, { environment, origins });
  const { tokenVariable, keyVariable = target.values.keyVariable } = client;
  const named = { client: CLIENT, modelRef: modelId, tokenVariable, tokenPlace: tokenVariable, keyVariable };
  return { ...target, values: { ...target.values, ...named } };
}

/** What texts call another client than OpenClaw. */
const CLIENT = 'your client';

function withCredentials(
  block: ProviderBlock,
  modelId: string | undefined,
  credentials: ResolvedCredentials,
  o: Surroundings,
): Target {
  const { environment } = o;
  const { url, problems: urlProblems } = parseBaseUrl(block.baseUrl ?? '', o.origins, block.api);
  const origins = originsFor(o.origins, block.baseUrl ?? '', credentials.gatewayToken?.value);
  const otherTokens = shadowedValues(credentials.gatewayToken?.variable, environment);
  const plain = { block, modelId, url, urlProblems, credentials, otherTokens, origins };
  const values = valuesOf(plain, o.place);
  const keyVariable = credentials.providerKey?.variable;
  const [shadowed] = keyVariable === values.keyVariable ? shadowedValues(keyVariable, environment) : [];
  return {
    ...plain,
    access: accessOf(plain),
    values: {
      ...values,
      shadowedKey: shadowed?.place,
      keyWinner: shadowed?.winner,
      exported: shadowed?.exported,
    },
  };
}

/** A variable without a value leaves its reference in the address, which looks like a placeholder. */
function nameVariables(
  problems: readonly UrlProblem[],
  baseUrl: string | undefined,
  environment: Environment,
): UrlProblem[] {
  const variable = /\$\{([A-Z_][A-Z0-9_]*)\}/.exec(baseUrl ?? '')?.[1];
  if (variable === undefined) return [...problems];
  const named: UrlProblem = environment.lookup(variable)
    ? { cause: 'variable-empty', values: { variable } }
    : {
        cause: 'variable-missing',
        values: { variable, nearest: nearest(variable, environment.names()) },
      };
  return problems.map((problem) => (problem.cause === 'base-url-placeholder' ? named : problem));
}

/** All secrets of a target. An unresolved reference is sent as text, so it is not one. */
export function targetSecrets({ credentials: { gatewayToken, providerKey }, otherTokens }: Target): string[] {
  const credentials = [gatewayToken, providerKey].filter((one) => one && !one.unresolved);
  return [...credentials, ...otherTokens].flatMap((one) => one?.value ?? []);
}

function shadowedValues(variable: string | undefined, environment: Environment): OtherToken[] {
  const source = variable === undefined ? undefined : environment.lookup(variable);
  if (!source) return [];
  const winner = describeOrigin(source.from);
  const exported = source.from.kind === 'process' ? variable : undefined;
  return source.shadowed
    .filter(({ differs, value }) => differs && value !== '')
    .map(({ value, ...origin }) => ({ value, place: describeOrigin(origin), winner, exported }));
}

/** The values that are known without a block. */
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
    sentAuth: { gatewayTokenIn, providerKeyIn, providerKeyIs: dummyKeyOf(credentials) },
  };
}

/** What is sent as the provider key, if it cannot be a real one. */
function dummyKeyOf({ gatewayToken, providerKey }: ResolvedCredentials): Sent['providerKeyIs'] {
  if (!providerKey) return undefined;
  if (providerKey.value === gatewayToken?.value) return 'gateway-token';
  return isPlaceholderKey(providerKey.value) ? 'placeholder' : undefined;
}

function valuesOf(target: Resolved, place: Place | undefined): Values {
  const { block, modelId, url, credentials } = target;
  const provider = providerOf(url?.route, modelId);
  const key = credentials.providerKey;
  const otherKey = key && provider && otherProvidersKey(key, provider);
  // The REST API takes the gateway from a header; without one it uses `default`.
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
    ...providerValues(provider),
    model: modelId,
    modelRef: modelId && `${block.id}/${modelId}`,
    tokenVariable: tokenVariableOf(credentials),
    tokenPlace: tokenPlaceOf(target, place),
    // Steps tell to write into it: a key of another provider must not be lost.
    keyVariable: otherKey ? provider.keyVariable : (key?.variable ?? provider?.keyVariable),
    otherKey,
  };
}

/** Steps tell to write the token into it: a provider's key in its own variable must not be lost. */
function tokenVariableOf({ gatewayToken }: ResolvedCredentials): string | undefined {
  if (!gatewayToken?.variable || gatewayToken.unresolved) return gatewayToken?.variable;
  const holdsKey =
    isProviderVariable(gatewayToken.variable) &&
    recogniseCredential(gatewayToken.value).kind === 'provider-key';
  return holdsKey ? TOKEN_VARIABLE : gatewayToken.variable;
}

/** The token's variable or, if it has none, where it is in the config: in apiKey or in a header. */
function tokenPlaceOf({ block, credentials }: Resolved, place: Place | undefined): string | undefined {
  const token = credentials.gatewayToken;
  if (!token || token.variable) return token?.variable;
  if (!place) return undefined;
  const inHeaders = Object.keys(block.headers).some((name) => name.toLowerCase() === token.header);
  return `${inHeaders ? `the header ${token.header}` : 'apiKey'} in ${place.configPath}`;
}
