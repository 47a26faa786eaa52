import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { answer } from '../listen.js';

const TEXT = Buffer.from('{"ok":true}');
const SPACES = Buffer.alloc(64 * 1024 * 1024, ' ');
const ENDLESS = /^body-endless$/;

/** @param {string} encoding @param {string | Buffer} body @param {Partial<import('../listen.js').Hostile>} [more] */
const encoded = (encoding, body, more) => ({
  ...answer(body, { headers: { 'content-encoding': encoding } }),
  ...more,
});

/** Compression that was not asked for. @type {Record<string, import('../listen.js').Hostile>} */
export const ENCODINGS = {
  'a gzip bomb': encoded('gzip', gzipSync(SPACES), { cause: ENDLESS, isHeavy: true }),
  'a gzip bomb in a gzip bomb': encoded('gzip', gzipSync(gzipSync(SPACES))),
  'a bomb of many gzip members': encoded(
    'gzip',
    Buffer.concat(Array(3000).fill(gzipSync(Buffer.alloc(65_536)))),
    {
      cause: ENDLESS,
      isHeavy: true,
    },
  ),
  'a brotli bomb': encoded(
    'br',
    brotliCompressSync(SPACES, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    { cause: ENDLESS, isHeavy: true },
  ),
  'a deflate bomb': encoded('deflate', deflateSync(SPACES), { cause: ENDLESS, isHeavy: true }),
  'gzip that is none': encoded('gzip', TEXT),
  'gzip of nothing': encoded('gzip', gzipSync('')),
  'gzip that breaks off': encoded('gzip', gzipSync(TEXT).subarray(0, 15)),
  'gzip with a wrong sum': encoded(
    'gzip',
    Buffer.concat([gzipSync(TEXT).subarray(0, -8), Buffer.alloc(8, 1)]),
  ),
  'deflate that is garbage': encoded('deflate', Buffer.alloc(400, 0xa5)),
  'deflate without its header': encoded('deflate', deflateRawSync(TEXT)),
  'brotli that is garbage': encoded('br', Buffer.alloc(400, 0xa5)),
  'zstd that is garbage': encoded('zstd', Buffer.alloc(400, 0xa5)),
  'gzip twice': encoded('gzip, gzip', gzipSync(gzipSync(TEXT))),
  'gzip without a word': answer(gzipSync(TEXT)),
  '2,000 encodings at once': encoded(Array(2000).fill('gzip').join(), TEXT),
  'an encoding called __proto__': encoded('__proto__', TEXT),
};
