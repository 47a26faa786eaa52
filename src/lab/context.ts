import { existsSync } from 'node:fs';
import type { Values } from '../diagnosis/reading/values.js';
import type { BaseUrl, UrlProblem } from '../gateway/address/base-url.js';
import { type Origins, originsFrom } from '../gateway/address/origins.js';
import { parseBaseUrl } from '../gateway/address/parse-base-url.js';
import { withoutCredentials } from '../gateway/address/url-text.js';
import { providerOf } from '../gateway/providers/provider-of.js';
import type { Access } from '../gateway/requests/access.js';
import type { Sender } from '../gateway/wire/send.js';
import type { TextFile } from '../lib/files/read-text.js';
import { once } from '../lib/once.js';
import type { Redactor } from '../lib/redact/redactor.js';
import { effectiveBlock, findBlocks, type ProviderBlock } from '../openclaw/blocks/block.js';
import { primaryModel } from '../openclaw/blocks/model-refs.js';
import { type OpenClawConfig, readConfig } from '../openclaw/files/config.js';
import { locate, type Place } from '../openclaw/files/locate.js';
import { findInstallation, type Installation } from '../openclaw/machine/installation.js';
import { findPlugin, pluginSwitch } from '../openclaw/machine/plugin.js';
import type { Credential } from '../openclaw/secrets/credential-roles.js';
import { type ResolvedCredentials, resolveCredentials } from '../openclaw/secrets/credentials.js';
import { type Environment, loadEnvironment } from '../openclaw/secrets/environment.js';
import { distinctSecretsIn } from '../openclaw/secrets/secrets-in.js';
import { Wire } from './lab.js';
import type { Machine } from './machine.js';

export interface DoctorInput {
  env: NodeJS.ProcessEnv;
  homedir: string;
  cwd: string;
  nodeVersion: string;
  platform: NodeJS.Platform;
  profile?: string;
  config?: string;
  envFile?: string;
  /** The block to look at; by default that of the primary model. */
  providerId?: string;
  redactor: Redactor;
  sender: Sender;
  machine: Machine;
}

/** The block that is looked at, by default that of the primary model, with everything that an exchange through it needs. */
export interface Target {
  block: ProviderBlock;
  /** The model the block is looked at for: the primary, else the first listed one. */
  modelId?: string;
  url?: BaseUrl;
  urlProblems: UrlProblem[];
  credentials: ResolvedCredentials;
}

/** What the user has, read lazily and at most once, and the wire. All that a check may look at. */
export class DoctorContext {
  readonly input: DoctorInput;
  readonly origins: Origins;
  readonly wire: Wire;
  readonly place: Place;

  constructor(input: DoctorInput) {
    this.input = input;
    this.origins = originsFrom(input.env);
    this.wire = new Wire(input.sender);
    const { env, homedir, cwd, profile, config, envFile } = input;
    this.place = locate({ env, homedir, cwd, profile, config, envFile, exists: existsSync });
  }

  /** What stands in the user's files under a name for secrets is hidden from here on, whoever repeats it. */
  readonly config = once(async (): Promise<OpenClawConfig> => {
    const config = await readConfig(this.place.configPath);
    for (const { file } of [config, ...config.parts]) this.#hideSecretsOf(file);
    return config;
  });

  readonly environment = once(async (): Promise<Environment> => {
    const environment = await loadEnvironment(this.place, this.input.env, (await this.config()).value);
    for (const { file } of environment.files) this.#hideSecretsOf(file);
    return environment;
  });

  readonly installation = once(
    async (): Promise<Installation | undefined> => findInstallation(this.input.env, this.input.platform),
  );

  /** The folder of OpenClaw's own Cloudflare plugin, if it is installed. */
  readonly plugin = once(
    async (): Promise<string | undefined> =>
      findPlugin(this.place.stateDir, (await this.installation())?.folder),
  );

