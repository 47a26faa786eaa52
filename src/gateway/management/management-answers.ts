import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';

/** A gateway's settings, as far as they matter here; what the answer leaves out is undefined. */
export interface GatewaySettings {
  id: string;
  /** Does it ask for a gateway token? */
  authentication?: boolean;
  /** Never falls back to unified billing */
  byokOnly?: boolean;
  collectLogs?: boolean;
  /** Seconds; 0: off */
  cacheTtl?: number;
  /** Requests per interval, for the whole gateway; 0: off */
  rateLimit?: number;
  /** Seconds */
  rateInterval?: number;
  /** Windows that start with the clock, or with each request */
  rateTechnique?: 'fixed' | 'sliding';
  /** Number of limits on what may be spent */
  spendLimits?: number;
}

export interface TokenStatus {
  status: 'active' | 'disabled' | 'expired' | 'unknown';
  /** ISO 8601 */
  expiresOn?: string;
}

/** Undefined: the API did not give the settings, whatever it said instead. */
export function readGateway(exchange: Exchange): GatewaySettings | undefined {
  return settings(result(exchange));
}

export function readGateways(exchange: Exchange): GatewaySettings[] | undefined {
  return result(exchange)
    ?.array()
    ?.flatMap((row) => settings(row) ?? []);
}

export function readAccounts(exchange: Exchange): { id: string; name?: string }[] | undefined {
  return result(exchange)
    ?.array()
    ?.flatMap((row) => {
      const id = row.at('id').text();
      const name = row.at('name').text();
      return id === undefined ? [] : [{ id, name }];
    });
}

/** What one verify endpoint says. `unknown`: it does not know the token. Undefined: it did not say. */
export function readVerify(exchange: Exchange): TokenStatus | undefined {
  const status = result(exchange)?.at('status').text();
  if (status === 'active' || status === 'disabled' || status === 'expired') {
    const expiresOn = result(exchange)?.at('expires_on').text();
    return { status, expiresOn };
  }
  // The account's endpoint has been seen to leave the result out.
  if (answer(exchange)?.at('success').flag() === true) return { status: 'active' };
  return errorCodes(exchange).some((code) => UNKNOWN_TOKEN.has(code)) ? { status: 'unknown' } : undefined;
}

/** 1000 "Invalid API Token", 9109 "Invalid access token", 10000 "Authentication error" */
const UNKNOWN_TOKEN = new Set([1000, 9109, 10000]);

/** What the verify endpoints say together: a token is known to one of them at most, so `unknown` needs both. */
export function readTokenStatus(exchanges: readonly Exchange[]): TokenStatus['status'] | undefined {
  const read = exchanges.map((exchange) => readVerify(exchange)?.status);
  const known = read.find((status) => status !== undefined && status !== 'unknown');
  if (known) return known;
  return read.length > 0 && read.every((status) => status === 'unknown') ? 'unknown' : undefined;
}

/** Ids as the list has them: `/compat/models`, or the account's catalogue of models. */
export function readModelIds(exchange: Exchange): string[] | undefined {
  const body = answer(exchange);
  const rows = body?.at('data').array() ?? body?.at('result').array();
  return rows?.flatMap((row) => row.at('id').text('/') ?? row.at('name').text() ?? []);
}

/** US dollars per token. */
export interface ModelPrice {
  inputUsd: number;
  outputUsd: number;
}

/** What `/compat/models` says that each model costs, by its id with the provider before it. */
export function readModelPrices(exchange: Exchange): Map<string, ModelPrice> | undefined {
  const rows = answer(exchange)?.at('data').array();
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

/** Codes and texts of the errors in an answer of the API, `error_chain` included. */
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

function settings(row: Json | undefined): GatewaySettings | undefined {
  const id = row?.at('id').text();
  if (row === undefined || id === undefined) return undefined;
  const read: GatewaySettings = {
    id,
    authentication: row.at('authentication').flag(),
    byokOnly: row.at('byok_only').flag(),
    collectLogs: row.at('collect_logs').flag(),
    cacheTtl: row.at('cache_ttl').number(),
    rateLimit: row.at('rate_limiting_limit').number(),
    rateInterval: row.at('rate_limiting_interval').number(),
    rateTechnique: techniqueOf(row.at('rate_limiting_technique').text()),
    spendLimits: row
      .at('spend_limits')
      .at('rules')
      .array()
      ?.filter((rule) => rule.at('enabled').flag() !== false).length,
  };
  return read;
}

function techniqueOf(text: string | undefined): GatewaySettings['rateTechnique'] {
  return text === 'fixed' || text === 'sliding' ? text : undefined;
}

/** Names of the gateway's dynamic routes: what follows `dynamic/` in a model id. Unlike other lists they come in `data`. */
export function readDynamicRoutes(exchange: Exchange): string[] | undefined {
  const body = answer(exchange);
  const rows = body?.at('data').at('routes').array() ?? body?.at('result').array();
  return rows?.flatMap((row) => row.at('name').text() ?? []);
}

/** The body of an answer that succeeded. */
export function answer(exchange: Exchange): Json | undefined {
  const { response } = exchange;
  if (!response || response.status < 200 || response.status > 299) return undefined;
  const body = Json.parse(response.body);
  return body?.at('success').flag() === false ? undefined : body;
}

export function result(exchange: Exchange): Json | undefined {
  const found = answer(exchange)?.at('result');
  return found?.exists() ? found : undefined;
}
