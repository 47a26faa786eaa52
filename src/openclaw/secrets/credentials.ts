/** `openclaw/secrets/`: where credentials are, what they refer to, which one is sent. */

import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import { FORMS } from '../../gateway/forms/forms.js';
import { isRestAddress, needsNoKey, PROVIDER_ID, type ProviderBlock } from '../blocks/block.js';
import type { Payment } from '../blocks/recipes.js';
import {
  type ConfiguredHeader,
  type CredentialProblem,
  configuredHeaders,
  headerProblems,
} from './block-headers.js';
import { keyProblems, secretProblems, variableProblems } from './credential-problems.js';
import { assignRoles, type Credential, type Roles, TOKEN_VARIABLE } from './credential-roles.js';
import type { Environment } from './environment.js';
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
  /** Form of `apiKey`. */
  form: ReferenceForm;
  variables: string[];
  problems: CredentialProblem[];
}

export interface CredentialOptions {
  /** OpenClaw's own Cloudflare plugin is installed, so its variable is known by name and takes precedence over `apiKey`. */
  pluginInstalled?: boolean;
}

/** Resolves credentials as OpenClaw 2026.9.6 does. For a model with overrides, pass `effectiveBlock(...)`. */
export function resolveCredentials(
  block: ProviderBlock,
  environment: Environment,
  payment?: Payment,
  options: CredentialOptions = {},
): ResolvedCredentials {
  const key = effectiveKey(block, environment, options);
  const headers = configuredHeaders(block, environment);
  const agentHeaders = resolveAgentHeaders(block, key, headers);
  const inferHeaders = resolveInferHeaders(block, key, headers);
  const roles = assignRoles(block, agentHeaders, variablesByHeader(block, key, headers), payment);
  const formProblems = [
    ...keyProblems(block, key, Object.keys(agentHeaders).length > 0),
    ...headers.flatMap(headerProblems),
  ];
  // Malformed credentials explain the failure already, so a split only matters without them.
  const split = formProblems.length
    ? undefined
    : findTransportSplit(block, agentHeaders, inferHeaders, roles);
  return {
    agentHeaders,
    inferHeaders,
    ...roles,
    form: key.form,
    variables: [...new Set([...key.variables, ...headers.flatMap(({ reference }) => reference.variables)])],
    problems: [
      ...formProblems,
      ...secretProblems(block, key, headers),
      ...variableProblems(block, key, headers, environment),
      ...(split ? [{ cause: 'transport-split' as const, values: { detail: split }, path: block.path }] : []),
    ],
  };
}

function effectiveKey(block: ProviderBlock, environment: Environment, options: CredentialOptions): Reference {
  const pluginNames = options.pluginInstalled ? [TOKEN_VARIABLE] : [];
  const key = readApiKey(block.apiKey, environment, pluginNames);
  if (!options.pluginInstalled || block.id !== PROVIDER_ID || block.auth === 'api-key') return key;
  const fromPlugin = readApiKey(TOKEN_VARIABLE, environment, pluginNames);
  return environment.lookup(TOKEN_VARIABLE)?.value ? fromPlugin : key;
}

function resolveAgentHeaders(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.agent === undefined && !needsNoKey(block)) return {};
  return { ...keyHeaders(block, key.agent), ...lowerCaseNames(headers) };
}

/** For Cloudflare's provider id and the openai APIs, `infer` always sends the key in cf-aig-authorization, and drops
 * Authorization unless `headers.Authorization` sets it. */
function resolveInferHeaders(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.infer === undefined && !needsNoKey(block)) return {};
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
