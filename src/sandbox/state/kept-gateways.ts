import type { SandboxGateway } from '../config/config-types.js';
import type { DynamicRoute } from './dynamic-routes.js';
import { gatewayKey, secretKey } from './map-keys.js';
import type { State } from './state.js';

type Times = State['modifiedAt'] extends Map<string, infer T> ? T : never;

/** A gateway with all that belongs to it. */
export interface KeptGateway {
  gateway: SandboxGateway;
  /** Values of its stored provider keys, by `slug/alias`. */
  secrets: Record<string, string>;
  routes: DynamicRoute[];
  times?: Times;
}

/** Gateways that outlive the sandbox, by key. Only those that the management API has changed. */
export interface GatewayStore {
  /** As they were when the sandbox started; null: removed. */
  kept: ReadonlyMap<string, KeptGateway | null>;
  save(key: string, changed: KeptGateway | null): void;
}

/**
 * Puts kept gateways in place of those of the config, and keeps what changes later. Settings that the API does not have
 * are always those of the config.
 */
export class GatewayKeeper {
  readonly #state: State;
  readonly #store: GatewayStore;
  /** What each gateway was when it was last looked at, as JSON. */
  #known: Map<string, string>;

  constructor(state: State, store: GatewayStore) {
    this.#state = state;
    this.#store = store;
    for (const [key, kept] of store.kept) restore(state, key, kept);
    this.#known = this.#snapshot();
  }

  /** Saves the gateways that are not as they were. */
  keepChanges(): void {
    const now = this.#snapshot();
    for (const [key, text] of now) {
      if (this.#known.get(key) !== text) this.#store.save(key, JSON.parse(text));
    }
    for (const key of this.#known.keys()) if (!now.has(key)) this.#store.save(key, null);
    this.#known = now;
  }

  #snapshot(): Map<string, string> {
    const { gateways } = this.#state.config;
    return new Map(
      gateways.map((gateway) => [gatewayKey(gateway), JSON.stringify(asKept(this.#state, gateway))]),
    );
  }
}

function asKept(state: State, gateway: SandboxGateway): KeptGateway {
  const key = gatewayKey(gateway);
  const secrets: Record<string, string> = {};
  for (const [slug, aliases] of Object.entries(gateway.storedKeys)) {
    for (const alias of aliases) {
      const secret = state.secrets.get(secretKey(gateway, slug, alias));
      if (secret !== undefined) secrets[`${slug}/${alias}`] = secret;
    }
  }
  return { gateway, secrets, routes: state.routes.get(key) ?? [], times: state.modifiedAt.get(key) };
}

function restore(state: State, key: string, kept: KeptGateway | null): void {
  const { config } = state;
  const at = config.gateways.findIndex((gateway) => gatewayKey(gateway) === key);
  if (!kept) {
    if (at >= 0) config.gateways.splice(at, 1);
    state.routes.delete(key);
    return;
  }
  const gateway = withConfigOnly(kept.gateway, config.gateways[at]);
  if (at >= 0) config.gateways[at] = gateway;
  else config.gateways.push(gateway);
  for (const [name, secret] of Object.entries(kept.secrets)) state.secrets.set(`${key}/${name}`, secret);
  state.routes.set(key, kept.routes);
  if (kept.times) state.modifiedAt.set(key, kept.times);
}

/** Words of Guardrails and DLP, and features that are broken, are known to the config only. */
function withConfigOnly(kept: SandboxGateway, configured: SandboxGateway | undefined): SandboxGateway {
  if (!configured) return kept;
  const { guardrails, dlp, outOfOrder } = configured;
  return {
    ...kept,
    guardrails: { ...kept.guardrails, request: guardrails.request, response: guardrails.response },
    dlp: { ...kept.dlp, request: dlp.request, response: dlp.response },
    outOfOrder,
  };
}
