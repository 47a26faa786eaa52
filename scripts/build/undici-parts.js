import { createRequire } from 'node:module';
import { basename } from 'node:path';

/** What never runs in cf-aig, which speaks HTTP/1.1, sends text and streams, and knows no SOCKS. By path in undici's lib/. */
const LEFT_OUT = [
  'api/api-pipeline.js',
  'api/api-stream.js',
  'api/api-upgrade.js',
  'dispatcher/client-h2.js',
  'dispatcher/socks5-proxy-agent.js',
  'web/fetch/body.js',
];
/** The same parser twice: the one with SIMD gains nothing that can be measured. */
const PARSERS = { used: 'llhttp/llhttp-wasm.js', other: 'llhttp/llhttp_simd-wasm.js' };

/** Beside the chunks: as it is, since base64 is larger once it is compressed. */
export const PARSER_FILE = 'llhttp.wasm';

/** @returns {Uint8Array} */
export function readParser() {
  return createRequire(import.meta.url)(`undici/lib/${PARSERS.used}`);
}

/** For a function or a class that is asked for after all, as by a proxy `socks5://`. @param {string} part */
const refusal = (part) =>
  `const { NotSupportedError } = require('undici/lib/core/errors.js');
  module.exports = function () { throw new NotSupportedError('cf-aig has no ${basename(part)} of undici'); };`;

/** Half of undici, for a bundle in a file of the same folder as the parser. @type {import('esbuild').Plugin} */
export const undiciParts = {
  name: 'undici-parts',
  setup({ onLoad, onEnd }) {
    const missing = new Set([...LEFT_OUT, ...Object.values(PARSERS)]);
    onLoad({ filter: /undici[\\/]lib[\\/]/ }, ({ path }) => {
      const [, part = ''] = /undici\/lib\/(.*)/.exec(path.replaceAll('\\', '/')) ?? [];
      if (!missing.delete(part)) return undefined;
      if (LEFT_OUT.includes(part)) return { contents: refusal(part) };
      if (part === PARSERS.other)
        return { contents: `module.exports = require('./${basename(PARSERS.used)}');` };
      return {
        contents: `module.exports = require('node:fs').readFileSync(require('node:path').join(__dirname, '${PARSER_FILE}'));`,
      };
    });
    // After an update of undici.
    onEnd(() => ({ errors: [...missing].map((part) => ({ text: `undici has no ${part}` })) }));
  },
};
