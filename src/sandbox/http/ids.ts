import { randomUUID } from 'node:crypto';

/** 24 random hex digits. Node makes UUIDs from a pool, which costs a tenth of reading random bytes for each. */
function randomHex(): string {
  const uuid = randomUUID();
  // Without the dashes, and the digits of version and variant.
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24);
}

/** UUIDv7 in lower case: what Cloudflare's log, request and event ids have been since October 2026. */
export function uuidv7(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** `cf-ray`: 16 hex digits and the data centre; proves only that Cloudflare's edge was reached. */
export function rayId(): string {
  return `${randomHex().slice(0, 16)}-SBX`;
}

/** An id in the style of a provider, e.g. `chatcmpl-` and 24 hex digits. */
export function providerId(prefix: string): string {
  return prefix + randomHex();
}
