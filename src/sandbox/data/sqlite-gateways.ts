import { isRecord, parseJson } from '../../lib/json.js';
import type { Connection } from '../../lib/sqlite.js';
import { gatewaySettings } from '../config/gateway-settings.js';
import type { GatewayStore, KeptGateway } from '../state/kept-gateways.js';

/** `kept` is null for a gateway that was removed. */
export const GATEWAYS_TABLE = `
  CREATE TABLE IF NOT EXISTS gateways (key TEXT PRIMARY KEY, kept TEXT);
`;

/** Throws when a row cannot be read. */
export function sqliteGateways(database: Connection): GatewayStore {
  const rows = database.prepare('SELECT key, kept FROM gateways').all();
  const kept = new Map(rows.map((row) => [String(row.key), row.kept === null ? null : readKept(row)]));
  return {
    kept,
    save(key, changed) {
      database
        .prepare('INSERT OR REPLACE INTO gateways (key, kept) VALUES (?, ?)')
        .run(key, changed && JSON.stringify(changed));
    },
  };
}

/** Settings that are newer than the file have their defaults. */
function readKept({ key, kept }: Record<string, unknown>): KeptGateway {
  const value = parseJson(String(kept));
  if (!isRecord(value) || !isRecord(value.gateway)) throw new Error(`its gateway ${key} cannot be read`);
  return {
    ...(value as unknown as KeptGateway),
    gateway: { ...gatewaySettings(), ...(value.gateway as unknown as KeptGateway['gateway']) },
  };
}
