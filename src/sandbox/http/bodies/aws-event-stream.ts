import { crc32 } from 'node:zlib';

export const AWS_EVENT_STREAM = 'application/vnd.amazon.eventstream';

/** Of a header’s value. */
const STRING = 7;
/** Bytes: two lengths and their checksum. */
const PRELUDE = 12;

/**
 * One message of an AWS event stream: lengths, headers, JSON, and a checksum after each half.
 * Source: AWS, "Amazon event stream specification".
 */
function awsMessage(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => headerBytes(name, value)));
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(PRELUDE);
  prelude.writeUInt32BE(PRELUDE + head.length + body.length + 4);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, head, body, Buffer.alloc(4)]);
  message.writeUInt32BE(crc32(message.subarray(0, -4)), message.length - 4);
  return message;
}

function headerBytes(name: string, value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([STRING, bytes.length >> 8, bytes.length & 255]),
    bytes,
  ]);
}

export function awsEvent(type: string, payload: unknown): Uint8Array {
  return awsMessage(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    payload,
  );
}

/** An error in a stream that has begun. */
export function awsException(type: string, payload: unknown): Uint8Array {
  return awsMessage(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    payload,
  );
}
