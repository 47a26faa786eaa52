import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
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
export function makeCertificate(o: {
  /** IP addresses and host names. */
  hosts: readonly string[];
  nowMs: number;
  expired: boolean;
}): Certificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = 'cf-aig sandbox authority';
  const good = { from: o.nowMs - 30 * DAY_MS, to: o.nowMs + 30 * DAY_MS };
  const dates = o.expired ? { from: o.nowMs - 30 * DAY_MS, to: o.nowMs - DAY_MS } : good;
  const keyId = keyIdOf(authority.publicKey);
  const root = build({
    ...good,
    issuer: name,
    subject: name,
    publicKey: authority.publicKey,
    signWith: authority.privateKey,
    // Python 3.13 and newer accept no authority without all three.
    extensions: [
      critical(BASIC_CONSTRAINTS, der.sequence(der.boolean(true))),
      critical(KEY_USAGE, der.bitString(Buffer.from([0x04]), 2)), // keyCertSign
      extension(SUBJECT_KEY_ID, der.octetString(keyId)),
    ],
  });
  const leaf = build({
    ...dates,
    issuer: name,
    subject: 'cf-aig sandbox',
    publicKey: own.publicKey,
    signWith: authority.privateKey,
    extensions: [
      extension(ALTERNATIVE_NAME, der.sequence(...o.hosts.map(alternativeName))),
      critical(KEY_USAGE, der.bitString(Buffer.from([0x80]), 7)), // digitalSignature
      extension(EXTENDED_KEY_USAGE, der.sequence(der.objectId('1.3.6.1.5.5.7.3.1'))), // serverAuth
      extension(AUTHORITY_KEY_ID, der.sequence(der.context(0, keyId, false))),
    ],
  });
  const key = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate: leaf, key, authority: root };
}

// RFC 5280, 4.2.1
const SUBJECT_KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_ID = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';

function build(o: {
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signWith: KeyObject;
  from: number;
  to: number;
  extensions: Uint8Array[];
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
    publicKeyInfo(o.publicKey),
    der.context(3, der.sequence(...o.extensions)),
  );
  return pem(der.sequence(body, algorithm, der.bitString(sign('sha256', body, o.signWith))));
}

function publicKeyInfo(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

/** Any value that is the key's alone. */
function keyIdOf(key: KeyObject): Uint8Array {
  return createHash('sha256').update(publicKeyInfo(key)).digest().subarray(0, 20);
}

function commonName(name: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8(name))));
}

function alternativeName(host: string): Uint8Array {
  const address = addressBytes(host);
  return address ? der.context(7, address, false) : der.context(2, Buffer.from(host, 'ascii'), false);
}

function addressBytes(host: string): Buffer | undefined {
  if (isIPv4(host)) return Buffer.from(host.split('.').map(Number));
  if (!isIPv6(host)) return undefined;
  // A URL has no IPv4 notation inside of it.
  const [head = [], tail = []] = new URL(`http://[${host}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return Buffer.from([...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function extension(id: string, value: Uint8Array): Uint8Array {
  return der.sequence(der.objectId(id), der.octetString(value));
}

/** One that a client has to understand. */
function critical(id: string, value: Uint8Array): Uint8Array {
  return der.sequence(der.objectId(id), der.boolean(true), der.octetString(value));
}

function pem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
