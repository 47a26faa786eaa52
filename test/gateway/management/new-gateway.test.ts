import { describe, expect, test } from '@jest/globals';
import {
  EDIT_PERMISSION,
  TOKEN_PERMISSIONS,
  tokenTemplateUrl,
} from '../../../src/gateway/credentials/token-template.js';
import { readCacheTtl, readRateLimit } from '../../../src/gateway/management/new-gateway.js';

describe('settings of a new gateway', () => {
  test.each([
    ['100/60', { rateLimit: 100, rateInterval: 60 }],
    [' 5 / 1s ', { rateLimit: 5, rateInterval: 1 }],
    ['100', undefined],
    ['0/60', undefined],
    ['100/0', undefined],
    ['-1/60', undefined],
  ])('rate limit %j', (text, expected) => expect(readRateLimit(text)).toEqual(expected));

  test.each([
    ['0', 0],
    ['60', 60],
    ['59', undefined],
    ['2592001', undefined],
    ['5m', undefined],
    ['', undefined],
  ])('cache %j', (text, expected) => expect(readCacheTtl(text)).toBe(expected));
});

test('the dashboard page for a token has the permissions selected', () => {
  const url = new URL(tokenTemplateUrl([...TOKEN_PERMISSIONS, EDIT_PERMISSION]));
  expect(url.origin + url.pathname).toBe('https://dash.cloudflare.com/profile/api-tokens');
  expect(JSON.parse(url.searchParams.get('permissionGroupKeys') ?? '')).toEqual([
    { key: 'aig', type: 'run' },
    { key: 'aig', type: 'read' },
    { key: 'ai', type: 'read' },
    { key: 'account_settings', type: 'read' },
    { key: 'aig', type: 'edit' },
  ]);
  expect(url.href).not.toContain('+');
});
