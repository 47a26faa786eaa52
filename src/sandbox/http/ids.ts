import { randomBytes } from 'node:crypto';

/** UUIDv7 in lower case: what Cloudflare's log, request and event ids have been since October 2026. */
export function uuidv7(nowMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `cf-ray`: 16 hex digits and the data centre; proves only that Cloudflare's edge was reached. */
export function ray(): string {
  return `${randomBytes(8).toString('hex')}-SBX`;
}

/** An id in the style of a provider, e.g. `chatcmpl-` and 24 hex digits. */
export function providerId(prefix: string): string {
  return prefix + randomBytes(12).toString('hex');
}
