import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { API_CODES, GATEWAY_CODES } from '../../../scripts/docs/sandbox/code-rows.js';
import { MANAGEMENT_ENDPOINTS } from '../../../scripts/docs/sandbox/endpoint-rows.js';
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '../../../scripts/docs/sandbox/header-rows.js';
import type { Row } from '../../../scripts/docs/sandbox/row.js';
import { SANDBOX_HEADER } from '../../../src/diagnosis/exchange/sandbox-mark.js';
import { API_ENDPOINTS } from '../../../src/sandbox/management/api-endpoints.js';
import { GATEWAY_ERRORS } from '../../../src/sandbox/responses/gateway-errors.js';
import { V4_ERRORS } from '../../../src/sandbox/responses/v4-envelope.js';
import { SCENARIOS } from '../../../src/sandbox/scenarios.js';

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

test('every scenario that is named is one', () => {
  const names = SCENARIOS.map(({ name }) => name);
  const notes = [...GATEWAY_CODES, ...API_CODES, ...MANAGEMENT_ENDPOINTS].map(({ note = '' }) => note);
  const named = notes.flatMap((note) => [...note.matchAll(/scenario `([^`]+)`/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !names.includes(name ?? ''))).toEqual([]);
});
