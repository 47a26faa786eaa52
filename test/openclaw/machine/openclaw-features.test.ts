import { expect, test } from '@jest/globals';
import { hasFeature, type OpenClawFeature } from '../../../src/openclaw/machine/openclaw-features.js';

test.each<[OpenClawFeature, string | undefined, boolean]>([
  ['secret-reference', '2026.2.25', false],
  ['secret-reference', '2026.2.26', true],
  ['secret-reference', '2026.2.26-beta.1', true],
  ['secret-reference', '2027.1.1', true],
  ['absent-plugin-entry', '2026.2.23', false],
  ['absent-plugin-entry', '2026.3.13', true],
  ['all-compat-keys', '2026.1.29', false],
  ['all-compat-keys', '2026.2.23', true],
  ['config-key-first', '2026.2.26', false],
  ['config-validate', '2026.2.26', false],
  ['config-validate', '2026.4.9', true],
  ['env-read-once', '2026.6.11', false],
  ['agent-exec', '2026.6.11', false],
  ['agent-exec', '2026.9.6', true],
  ['agent-exec', undefined, true],
  ['separate-cloudflare-plugin', '2026.6.8', false],
  ['separate-cloudflare-plugin', '2026.6.11', true],
])('%s in OpenClaw %s: %s', (feature, version, expected) => {
  expect(hasFeature(version, feature)).toBe(expected);
});
