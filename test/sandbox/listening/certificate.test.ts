import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeCertificate } from '../../../src/sandbox/listening/certificate.js';
import { inTempFolder } from '../../temp-folder.js';

const NOW = Date.UTC(2026, 10, 27);
const made = makeCertificate({
  hosts: [
    '127.0.0.1',
    'localhost',
    'gateway.ai.cloudflare.com',
    '::1',
    'fd00::5',
    'fe80:1:2:3:4:5:6:7',
    '::ffff:10.0.0.5',
  ],
  nowMs: NOW,
  expired: false,
});
const leaf = new X509Certificate(made.certificate);
const authority = new X509Certificate(made.authority);

test('each name and address, and no other', () => {
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(leaf.checkHost('gateway.ai.cloudflare.com')).toBe('gateway.ai.cloudflare.com');
  expect(leaf.checkHost('dash.cloudflare.com')).toBeUndefined();
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkIP('127.0.0.2')).toBeUndefined();
  for (const address of ['::1', 'fd00::5', 'fe80:1:2:3:4:5:6:7', '::ffff:10.0.0.5'])
    expect(leaf.checkIP(address)).toBe(address);
  expect(leaf.checkIP('fd00::6')).toBeUndefined();
});

test('the authority signs it, and cannot be used as a server', () => {
  expect(leaf.verify(authority.publicKey)).toBe(true);
  expect(leaf.checkIssued(authority)).toBe(true);
  expect([authority.ca, leaf.ca]).toEqual([true, false]);
});

test('30 days', () => {
  expect(Date.parse(leaf.validTo) - NOW).toBe(30 * 24 * 3600 * 1000);
  const expired = makeCertificate({ hosts: ['127.0.0.1'], nowMs: NOW, expired: true });
  expect(Date.parse(new X509Certificate(expired.certificate).validTo)).toBeLessThan(NOW);
  expect(Date.parse(new X509Certificate(expired.authority).validTo)).toBeGreaterThan(NOW);
});

test('OpenSSL accepts it where it is strict, as Python 3.13 has it', async () => {
  if (spawnSync('openssl', ['version']).error) return;
  await inTempFolder(async (folder) => {
    const [ca, own] = ['ca.pem', 'own.pem'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(ca, made.authority);
    writeFileSync(own, made.certificate);
    const at = String(NOW / 1000);
    const out = execFileSync(
      'openssl',
      ['verify', '-x509_strict', '-attime', at, '-purpose', 'sslserver', '-CAfile', ca, own],
      { encoding: 'utf8' },
    );
    expect(out).toBe(`${own}: OK\n`);
  });
});
