/** `openclaw/secrets/`: where credentials are, what they refer to, which one is sent. */

import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import { FORMS } from '../../gateway/forms/forms.js';
import { isRecord } from '../../lib/json.js';
import { isRestAddress, needsNoKey, PROVIDER_ID, type ProviderBlock } from '../blocks/block.js';
import type { Payment } from '../blocks/recipes.js';
import type { HeldCredential } from '../machine/held-credentials.js';
import {
  type ConfiguredHeader,
  type CredentialProblem,
  configuredHeaders,
  headerProblems,
  missingAuthorization,
} from './block-headers.js';
import { keyProblems, secretProblems, variableProblems } from './credential-problems.js';
import { assignRoles, type Credential, type Roles, TOKEN_VARIABLE } from './credential-roles.js';
import type { Environment } from './environment.js';
import { ownVariable, ownVariableName } from './provider-variables.js';
import { type Reference, type ReferenceForm, readApiKey } from './references.js';

/** The credentials and headers that OpenClaw sends for a block. Header names are in lower case. */
export interface ResolvedCredentials {
  /** Of agent turns; empty if OpenClaw does not send requests. */
  agentHeaders: Record<string, string>;
  /** Of `openclaw infer` and other short jobs; empty if OpenClaw does not send requests. */
  inferHeaders: Record<string, string>;
  /** Of agent turns. */
  gatewayToken?: Credential;
  /** Of agent turns. */
  providerKey?: Credential;
  gatewayTokenIn: CredentialHeader[];
  providerKeyIn: CredentialHeader[];
  /** Form of the key: of `apiKey`, unless OpenClaw takes it from another place. */
  form: ReferenceForm;
  /** Where the key is, if only OpenClaw can read it: the other headers are still known. */
  held?: string;
  /** The id of that credential in OpenClaw's store. */
  profile?: string;
  /** The provider's own variable, if OpenClaw takes it in place of another key in `apiKey`. */
  outranking?: string;
  variables: string[];
  problems: CredentialProblem[];
}

export interface CredentialOptions {
  /** OpenClaw's own Cloudflare plugin is installed, even if it is off (measured with 2026.4.9 and 2026.6.6): its variable is
   * known by name and takes precedence over `apiKey`. */
  pluginInstalled?: boolean;
  /** `auth: "api-key"` puts the block's key first, as in newer versions; by default true. */
  configKeyFirst?: boolean;
  /** What OpenClaw keeps for providers. */
  held?: readonly HeldCredential[];
}

/** The key that OpenClaw uses. */
interface EffectiveKey {
  reference: Reference;
  held?: string;
  profile?: string;
  outranking?: string;
}

/** Resolves credentials as OpenClaw 2026.9.6 does. For a model with overrides, pass `effectiveBlock(...)`. */
export function resolveCredentials(
  block: ProviderBlock,
  environment: Environment,
  payment?: Payment,
  options: CredentialOptions = {},
): ResolvedCredentials {
  const { reference: key, held, profile, outranking } = effectiveKey(block, environment, options);
  const written = readApiKey(block.apiKey, environment);
  const headers = configuredHeaders(block, environment);
  const agentHeaders = resolveAgentHeaders(block, key, headers);
  const inferHeaders = resolveInferHeaders(block, key, headers);
  const roles = assignRoles(block, agentHeaders, variablesByHeader(block, key, headers), payment);
  const formProblems = [
    ...keyProblems(block, key, Object.keys(agentHeaders).length > 0),
    ...headers.flatMap(headerProblems),
    ...(held === undefined ? missingAuthorization(block, key, agentHeaders) : []),
  ];
  // Malformed credentials explain the failure already, so a split only matters without them.
  const split =
    formProblems.length || held ? undefined : findTransportSplit(block, agentHeaders, inferHeaders, roles);
  return {
    agentHeaders,
    inferHeaders,
    ...roles,
    form: key.form,
    held,
    profile,
    outranking,
    variables: [...new Set([...key.variables, ...headers.flatMap(({ reference }) => reference.variables)])],
    problems: [
      ...formProblems,
      ...secretProblems(block, written, headers),
      ...variableProblems(block, key, headers, environment),
      ...(split ? [{ cause: 'transport-split' as const, values: { detail: split }, path: block.path }] : []),
    ],
  };
}

/** In OpenClaw's order: a credential that the block names, the block's key with `auth: "api-key"`, a stored credential, the
 * provider's own variable, the block's key. Source: 2026.9.6, dist/model-auth-provider. */
