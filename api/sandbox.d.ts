declare const BACKOFFS: readonly ['constant', 'linear', 'exponential'];
declare const TOKEN_PERMISSIONS: readonly ['ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit', 'workers-ai-read'];
type TokenPermission = (typeof TOKEN_PERMISSIONS)[number];
interface SandboxAccount {
    /** 32 lowercase hex characters */
    id: string;
    name: string;
    /** Unified Billing balance, US dollars. */
    credits: number;
}
/** `partition`: each value has a budget of its own. `filter`: only requests with one of the values count. */
type SpendDimension = {
    mode: 'partition';
} | {
    mode: 'filter';
    values: string[];
};
/** A limit in US dollars over a window. Without dimensions all requests count towards one budget. */
interface SandboxSpendLimit {
    id: string;
    limit: number;
    /** seconds */
    window: number;
    /** By default true. */
    enabled?: boolean;
    /** By default fixed. */
    technique?: 'fixed' | 'sliding';
    /** By the name in Cloudflare's catalogue, such as `anthropic/claude-haiku-4.5`. */
    model?: SpendDimension;
    provider?: SpendDimension;
    /** By key of `cf-aig-metadata`. */
    metadata?: Record<string, SpendDimension>;
}
/** A dynamic route in Cloudflare's own format. */
interface SandboxRoute {
    name: string;
    elements: unknown[];
}
/** Features that `outOfOrder` can break although the settings have them on. */
declare const GATEWAY_FEATURES: readonly ['caching', 'rate-limiting', 'logs', 'fallbacks'];
interface SandboxGateway {
    accountId: string;
    id: string;
    authentication: boolean;
    /** seconds; 0 = off */
    cacheTtl: number;
    /** An update empties the cache. */
    cacheInvalidateOnUpdate: boolean;
    /** requests per interval; 0 = off */
    rateLimitingLimit: number;
    /** seconds */
    rateLimitingInterval: number;
    rateLimitingTechnique: 'fixed' | 'sliding';
    collectLogs: boolean;
    /** All attempts at a provider, 1-5. */
    retryMaxAttempts: number;
    /** milliseconds */
    retryDelay: number;
    retryBackoff: (typeof BACKOFFS)[number];
    /** Unified Billing is forbidden on this gateway. */
    byokOnly: boolean;
    /** Aliases of the provider keys stored at Cloudflare, by provider slug. */
    storedKeys: Record<string, string[]>;
    guardrails: SandboxGuardrails;
    dlp: SandboxDlp;
    /** False: none of them counts. */
    spendLimitsEnabled: boolean;
    spendLimits: SandboxSpendLimit[];
    routes: SandboxRoute[];
    /** Features that do not work, regardless of the settings. */
    outOfOrder: (typeof GATEWAY_FEATURES)[number][];
}
interface SandboxToken {
    value: string;
    kind: 'user' | 'account';
    accountId: string;
    permissions: TokenPermission[];
    status: 'active' | 'disabled' | 'expired';
}
interface SandboxProvider {
    /** Provider keys that the provider accepts. */
    keys: string[];
    /** Model ids beyond the built-in ones. */
    models: string[];
}
/** What a message holds, without secrets. `body`: its text, cut after 1 MiB; empty for anything but text. */
interface Message {
    /** Names in lower case. */
    headers: Record<string, string>;
    body: string;
    /** Bytes of the whole body. */
    size: number;
}
/** One request to the sandbox and its response. Secrets are removed. */
interface SandboxExchange {
    request: Message & {
        method: string;
        url: string /** percent-encoded, without the query */;
        path: string;
    };
    /** Absent when nothing was sent. */
    response?: Message & {
        status: number;
    };
    timings: Timings;
    /** `provider/model`, or the model that the body names. */
    model?: string;
    cache?: string;
    /** US dollars. */
    cost?: number;
    /** Of a response of 400 and more: the first code and the message of its error. */
    code?: number;
    why?: string;
    /** Why there is no complete response. */
    interruption?: string;
}
/** Words that block a request or a response that contains them, in any case. */
interface WordLists {
    request: string[];
    response: string[];
}
type Action = 'FLAG' | 'BLOCK';
type Check = 'REQUEST' | 'RESPONSE';
interface DlpPolicy {
    id: string;
    enabled: boolean;
    action: Action;
    check: Check[];
    profiles: string[];
}
/** `dlp` of the management API: one action for all, or policies. Source: the npm package `cloudflare` 7.3.0. */
type DlpSetting = {
    enabled: boolean;
    action: Action;
    profiles: string[];
} | {
    enabled: boolean;
    policies: DlpPolicy[];
};
type Categories = Record<string, Action>;
/** `guardrails` of the management API: actions by hazard category. Source: as above. */
interface GuardrailsSetting {
    prompt: Categories;
    response: Categories;
}
/** The words that profiles find in addition to their own ids. Without a setting, one policy blocks them; null: off. */
interface SandboxDlp extends WordLists {
    setting?: DlpSetting | null;
}
/** The words that categories find in addition to `guardrails:<category>`. Without a setting, one blocks them; null: off. */
interface SandboxGuardrails extends WordLists {
    setting?: GuardrailsSetting | null;
}
interface Timings {
    /** ISO 8601 */
    startedAt: string;
    /** Milliseconds until the first byte of the body. */
    firstByteMs?: number;
    totalMs: number;
}
/** A request that was answered. Without secrets: only the names of its headers. */
export interface AnsweredRequest {
    method: string;
    /** Percent-encoded, without the query; host and port of a CONNECT. */
    path: string;
    /** In lower case. */
    headerNames: string[];
    /** HTTP status of the answer. */
    status: number;
    /** What it would have cost, in US dollars. */
    cost: number;
    /** What it wanted and the sandbox does not have; may repeat text of the request. */
    missing?: readonly string[];
}
type Entry<T, Key extends keyof T> = Pick<T, Key> & Partial<Omit<T, Key>>;
/**
 * What the sandbox has. A key that is given replaces the default one whole; what an entry leaves out has its default.
 * docs/sandbox.md has the defaults.
 */
