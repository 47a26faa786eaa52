import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the WhatsApp client of old versions imports as they start. None of it is called without WhatsApp. */
const FILES = {
  'package.json': '{"name":"libsignal","version":"2.0.1","main":"index.js"}',
  'index.js': 'module.exports = {};\n',
  'src/crypto.js': exportsOf('calculateMAC', 'decrypt', 'deriveSecrets', 'encrypt'),
  'src/curve.js': exportsOf('calculateSignature', 'generateKeyPair', 'verifySignature'),
};

/**
 * Stands in for `libsignal`, a dependency that npm would clone from a Git host.
 * @param {string} folder
 */
export function writeLibsignalStub(folder) {
  mkdirSync(join(folder, 'src'), { recursive: true });
  for (const [file, content] of Object.entries(FILES)) writeFileSync(join(folder, file), content);
}

/** @param {string[]} names */
function exportsOf(...names) {
  return names.map((name) => `exports.${name} = undefined;\n`).join('');
}
