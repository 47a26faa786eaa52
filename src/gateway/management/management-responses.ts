import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';

/** The settings of a gateway that matter here; undefined if the response does not include them. */
export interface GatewaySettings {
  id: string;
  /** Requires a gateway token */
  authentication?: boolean;
  /** Never falls back to unified billing */
  byokOnly?: boolean;
  collectLogs?: boolean;
  /** Seconds; 0 is off */
  cacheTtl?: number;
  /** Requests per interval for the whole gateway; 0 is off */
  rateLimit?: number;
  /** Seconds */
  rateInterval?: number;
  /** Windows that start at fixed times, or with each request */
  rateTechnique?: 'fixed' | 'sliding';
  /** Number of enabled spend limits */
  spendLimits?: number;
}

export interface TokenStatus {
  status: 'active' | 'disabled' | 'expired' | 'unknown';
  /** ISO 8601 */
  expiresOn?: string;
}

/** Undefined if the response has no settings. */
export function readGateway(exchange: Exchange): GatewaySettings | undefined {
  return readSettings(successResult(exchange));
}

/** As Cloudflare counts it: the unit is not documented. Undefined if the response has none. */
export function readCreditBalance(exchange: Exchange): number | undefined {
  return successResult(exchange)?.at('balance').number();
}

export function readGateways(exchange: Exchange): GatewaySettings[] | undefined {
  return successResult(exchange)
    ?.array()
    ?.flatMap((row) => readSettings(row) ?? []);
}

export function readAccounts(exchange: Exchange): { id: string; name?: string }[] | undefined {
  return successResult(exchange)
    ?.array()
    ?.flatMap((row) => {
      const id = row.at('id').text();
      const name = row.at('name').text();
      return id === undefined ? [] : [{ id, name }];
    });
}

/** Reads the response of one verify endpoint. `unknown` if it rejects the token; undefined if it does not say. */
export function readVerify(exchange: Exchange): TokenStatus | undefined {
  const status = successResult(exchange)?.at('status').text();
  if (status === 'active' || status === 'disabled' || status === 'expired') {
    const expiresOn = successResult(exchange)?.at('expires_on').text();
    return { status, expiresOn };
  }
  // The account endpoint has been seen to omit the result.
  if (successBody(exchange)?.at('success').flag() === true) return { status: 'active' };
  return errorCodes(exchange).some((code) => UNKNOWN_TOKEN.has(code)) ? { status: 'unknown' } : undefined;
}

/** 1000 "Invalid API Token", 9109 "Invalid access token", 10000 "Authentication error" */
const UNKNOWN_TOKEN = new Set([1000, 9109, 10000]);

/** Combines the responses of both verify endpoints: at most one of them knows a token, so `unknown` takes both. */
export function readTokenStatus(exchanges: readonly Exchange[]): TokenStatus['status'] | undefined {
  const statuses = exchanges.map((exchange) => readVerify(exchange)?.status);
  const known = statuses.find((status) => status !== undefined && status !== 'unknown');
  if (known) return known;
  return statuses.length > 0 && statuses.every((status) => status === 'unknown') ? 'unknown' : undefined;
}

/** Model ids of `/compat/models`, or of the account's model catalogue. */
export function readModelIds(exchange: Exchange): string[] | undefined {
  const body = successBody(exchange);
  const rows = body?.at('data').array() ?? body?.at('result').array();
  return rows?.flatMap((row) => row.at('id').text('/') ?? row.at('name').text() ?? []);
}

/** US dollars per token. */
export interface ModelPrice {
  inputUsd: number;
  outputUsd: number;
}

/** Prices in `/compat/models`, by model id with its provider prefix. */
export function readModelPrices(exchange: Exchange): Map<string, ModelPrice> | undefined {
  const rows = successBody(exchange)?.at('data').array();
  return (
    rows &&
    new Map(
      rows.flatMap((row): [string, ModelPrice][] => {
        const id = row.at('id').text();
        const inputUsd = row.at('cost_in').number();
        const outputUsd = row.at('cost_out').number();
        return id === undefined || inputUsd === undefined || outputUsd === undefined
          ? []
          : [[id, { inputUsd, outputUsd }]];
      }),
    )
  );
}

/** Codes and messages of the errors in an API response, including `error_chain`. */
export function readApiErrors(exchange: Exchange): { code: number; message: string }[] {
  const errors =
    Json.parse(exchange.response?.body ?? '')
      ?.at('errors')
      .array() ?? [];
  return errors
    .flatMap((error) => [error, ...(error.at('error_chain').array() ?? [])])
    .flatMap((error) => {
      const code = error.at('code').number();
      return code === undefined ? [] : [{ code, message: error.at('message').text() ?? '' }];
    });
}

function errorCodes(exchange: Exchange): number[] {
  return readApiErrors(exchange).map(({ code }) => code);
}

function readSettings(row: Json | undefined): GatewaySettings | undefined {
  const id = row?.at('id').text();
  if (row === undefined || id === undefined) return undefined;
  return {
    id,
    authentication: row.at('authentication').flag(),
    byokOnly: row.at('byok_only').flag(),
    collectLogs: row.at('collect_logs').flag(),
    cacheTtl: row.at('cache_ttl').number(),
    rateLimit: row.at('rate_limiting_limit').number(),
    rateInterval: row.at('rate_limiting_interval').number(),
    rateTechnique: techniqueOf(row.at('rate_limiting_technique').text()),
    spendLimits: countSpendLimits(row.at('spend_limits')),
  };
}

/** Those that are on. */
function countSpendLimits(limits: Json): number | undefined {
  const isOn = (one: Json) => one.at('enabled').flag() !== false;
  return isOn(limits) ? limits.at('rules').array()?.filter(isOn).length : 0;
}

function techniqueOf(text: string | undefined): GatewaySettings['rateTechnique'] {
  return text === 'fixed' || text === 'sliding' ? text : undefined;
}

/** Names of the gateway's dynamic routes, which follow `dynamic/` in a model id. Unlike other lists, this one is in `data`. */
export function readDynamicRoutes(exchange: Exchange): string[] | undefined {
  const body = successBody(exchange);
  const rows = body?.at('data').at('routes').array() ?? body?.at('result').array();
  return rows?.flatMap((row) => row.at('name').text() ?? []);
}

/** The body of a successful response. */
export function successBody(exchange: Exchange): Json | undefined {
  const { response } = exchange;
  if (!response || response.status < 200 || response.status > 299) return undefined;
  const body = Json.parse(response.body);
  return body?.at('success').flag() === false ? undefined : body;
}

/** `result` in the body of a successful response. */
export function successResult(exchange: Exchange): Json | undefined {
  const result = successBody(exchange)?.at('result');
  return result?.exists() ? result : undefined;
}
