import type { ApiForm, CredentialHeader } from '../diagnosis/exchange/exchange.js';
import { FORMS } from '../gateway/forms/forms.js';
import { isRestAddress, type ProviderBlock, readBlock } from './blocks/block.js';
import { missingAuthorization } from './secrets/block-headers.js';
import { assignRoles, type Credential } from './secrets/credential-roles.js';
import type { ResolvedCredentials } from './secrets/credentials.js';
import type { Environment } from './secrets/environment.js';

/** What another client than OpenClaw sends to a gateway, as the command line describes it. */
export interface ClientSetup {
  baseUrl: string;
  api: ApiForm;
  model: string;
  /** The variable with the gateway token. */
  tokenVariable?: string;
  /** The header that carries it. */
  tokenHeader: CredentialHeader;
  /** The variable with the provider's own key. */
  keyVariable?: string;
  /** All other headers, by name in lower case, with values in place of variables. */
  headers: Readonly<Record<string, string>>;
  /** The variables whose values they contain. */
  headerVariables: readonly string[];
}

/** Of the block that stands for the client: no setup of OpenClaw's. */
const BLOCK_ID = 'client';

/** Where a client sends the gateway token unless it is told otherwise: the REST API has no header of its own for it. */
export function usualTokenHeader(baseUrl: string): CredentialHeader {
  return isRestAddress(baseUrl) ? 'authorization' : 'cf-aig-authorization';
}

/** The header in which a client of this form sends the provider's key. */
export function keyHeaderOf({ api }: Pick<ClientSetup, 'api'>): CredentialHeader {
  return FORMS[api].keyHeader;
}

/** The client as a block of OpenClaw's that lists no models: nothing tells which ones it knows. */
export function clientBlock({ baseUrl, api, headers }: ClientSetup): ProviderBlock {
  return readBlock(BLOCK_ID, { baseUrl, api, headers: { ...headers }, models: [] });
}

/** What the client sends: all that is named, in the headers that are named. */
export function clientCredentials(client: ClientSetup, environment: Environment): ResolvedCredentials {
  const { tokenVariable, tokenHeader, keyVariable, headers } = client;
  const gatewayToken = credentialIn(tokenHeader, tokenVariable, environment);
  const providerKey = credentialIn(keyHeaderOf(client), keyVariable, environment);
  const sent = [providerKey, gatewayToken].filter((one) => one !== undefined);
  const all = {
    ...headers,
    ...Object.fromEntries(sent.map(({ header, value }) => [header, inHeader(header, value)])),
  };
  const variables = sent.flatMap(({ variable }) => variable ?? []);
  const roles = gatewayToken
    ? {
        gatewayToken,
        providerKey,
        gatewayTokenIn: [gatewayToken.header],
        providerKeyIn: providerKey ? [providerKey.header] : [],
      }
    : // What is called a key may be the gateway token in a header of the provider.
      assignRoles(
        clientBlock(client),
        all,
        new Map(sent.map((one) => [one.header, one.variable])),
        undefined,
      );
  return {
    agentHeaders: all,
    inferHeaders: all,
    ...roles,
    form: 'template',
    variables,
    problems: missingAuthorization(clientBlock(client), { variables }, all),
  };
}

function credentialIn(
  header: CredentialHeader,
  variable: string | undefined,
  environment: Environment,
): Credential | undefined {
  if (variable === undefined) return undefined;
  const value = (environment.lookup(variable)?.value ?? '').trim();
  // For a header of their own making, clients take the whole value from a variable; before a key they write Bearer themselves.
  const isWhole = header === 'cf-aig-authorization';
  return { header, variable, value: isWhole ? value.replace(/^bearer\s+/i, '') : value };
}

function inHeader(header: CredentialHeader, value: string): string {
  return header.endsWith('authorization') ? `Bearer ${value}` : value;
}
