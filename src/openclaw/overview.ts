import { parseBaseUrl } from '../gateway/address/parse-base-url.js';
import { redactUrl } from '../gateway/address/url-text.js';
import { leadsToGateway, type ProviderBlock } from './blocks/block.js';
import { memorySearchBlock } from './blocks/memory-search.js';
import { fallbackModels, primaryModel } from './blocks/model-refs.js';
import type { Payment } from './blocks/recipes.js';
import { paymentOf } from './secrets/credential-roles.js';
import { resolveCredentials } from './secrets/credentials.js';
import type { Origin } from './secrets/environment.js';
import type { Snapshot } from './snapshot.js';
import { credentialOptions } from './target.js';

/** The setup according to the files, without secrets. */
export interface Overview {
  blocks: BlockOverview[];
  /** `agents.defaults.model`. */
  primary: string | null;
  fallbacks: string[];
  /** The model of the embeddings, if `memory.search` has an address of its own and it leads to a gateway. */
  memorySearch: { model: string | null; baseUrl: string } | null;
}

export interface BlockOverview {
  id: string;
  baseUrl: string | null;
  route: string | null;
  api: string;
  accountId: string | null;
  gateway: string | null;
  /** Without the key in `heldKey`, which may be the provider's or the token. */
  payment: Payment;
  /** Where the key is, if only OpenClaw can read it. */
  heldKey: string | null;
  variables: VariableOverview[];
  /** Names only: a value may be a secret. */
  headers: string[];
  models: string[];
}

export interface VariableOverview {
  name: string;
  /** Where its value comes from; null if it is not defined. */
  from: Origin | null;
  /** Defined but empty, which OpenClaw treats as missing. */
  empty: boolean;
}

export function overviewOf(snapshot: Snapshot): Overview {
  const { value } = snapshot.config;
  return {
    blocks: snapshot.blocks.map((block) => blockOverview(block, snapshot)),
    primary: primaryModel(value)?.ref ?? null,
    fallbacks: fallbackModels(value).map(({ ref }) => ref),
    memorySearch: memorySearchOverview(snapshot),
  };
}

function blockOverview(block: ProviderBlock, snapshot: Snapshot): BlockOverview {
  const { environment, origins } = snapshot;
  const { url } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  const credentials = resolveCredentials(block, environment, undefined, credentialOptions(snapshot));
  return {
    id: block.id,
    baseUrl: block.baseUrl === undefined ? null : publicUrl(block.baseUrl),
    route: url?.route ?? null,
    api: block.api,
    accountId: url?.accountId ?? null,
    gateway: url?.gateway ?? block.headers['cf-aig-gateway-id'] ?? null,
    payment: paymentOf(credentials),
    heldKey: credentials.held ?? null,
    variables: credentials.variables.map((name) => {
      const source = environment.lookup(name);
      return { name, from: source?.from ?? null, empty: source?.value === '' };
    }),
    headers: Object.keys(block.headers),
    models: block.models.map(({ id }) => id),
  };
}

function memorySearchOverview({ config, origins }: Snapshot): Overview['memorySearch'] {
  const { baseUrl, models = [] } = memorySearchBlock(config.value) ?? {};
  if (baseUrl === undefined || !leadsToGateway(baseUrl, origins)) return null;
  return { model: models[0]?.id ?? null, baseUrl: publicUrl(baseUrl) };
}

/** The part before an @ could be a password. */
function publicUrl(url: string): string {
  return redactUrl(url.replace(/\/\/[^/@]*@/, '//'));
}
