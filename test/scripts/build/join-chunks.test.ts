import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { joinChunks } from '../../../scripts/build/join-chunks.js';

let folder: string | undefined;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** What esbuild makes of the entries `main` and `library`, and of `init` and `doctor`, which main imports when they run. */
const CHUNKS: Record<string, { entryPoint?: string; code: string }> = {
  'main.cjs': {
    entryPoint: 'main.ts',
    code: `import { name } from "./chunks/all-AAAAAAAA.cjs"; import { a } from "./chunks/a-BBBBBBBB.cjs";
      var load = { doctor: () => import("./chunks/doctor-DDDDDDDD.cjs"), init: () => import("./chunks/init-EEEEEEEE.cjs") };
      var main = name + a; export { load, main };`,
  },
  'library.cjs': {
    entryPoint: 'library.ts',
    code: 'import { name } from "./chunks/all-AAAAAAAA.cjs"; export { name };',
  },
  'chunks/all-AAAAAAAA.cjs': {
    code: 'import path from "node:path"; var name = path.basename("/x/all"); export { name };',
  },
  'chunks/a-BBBBBBBB.cjs': { code: 'import { b } from "./b-CCCCCCCC.cjs"; var a = "a" + b; export { a };' },
  'chunks/b-CCCCCCCC.cjs': { code: 'var b = "b"; export { b };' },
  'chunks/doctor-DDDDDDDD.cjs': {
    entryPoint: 'doctor.ts',
    code: 'import { b } from "./b-CCCCCCCC.cjs"; import { c } from "./c-FFFFFFFF.cjs"; var doctor = b + c; export { doctor };',
  },
  'chunks/init-EEEEEEEE.cjs': {
    entryPoint: 'init.ts',
    code: 'import { c } from "./c-FFFFFFFF.cjs"; var require_init = () => c; export default require_init();',
  },
  'chunks/c-FFFFFFFF.cjs': { code: 'var c = "c"; export { c };' },
};
const ROOT = resolve('/r');
const STARTS = { main: ['main.ts'], library: ['library.ts'], doctor: ['doctor.ts'] };

async function joined() {
  const outputs = Object.entries(CHUNKS).map(([path, { entryPoint, code }]) => {
    const imports = [...code.matchAll(/(import\(|from )"([^"]+)"/g)].map(([, how, name = '']) => ({
      path: name.startsWith('.') ? posix.join('dist', dirname(path), name) : name,
      kind: how === 'from ' ? 'import-statement' : 'dynamic-import',
      ...(!name.startsWith('.') && { external: true }),
    }));
    return [`dist/${path}`, { entryPoint, imports }];
  });
  const outputFiles = Object.entries(CHUNKS).map(([path, { code }]) => ({
    path: join(ROOT, 'dist', path),
    text: code,
  }));
  const metafile = { outputs: Object.fromEntries(outputs) };
  return joinChunks({ outputFiles, metafile }, { root: ROOT, outdir: join(ROOT, 'dist'), starts: STARTS });
}

test('chunks that the same starts load are one file, also for what comes later; the others stay', async () => {
  const names = (await joined()).map(({ file }) => file.replace(/-[\w-]{8}\.cjs$/, ''));
  expect(names.sort()).toEqual([
    'chunks/doctor',
    'chunks/init',
    'chunks/main-library',
    'library.cjs',
    'main.cjs',
  ]);
});

test('the files are CommonJS, each with what it exported', async () => {
  folder = mkdtempSync(join(tmpdir(), 'cf-aig-join-'));
  for (const { file, code } of await joined()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  const open = createRequire(join(folder, 'x.cjs'));
  expect(open('./library.cjs')).toEqual({ name: 'all' });
  const { main, load } = open('./main.cjs');
  expect(main).toBe('allab');
  expect(await load.doctor()).toMatchObject({ doctor: 'bc' });
  expect(await load.init()).toMatchObject({ default: 'c' });
});
