import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { bundleProgram } from '../build/bundle.js';
import { ROOT } from './measure.js';

const GOAL = 350_000;
/** Smaller parts are counted together. */
const SHOWN_FROM = 0.03;

const kB = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} kB`;

/** What an installation downloads, and what that consists of. @type {import('./measure.js').Part} */
export async function* packageSize() {
  const [{ size, unpackedSize, entryCount, files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  yield {
    name: 'tarball',
    ratio: size / GOAL,
    detail: `${kB(size)}, ${kB(unpackedSize)} unpacked, ${entryCount} files`,
    goal: 1,
    to: kB(GOAL),
  };
  const parts = await partsOf(files.map((/** @type {{ path: string }} */ { path }) => path));
  const whole = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0);
  const shares = [...parts].map(([name, bytes]) => ({ name, share: bytes / whole }));
  const shown = shares.filter(({ share }) => share >= SHOWN_FROM).sort((a, b) => b.share - a.share);
  const rest = 1 - shown.reduce((sum, { share }) => sum + share, 0);
  for (const { name, share } of [...shown, { name: 'the rest', share: rest }])
    yield { name: `tarball: ${name}`, ratio: share, detail: kB(share * size), to: 'the tarball' };
}

/**
 * Compressed bytes by part, each by itself. Of a source only what is left of it in the bundle.
 * @param {string[]} paths of the package
 */
async function partsOf(paths) {
  const { metafile } = await bundleProgram();
  const parts = /** @type {Map<string, { texts: Buffer[], left: number }>} */ (new Map());
  const add = (/** @type {string} */ name, /** @type {Buffer} */ text, left = text.length) => {
    const part = parts.get(name) ?? { texts: [], left: 0 };
    parts.set(name, { texts: [...part.texts, text], left: part.left + left });
  };
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  for (const [path, { bytesInOutput }] of bundled) {
    const loader = path.endsWith('.ts') ? 'ts' : 'js';
    const { code } = await transform(readFileSync(join(ROOT, path), 'utf8'), { loader, minify: true });
    if (bytesInOutput) add(partOf(path), Buffer.from(code), Math.min(bytesInOutput, code.length));
  }
  for (const path of paths)
    if (!/^dist\/.*\.cjs$/.test(path)) add(partOf(path), readFileSync(join(ROOT, path)));
  return new Map(
    [...parts].map(([name, { texts, left }]) => {
      const whole = Buffer.concat(texts);
      return [name, (gzipSync(whole, { level: 9 }).length * left) / whole.length];
    }),
  );
}

/** @param {string} path in the repository */
function partOf(path) {
  if (path.startsWith('node_modules/undici/') || path.endsWith('.wasm')) return 'undici';
  if (path.startsWith('node_modules/')) return 'other libraries';
  if (path.endsWith('.md')) return 'pages';
  return /^src\/[^/]+/.exec(path)?.[0] ?? 'other files';
}
