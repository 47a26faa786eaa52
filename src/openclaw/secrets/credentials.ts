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

/** What OpenClaw sends for a block. Header names are in lower case; only headers that the config decides. */
export interface ResolvedCredentials {
  /** Agent turns; empty when OpenClaw makes no request at all. */
  agentHeaders: Record<string, string>;
  /** `openclaw infer` and other short jobs; empty when OpenClaw makes no request at all. */
  inferHeaders: Record<string, string>;
  /** Of an agent turn. */
  gatewayToken?: Credential;
  /** Of an agent turn. */
  providerKey?: Credential;
  gatewayTokenIn: CredentialHeader[];
  providerKeyIn: CredentialHeader[];
  /** How `apiKey` is written. */
  form: ReferenceForm;
  variables: string[];
  problems: CredentialProblem[];
}

export interface CredentialOptions {
  /** OpenClaw's own Cloudflare plugin is installed: its variable is then known by name and outranks `apiKey`. */
  pluginInstalled?: boolean;
}

/** As OpenClaw 2026.9.6 does it; pass `effectiveBlock(...)` for a model with overrides of its own. */
export function resolveCredentials(
  block: ProviderBlock,
  environment: Environment,
  payment?: Payment,
  options: CredentialOptions = {},
): ResolvedCredentials {
  const key = effectiveKey(block, environment, options);
  const headers = configuredHeaders(block, environment);
  const agentHeaders = sentByAgent(block, key, headers);
  const inferHeaders = sentByInfer(block, key, headers);
  const roles = assignRoles(block, agentHeaders, variablesByHeader(block, key, headers), payment);
  const written = [
    ...keyProblems(block, key, Object.keys(agentHeaders).length > 0),
    ...headers.flatMap(headerProblems),
  ];
  // What is written wrongly goes wrong by itself; a split is worth telling only of what is written well.
  const split = written.length ? undefined : splitsTransports(block, agentHeaders, inferHeaders, roles);
  return {
    agentHeaders,
    inferHeaders,
    ...roles,
    form: key.form,
    variables: [...new Set([...key.variables, ...headers.flatMap(({ reference }) => reference.variables)])],
    problems: [
      ...written,
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

function sentByAgent(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.agent === undefined && !needsNoKey(block)) return {};
  return { ...keyHeaders(block, key.agent), ...lowerCased(headers) };
}

/** For Cloudflare's provider id and the openai APIs `infer` puts the key into cf-aig-authorization, whatever the config
 * says there, and drops Authorization unless `headers.Authorization` gives one. */
function sentByInfer(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): Record<string, string> {
  if (key.infer === undefined && !needsNoKey(block)) return {};
  if (headers.some(({ reference }) => reference.form === 'template' && reference.infer === undefined))
    return {};
  const own = lowerCased(headers);
  if (block.id !== PROVIDER_ID || !block.api.startsWith('openai-')) {
    return { ...keyHeaders(block, key.infer), ...own };
  }
  if (!headers.some(({ name }) => name === 'Authorization')) delete own.authorization;
  return { ...own, ...(key.infer !== undefined && { 'cf-aig-authorization': `Bearer ${key.infer}` }) };
}

/** Where OpenClaw puts the key by itself. */
function keyHeaders(block: ProviderBlock, key: string | undefined): Record<string, string> {
  if (key === undefined) return {};
  const name = FORMS[block.api].keyHeader;
  return {
    ...(name !== 'authorization' && { [name]: key }),
    ...((name === 'authorization' || block.value.authHeader === true) && { authorization: `Bearer ${key}` }),
  };
}

function lowerCased(headers: readonly ConfiguredHeader[]): Record<string, string> {
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

/** How the two transports differ where one of them cannot work; undefined: both carry the same credentials. */
function splitsTransports(
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
    ? 'agent turns send the gateway token in Authorization as well, where Cloudflare takes it for the provider key'
    : 'infer does not send the provider key in Authorization';
}