export interface SandboxConfigInput {
    accounts?: Entry<SandboxAccount, 'id'>[];
    gateways?: Entry<SandboxGateway, 'id'>[];
    tokens?: Entry<SandboxToken, 'value'>[];
    /** Providers whose models the account's credits can pay for. */
    unifiedBilling?: string[];
    /** By slug. */
    providers?: Record<string, Partial<SandboxProvider>>;
}
export interface SandboxOptions {
    /** Port on 127.0.0.1; by default any free one. */
    port?: number;
    /** The path of a JSON5 file, as `--sandbox-config` takes it, or what it would hold. */
    config?: string | SandboxConfigInput;
    /** Answers every request with this failure; `cf-aig sandbox --list-scenarios` names them. */
    scenario?: string;
    /** Base URLs of real providers, by slug: requests for them are sent on, keys included. */
    upstreams?: Record<string, string>;
    /** Tempo of the built-in providers' streams; by default all at once. */
    tokensPerSecond?: number;
    /** Speaks TLS too: for programs that know only Cloudflare's own hosts. */
    tls?: boolean;
    /** Called when a response is ready. */
    onRequest?(request: AnsweredRequest): void;
    /** Called when a response was sent, or the client hung up: with headers and bodies, without secrets. */
    onExchange?(exchange: SandboxExchange): void;
    /** The sandbox's clock, in milliseconds since 1970: for tests of windows, lifetimes and limits. */
    now?(): number;
    /** From 0 to less than 1; decides splits by percentage. */
    random?(): number;
}
export interface Sandbox {
    /** Origin, such as `http://127.0.0.1:40123`; also the address of the proxy, with `tls`. */
    url: string;
    /** The address of the gateway; a provider's path follows: `${gatewayUrl}/openai`, `${gatewayUrl}/compat`. */
    gatewayUrl: string;
    /** In place of `https://api.cloudflare.com/client/v4`. */
    apiBaseUrl: string;
    accountId: string;
    gateway: string;
    /** Has all permissions. Fake, unless the config has another. */
    token: string;
    /** Variables for a program that is to use the sandbox, such as OpenClaw; with `tls`, NODE_OPTIONS too. */
    env: Record<string, string>;
    /** Path of the certificate to trust (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE), with `tls`. */
    authority?: string;
    /** The newest 10,000 requests, in the order in which they were answered. */
    requests: readonly AnsweredRequest[];
    /** Ends all connections. A sandbox that is not closed keeps the process running. */
    close(): Promise<void>;
}
/**
 * Starts a local AI Gateway on 127.0.0.1. Rejects when an option cannot be used: with an error whose name is
 * `SandboxOptionError` and whose message names the option.
 */
export declare function startSandbox(options?: SandboxOptions): Promise<Sandbox>;
export {};
