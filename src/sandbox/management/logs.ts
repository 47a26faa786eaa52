import { type Answer, json } from '../answer.js';
import { v4Error, v4Ok } from '../answers/v4.js';
import type { SandboxGateway } from '../config.js';
import type { LogRow } from '../logs.js';
import type { SandboxIncoming } from '../request.js';
import { gatewayKey, type State } from '../state.js';
import { page } from './gateways.js';

/** The rows of a gateway, newest first. */
export function listLogs(state: State, gateway: SandboxGateway, request: SandboxIncoming): Answer {
  const rows = [...rowsOf(state, gateway)].reverse();
  const { items, info } = page(rows, request.query);
  return v4Ok(items.map(show), { result_info: info });
}

/** One row; `request` and `response` are its payloads, raw and without an envelope. */
export function getLog(
  state: State,
  gateway: SandboxGateway,
  id: string,
  part?: 'request' | 'response',
): Answer {
  const row = rowsOf(state, gateway).find((candidate) => candidate.id === id);
  if (!row) return v4Error('not-found');
  if (!part) {
    const { payload } = row;
    const sizes = {
      request_size: payload?.request.length ?? 0,
      response_size: payload?.response.length ?? 0,
    };
    return v4Ok({ ...show(row), ...sizes });
  }
  return row.payload ? { ...json(200, null), body: row.payload[part] } : v4Error('not-found');
}

function rowsOf(state: State, gateway: SandboxGateway): readonly LogRow[] {
  return state.logs.get(gatewayKey(gateway)) ?? [];
}

function show({ payload: _payload, ...row }: LogRow): Omit<LogRow, 'payload'> {
  return row;
}
