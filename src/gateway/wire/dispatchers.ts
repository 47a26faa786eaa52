import { isIP, type Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { proxyFor } from './proxies.js';
import type { Stage } from './transport-errors.js';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds per address if a name has several. Node's default of 250 is too short for slow networks. */
const ADDRESS_TIMEOUT = 1_000;

export interface Connection {
  dispatcher: Dispatcher;
  /** Progress of the newest connection to the origin */
  stage: () => Stage;
}

/** Connection pools shared by all requests: a direct one, and one per proxy. */
export class Dispatchers {
  readonly #env: NodeJS.ProcessEnv;
  readonly #connectTimeout: number;
  readonly #open = new Map<string, Promise<Dispatcher>>();
  readonly #stages = new Map<string, Stage>();

  readonly #isServer: boolean;

  /** `isServer`: the dispatchers have undici's methods, such as `request`, and its parser is worth optimising. */
  constructor(env: NodeJS.ProcessEnv, timeoutMs: number, { isServer = false } = {}) {
    this.#isServer = isServer;
    this.#env = env;
    this.#connectTimeout = Math.min(CONNECT_TIMEOUT, timeoutMs);
  }

  /** `scheme://[user:password@]host:port` */
  proxyFor(url: URL): string | undefined {
    return proxyFor(url, this.#env);
  }

  /** Throws if the proxy's address is malformed. */
  async connectionFor(url: URL): Promise<Connection> {
    const proxy = this.proxyFor(url);
    const pool = this.#open.get(proxy ?? '') ?? this.#create(proxy);
    this.#open.set(proxy ?? '', pool);
    const dispatcher = await pool;
    if (proxy !== undefined) return { dispatcher, stage: () => 'proxy' };
    return { dispatcher, stage: () => this.#stages.get(url.host) ?? 'connect' };
  }

  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    const dispatchers = await Promise.allSettled(open);
    await Promise.all(
      dispatchers.map((one) => (one.status === 'fulfilled' ? one.value.destroy() : undefined)),
    );
  }

  async #create(proxy: string | undefined): Promise<Dispatcher> {
    if (this.#isServer) await loadMethods();
    else speedUpParser();
    const socket = {
      timeout: this.#connectTimeout,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT,
    };
    if (proxy !== undefined) {
      const ProxyAgent = await loadProxyAgent();
      // Proxies expect plain http without a tunnel, and https through one.
      return new ProxyAgent({
        uri: proxy,
        proxyTunnel: false,
        proxyTls: socket,
        requestTls: { timeout: this.#connectTimeout },
      });
    }
    const { Agent, buildConnector } = await loadAgent();
    return new Agent({ connect: this.#trackStages(buildConnector(socket)) });
  }

  /** Records the stage of each connection, because undici only reports the end. */
  #trackStages(connect: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      const host = options.host ?? options.hostname;
      const setStage = (stage: Stage) => this.#stages.set(host, stage);
      setStage(isIP(options.hostname.replace(/^\[|\]$/g, '')) ? 'connect' : 'dns');
      const socket: unknown = connect(options, callback);
      if (isSocket(socket)) {
        socket.once('lookup', (error: unknown) => error || setStage('connect'));
        socket.once('connect', () => setStage(options.protocol === 'https:' ? 'tls' : 'headers'));
      }
    };
  }
}

/** Lazily, and only what is used of undici: the whole takes longer than the rest of the program's start. */
async function loadAgent() {
  const [{ default: Agent }, { default: buildConnector }] = await Promise.all([
    import('undici/lib/dispatcher/agent.js'),
    import('undici/lib/core/connect.js'),
  ]);
  return { Agent, buildConnector };
}

/** ProxyAgent connects by one of undici's methods. */
async function loadProxyAgent() {
  const [{ default: ProxyAgent }] = await Promise.all([
    import('undici/lib/dispatcher/proxy-agent.js'),
    loadMethods(),
  ]);
  return ProxyAgent;
}

/** As undici's index does. */
async function loadMethods(): Promise<void> {
  const [{ default: Dispatcher }, { default: methods }] = await Promise.all([
    import('undici/lib/dispatcher/dispatcher.js'),
    import('undici/lib/api/index.js'),
  ]);
  Object.assign(Dispatcher.prototype, methods);
}

/** It is WebAssembly. Optimising it costs a short run more than the rest of its requests. */
function speedUpParser(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--liftoff-only');
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'once' in value;
}
