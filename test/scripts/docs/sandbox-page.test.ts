import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { API_CODES, GATEWAY_CODES } from '../../../scripts/docs/sandbox/code-rows.js';
import { MANAGEMENT_ENDPOINTS } from '../../../scripts/docs/sandbox/endpoint-rows.js';
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '../../../scripts/docs/sandbox/header-rows.js';
import type { Row } from '../../../scripts/docs/sandbox/row.js';
import { CONFIG_KEYS, GATEWAY_SETTINGS } from '../../../scripts/docs/sandbox/setting-rows.js';
import { SANDBOX_HEADER } from '../../../src/diagnosis/exchange/sandbox-mark.js';
import { DEFAULT_CONFIG } from '../../../src/sandbox/config/defaults.js';
import { API_ENDPOINTS } from '../../../src/sandbox/management/api-endpoints.js';
import { SETTINGS, showGateway } from '../../../src/sandbox/management/gateway-object.js';
import { GATEWAY_ERRORS } from '../../../src/sandbox/responses/gateway-errors.js';
import { V4_ERRORS } from '../../../src/sandbox/responses/v4-envelope.js';
import { SCENARIOS } from '../../../src/sandbox/scenarios.js';
import { createState } from '../../../src/sandbox/state/state.js';

const had = (rows: readonly Row[]) => rows.filter(({ has }) => has !== 'no').map(({ name }) => name);

/** All that the sandbox says in its source, and its name for what it ignores. */
function source(): string {
  const root = new URL('../../../src/sandbox/', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('ignored-headers.ts'))
    .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), root), 'utf8'))
    .concat(`'${SANDBOX_HEADER}'`)
    .join('\n');
}

test('the management endpoints are those that answer', () => {
  const answering = API_ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
  expect([...had(MANAGEMENT_ENDPOINTS)].sort()).toEqual([...answering].sort());
});

test('the settings of a gateway are those that are taken, and those that the API shows', async () => {
  expect(had(GATEWAY_SETTINGS).sort()).toEqual([...SETTINGS].sort());
  const state = createState({ config: DEFAULT_CONFIG, now: Date.now });
  const shown = Object.keys(showGateway(state, DEFAULT_CONFIG.gateways[0]!));
  const readOnly = ['is_default', 'created_at', 'modified_at'];
  expect([...GATEWAY_SETTINGS.map(({ name }) => name), ...readOnly].sort()).toEqual(shown.sort());
});

test('the keys of the config are all that it has', () => {
  const { gateways, tokens, accounts, ...others } = DEFAULT_CONFIG;
  const lists = { gateways, tokens, accounts };
  const ofLists = Object.entries(lists).flatMap(([name, [first]]) =>
    Object.keys(first ?? {}).map((key) => `${name}[].${key}`),
  );
  const keys = Object.keys(others).flatMap((name) =>
    name === 'providers' ? ['providers.<slug>.keys', 'providers.<slug>.models'] : [name],
  );
  expect(CONFIG_KEYS.map(({ name }) => name).sort()).toEqual([...ofLists, ...keys].sort());
});

test('the headers are those that the source names', () => {
  const text = source();
  const rows = [...REQUEST_HEADERS, ...RESPONSE_HEADERS];
  for (const { name, has } of rows) expect([name, text.includes(`'${name}'`)]).toEqual([name, has !== 'no']);
  const named = new Set(text.match(/(?<=')cf-(?:aig-[a-z-]+|[a-z]+-cache|cache-ttl)(?=')/g));
  expect([...named].filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

test('the codes are those of its errors', () => {
  const gateway = Object.values(GATEWAY_ERRORS).map(([status, code]) => `${code} (${status})`);
  expect(gateway.filter((name) => !had(GATEWAY_CODES).includes(name))).toEqual([]);
  const api = Object.values(V4_ERRORS).map(([status, { code }]) => `${code} (${status})`);
  expect(api.filter((name) => !had(API_CODES).includes(name))).toEqual([]);
  const text = source();
  for (const name of [...had(GATEWAY_CODES), ...had(API_CODES)])
    for (const code of name.split(' (')[0]?.match(/\d+/g) ?? [])
      expect(text).toMatch(new RegExp(`\\b${code}\\b`));
});

test('a code that is marked as missing is nowhere in the source', () => {
  const numbers = [...GATEWAY_CODES, ...API_CODES]
    .filter(({ has }) => has === 'no')
    .flatMap(({ name }) => name.split(' (')[0]?.match(/\d+/g) ?? []);
  const text = source();
  expect(numbers.filter((number) => new RegExp(`\\b${number}\\b`).test(text))).toEqual([]);
});

test('every scenario that is named is one', () => {
  const names = SCENARIOS.map(({ name }) => name);
  const notes = [...GATEWAY_CODES, ...API_CODES, ...MANAGEMENT_ENDPOINTS].map(({ note = '' }) => note);
  const named = notes.flatMap((note) => [...note.matchAll(/scenario `([^`]+)`/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !names.includes(name ?? ''))).toEqual([]);
});