  /** Every block that points at a gateway, the one asked for or that of the primary model first. */
  readonly blocks = once(async (): Promise<ProviderBlock[]> => {
    const { value } = await this.config();
    if (!value) return [];
    const first = this.input.providerId ?? primaryModel(value)?.providerId;
    const blocks = findBlocks(value, this.origins);
    return blocks.sort((a, b) => precedence(a, first) - precedence(b, first));
  });

  readonly target = once(async (): Promise<Target | undefined> => {
    const [block] = await this.blocks();
    const { value } = await this.config();
    if (!block || !value) return undefined;
    const primary = primaryModel(value);
    const modelId = primary?.providerId === block.id ? primary.modelId : block.models[0]?.id;
    return this.targetFor(block, modelId);
  });

  /** A model entry may bring its own address and headers: the target is what OpenClaw would use for that model. */
  async targetFor(listed: ProviderBlock, modelId: string | undefined): Promise<Target> {
    const block = effectiveBlock(listed, modelId);
    const { url, problems } = parseBaseUrl(block.baseUrl ?? '', this.origins, block.api);
    const credentials = resolveCredentials(block, await this.environment(), undefined, {
      pluginInstalled: await this.#pluginCounts(),
    });
    this.input.redactor.add(...[credentials.gatewayToken, credentials.providerKey].map(secretOf));
    return { block, modelId, url, urlProblems: problems, credentials };
  }

  #hideSecretsOf(file: TextFile): void {
    if (file.kind === 'file') this.input.redactor.add(...distinctSecretsIn(file.text));
  }

  /** OpenClaw's own plugin is installed and nothing keeps it off: then it has a say in which key is sent. */
  async #pluginCounts(): Promise<boolean> {
    const { value } = await this.config();
    return (await this.plugin()) !== undefined && pluginSwitch(value) === undefined;
  }

  /** The user's own values, to fill titles and steps with. */
  readonly values = once(async (): Promise<Values> => valuesOf(this.place, await this.target()));
}

/** A reference that OpenClaw does not resolve is sent as its own text, which is no secret. */
function secretOf(credential: Credential | undefined): string | undefined {
  return credential?.unresolved ? undefined : credential?.value;
}

function precedence(block: ProviderBlock, first: string | undefined): number {
  if (block.id === first) return 0;
  return block.id === 'cloudflare-ai-gateway' ? 1 : 2;
}

export function accessOf(target: Target): Access | undefined {
  const { block, url, credentials } = target;
  if (!url) return undefined;
  const { gatewayToken, providerKey, agentHeaders } = credentials;
  return {
    baseUrl: url,
    api: block.api,
    headers: agentHeaders,
    gatewayToken: gatewayToken?.value,
    providerKey: providerKey?.value,
    sentAuth: {
      gatewayTokenIn: credentials.gatewayTokenIn,
      providerKeyIn: credentials.providerKeyIn,
    },
  };
}

/** A token without a variable stands in the config itself: under apiKey, or under the header's own name. */
function placeOf(place: Place, target: Target | undefined): string | undefined {
  const token = target?.credentials.gatewayToken;
  if (!token || token.variable) return token?.variable;
  const inHeaders = Object.keys(target.block.headers).some((name) => name.toLowerCase() === token.header);
  return `${inHeaders ? `the header ${token.header}` : 'apiKey'} in ${place.configPath}`;
}

export function valuesOf(place: Place, target: Target | undefined): Values {
  const provider = providerOf(target?.url?.route, target?.modelId);
  return {
    file: place.configPath,
    envFile: place.envPath,
    baseUrl: target?.block.baseUrl && withoutCredentials(target.block.baseUrl),
    accountId: target?.url?.accountId,
    gateway: target?.url?.gateway,
    route: target?.url?.route,
    api: target?.block.api,
    provider: provider?.slug,
    providerName: provider?.name,
    keysUrl: provider?.keysUrl,
    model: target?.modelId,
    modelRef: target?.modelId && `${target.block.id}/${target.modelId}`,
    tokenVariable: target?.credentials.gatewayToken?.variable,
    tokenPlace: placeOf(place, target),
    keyVariable: target?.credentials.providerKey?.variable ?? provider?.keyVariable,
  };
}
