import { isIP, type Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { proxyFor } from './proxies.js';
import type { Stage } from './transport-errors.js';

/** A connection to a machine that does not answer is given up after this, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** Per address, where a name has several, in milliseconds: Node's default of 250 is too short for slow networks. */
const ADDRESS_TIMEOUT = 1_000;

export interface Way {
  dispatcher: Dispatcher;
  /** How far the newest connection to the origin has come */
  stage: () => Stage;
}

/** Connections, kept open and shared by all requests: straight ones, and one set per proxy. */
export class Dispatchers {
  readonly #env: NodeJS.ProcessEnv;
  readonly #connectTimeout: number;
  readonly #open = new Map<string, Promise<Dispatcher>>();
  readonly #stages = new Map<string, Stage>();

  constructor(env: NodeJS.ProcessEnv, timeoutMs: number) {
    this.#env = env;
    this.#connectTimeout = Math.min(CONNECT_TIMEOUT, timeoutMs);
  }

  /** `scheme://[user:password@]host:port` */
  proxyTo(url: URL): string | undefined {
    return proxyFor(url, this.#env);
  }

  /** Throws when the proxy's address is malformed. */
  async to(url: URL): Promise<Way> {
    const proxy = this.proxyTo(url);
    const known = this.#open.get(proxy ?? '') ?? this.#create(proxy);
    this.#open.set(proxy ?? '', known);
    const dispatcher = await known;
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
    // Loading undici takes longer than the rest of the program's start.
    // The default export: a CommonJS module imported from a bundle has no other.
    const { Agent, buildConnector, ProxyAgent } = (await import('undici')).default;
    const socket = {
      timeout: this.#connectTimeout,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT,
    };
    if (proxy !== undefined) {
      // Plain http goes through the proxy as it is, https through a tunnel: what proxies expect.
      return new ProxyAgent({
        uri: proxy,
        proxyTunnel: false,
        proxyTls: socket,
        requestTls: { timeout: this.#connectTimeout },
      });
    }
    return new Agent({ connect: this.#watched(buildConnector(socket)) });
  }

  /** The connector, with its progress noted: undici tells only the end. */
  #watched(connect: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      const host = options.host ?? options.hostname;
      const note = (stage: Stage) => this.#stages.set(host, stage);
      note(isIP(options.hostname.replace(/^\[|\]$/g, '')) ? 'connect' : 'dns');
      const socket: unknown = connect(options, callback);
      if (isSocket(socket)) {
        socket.once('lookup', (error: unknown) => error || note('connect'));
        socket.once('connect', () => note(options.protocol === 'https:' ? 'tls' : 'headers'));
      }
    };
  }
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'once' in value;
}
