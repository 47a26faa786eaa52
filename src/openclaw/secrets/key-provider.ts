import type { Origins } from '../../gateway/address/origins.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { PROVIDERS, providerBySlug } from '../../gateway/providers/providers.js';
import type { ProviderBlock } from '../blocks/block.js';
import { addressOf } from '../blocks/block-address.js';
import { primaryModel } from '../blocks/model-refs.js';
import { modelsOfBlock } from '../blocks/model-roles.js';
import { providerSlugOf } from '../blocks/recipe-model-ids.js';
import { keyVariableOf, type Payment } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { type Credential, paymentOf } from './credential-roles.js';
import { type ResolvedCredentials, resolveCredentials } from './credentials.js';
import { dummyEnvironment, type Environment } from './environment.js';
import { otherProvidersKey } from './other-providers-key.js';

interface Files {
  config: Pick<OpenClawConfig, 'value'>;
  origins: Origins;
  environment: Environment;
}

/** Slug of the provider whose own key a block sends; undefined: it sends none, or nothing tells. */
export function keyProviderOf(block: ProviderBlock, files: Files): string | undefined {
  const { providerKey } = credentialsOf(block, files);
  if (!providerKey) return undefined;
  const name = providerKey.variable?.replace(/_\d$/, '');
  const owner = PROVIDERS.find(({ slug }) => keyVariableOf(slug) === name);
  return owner?.slug ?? modelProviders(block, files).find((slug) => mayBeOf(providerKey, slug));
}

/** OpenClaw may have variables that are not set here. */
function credentialsOf(block: ProviderBlock, { environment }: Files): ResolvedCredentials {
  const credentials = resolveCredentials(block, environment);
  const hasAny = credentials.gatewayToken ?? credentials.providerKey;
  return hasAny ? credentials : resolveCredentials(block, dummyEnvironment());
}

function mayBeOf(key: Credential, slug: string): boolean {
  const provider = providerBySlug(slug);
  return !provider || otherProvidersKey(key, provider) === undefined;
}

/** Providers of the block's models, that of the primary model first. */
function modelProviders(block: ProviderBlock, { config, origins }: Files): string[] {
  const { route } = addressOf(block, origins);
  const primary = primaryModel(config.value);
  const first = primary?.providerId === block.id ? [primary.modelId] : [];
  return [...first, ...modelsOfBlock(config.value, block)].flatMap((id) => providerSlugOf(route, id) ?? []);
}

/**
 * Models of a block, listed or in use, that would stop working if it sent a provider's own key: those of other
 * providers that its credentials serve now.
 */
export function modelsWithoutKey(
  block: ProviderBlock,
  { payment, provider }: { payment: Payment; provider: string },
  files: Files,
): string[] {
  const { route } = addressOf(block, files.origins);
  if (payment === 'stored' || !route) return [];
  const credentials = credentialsOf(block, files);
  if (!credentials.gatewayToken && !credentials.providerKey) return [];
  const isStored = paymentOf(credentials) === 'stored';
  const owner = keyProviderOf(block, files);
  if (!isStored && (owner === undefined || owner === provider)) return [];
  return modelsOfBlock(files.config.value, block).filter((id) => {
    const slug = providerSlugOf(route, id);
    return slug !== provider && (isStored || slug === owner || isResolvedByGateway(id));
  });
}