function effectiveKey(
  block: ProviderBlock,
  environment: Environment,
  { pluginInstalled, configKeyFirst = true, held = [] }: CredentialOptions,
): EffectiveKey {
  const candidates = held.filter(({ provider }) => provider.toLowerCase() === block.id.toLowerCase());
  const named = candidates.find(({ id }) => id !== undefined && id === block.apiKey);
  if (named) return fromHeld(named, environment);
  const key = readApiKey(block.apiKey, environment, pluginInstalled ? [TOKEN_VARIABLE] : []);
  if (key.form === 'foreign-ref') return { reference: key, ...describeForeign(block.apiKey) };
  // A stored credential before a key in the config has its own finding, and OpenClaw falls back to that key.
  if (key.form !== 'missing' && block.auth === 'api-key' && configKeyFirst) return { reference: key };
  const stored = candidates.find(({ isStored }) => isStored);
  if (key.form === 'missing' && stored) return fromHeld(stored, environment);
  const own = ownVariable(block.id, environment, pluginInstalled);
  if (own && (own.outranks || key.form === 'missing')) {
    const differs = key.form !== 'missing' && key.agent !== own.value;
    return { reference: referenceTo(own.name, environment), outranking: differs ? own.name : undefined };
  }
  const [configured] = candidates;
  if (key.form !== 'missing') return { reference: key };
  if (configured) return fromHeld(configured, environment);
  // Defined, but without a value: that is why the key is missing.
  const name = ownVariableName(block.id);
  return { reference: name !== undefined && environment.lookup(name) ? referenceTo(name, environment) : key };
}

function fromHeld({ id, type, file, variable }: HeldCredential, environment: Environment): EffectiveKey {
  if (variable) return { reference: referenceTo(variable, environment) };
  const name = id ? `${id}${type ? ` (${type})` : ''}` : 'a credential';
  return { reference: { form: 'foreign-ref', variables: [] }, held: `${name} in ${file}`, profile: id };
}

function describeForeign(apiKey: unknown): Pick<EffectiveKey, 'held' | 'profile'> {
  if (isRecord(apiKey)) return { held: `a secret reference with source "${String(apiKey.source)}"` };
  return { held: `the stored credential ${String(apiKey)}`, profile: String(apiKey) };
}

function referenceTo(variable: string, environment: Environment): Reference {
  return readApiKey({ source: 'env', provider: 'default', id: variable }, environment);
}

function resolveAgentHeaders(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.agent === undefined && key.form !== 'foreign-ref' && !needsNoKey(block)) return {};
  return { ...keyHeaders(block, key.agent), ...lowerCaseNames(headers) };
}

/** For Cloudflare's provider id and the openai APIs, `infer` always sends the key in cf-aig-authorization, and drops
 * Authorization unless `headers.Authorization` sets it. */
function resolveInferHeaders(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.infer === undefined && key.form !== 'foreign-ref' && !needsNoKey(block)) return {};
  if (headers.some(({ reference }) => reference.form === 'template' && reference.infer === undefined))
    return {};
  const configured = lowerCaseNames(headers);
  if (block.id !== PROVIDER_ID || !block.api.startsWith('openai-')) {
    return { ...keyHeaders(block, key.infer), ...configured };
  }
  if (!headers.some(({ name }) => name === 'Authorization')) delete configured.authorization;
  return { ...configured, ...(key.infer !== undefined && { 'cf-aig-authorization': `Bearer ${key.infer}` }) };
}

/** The headers in which OpenClaw sends the key by default. */
function keyHeaders(block: ProviderBlock, key: string | undefined): Record<string, string> {
  if (key === undefined) return {};
  const name = FORMS[block.api].keyHeader;
  return {
    ...(name !== 'authorization' && { [name]: key }),
    ...((name === 'authorization' || block.value.authHeader === true) && { authorization: `Bearer ${key}` }),
  };
}

function lowerCaseNames(headers: readonly ConfiguredHeader[]): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name.toLowerCase(), value]])),
  );
}

function variablesByHeader(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  for (const name of Object.keys(keyHeaders(block, ''))) names.set(name, key.variables[0]);
  for (const { name, reference } of headers) names.set(name.toLowerCase(), reference.variables[0]);
  return names;
}

/** How the two transports differ if one of them cannot work; undefined if they do not. */
function findTransportSplit(
  block: ProviderBlock,
  agent: Record<string, string>,
  infer: Record<string, string>,
  { gatewayToken, providerKey }: Roles,
): string | undefined {
  if (block.id !== PROVIDER_ID || !block.api.startsWith('openai-')) return undefined;
  if (!Object.keys(agent).length || !Object.keys(infer).length) return undefined;
  if (isRestAddress(block.baseUrl)) {
    return infer.authorization ? undefined : 'infer sends no Authorization, which the REST API needs';
  }
  const sent = infer['cf-aig-authorization']?.replace(/^bearer\s+/i, '');
  if (gatewayToken && sent !== undefined && sent !== gatewayToken.value) {
    return 'infer sends the apiKey in cf-aig-authorization, where the gateway token belongs';
  }
  if (providerKey?.header !== 'authorization' || infer.authorization) return undefined;
  return providerKey.value === gatewayToken?.value
    ? 'agent turns also send the gateway token in Authorization, where Cloudflare takes it for the provider key'
    : 'infer does not send the provider key in Authorization';
}
