import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import * as der from './der.js';

export interface Certificate {
  /** PEM */
  certificate: string;
  /** PEM */
  key: string;
  /** PEM of the authority that signed it, for a client to trust. */
  authority: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** A new certificate for the sandbox, signed by an authority whose private key is not kept. */
export function makeCertificate(o: { host: string; nowMs: number; expired: boolean }): Certificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = 'cf-aig sandbox authority';
  const good = { from: o.nowMs - 30 * DAY_MS, to: o.nowMs + 30 * DAY_MS };
  const dates = o.expired ? { from: o.nowMs - 30 * DAY_MS, to: o.nowMs - DAY_MS } : good;
  const root = {
    issuer: name,
    subject: name,
    publicKey: authority.publicKey,
    signWith: authority.privateKey,
  };
  const leaf = {
    issuer: name,
    subject: 'cf-aig sandbox',
    publicKey: own.publicKey,
    signWith: authority.privateKey,
  };
  return {
    certificate: build({ ...leaf, ...dates, extension: alternativeName(o.host) }),
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authority: build({ ...root, ...good, extension: isAuthority() }),
  };
}

function build(o: {
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signWith: KeyObject;
  from: number;
  to: number;
  extension: Uint8Array;
}): string {
  const algorithm = der.sequence(der.objectId('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256
  const serial = randomBytes(8);
  serial[0] = 0x40 | (serial[0]! & 0x3f); // positive, without a leading zero
  const body = der.sequence(
    der.context(0, der.integer(Buffer.from([2]))), // version 3
    der.integer(serial),
    algorithm,
    commonName(o.issuer),
    der.sequence(der.time(new Date(o.from)), der.time(new Date(o.to))),
    commonName(o.subject),
    o.publicKey.export({ type: 'spki', format: 'der' }),
    der.context(3, der.sequence(o.extension)),
  );
  return pem(der.sequence(body, algorithm, der.bitString(sign('sha256', body, o.signWith))));
}

function commonName(name: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8(name))));
}

/** An IPv4 address or a host name. */
function alternativeName(host: string): Uint8Array {
  const address = /^\d+(\.\d+){3}$/.test(host);
  const name = address
    ? der.context(7, Buffer.from(host.split('.').map(Number)), false)
    : der.context(2, Buffer.from(host, 'ascii'), false);
  return der.sequence(der.objectId('2.5.29.17'), der.octetString(der.sequence(name)));
}

function isAuthority(): Uint8Array {
  return der.sequence(
    der.objectId('2.5.29.19'),
    der.boolean(true),
    der.octetString(der.sequence(der.boolean(true))),
  );
}

function pem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
