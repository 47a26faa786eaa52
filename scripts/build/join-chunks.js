// esbuild makes a chunk of every set of modules that the same entries share: a command loads seventy of them. Rollup joins
// those that come together in the commands that should answer at once, as CommonJS, which loads in less time, and which
// programs of both kinds can load.
import path from 'node:path';
import { rollup } from 'rollup';

/**
 * What a start loads: modules, each with all that it imports. All others come after `main`, except for `library`.
 * @typedef {Record<string, readonly string[]>} Starts
 *
 * @typedef {{ path: string, text: string }} File
 *
 * A file of CommonJS. With maps, one is in it.
 * @typedef {{ file: string, code: string }} Joined
 */

/**
 * The files of a build with chunks.
 * @param {{ outputFiles: File[], metafile: Pick<import('esbuild').Metafile, 'outputs'> }} result of esbuild: ES modules, and
 * perhaps their maps
 * @param {{ root: string, outdir: string, starts: Starts, maps?: boolean }} o absolute paths; `root` is that of the names in
 * the metafile
 * @returns {Promise<Joined[]>} named relative to `outdir`
 */
export async function joinChunks({ outputFiles, metafile }, { root, outdir, starts, maps = false }) {
  const texts = new Map(outputFiles.map(({ path: file, text }) => [file, text]));
  const entries = [...texts.keys()].filter((file) => path.dirname(file) === outdir && !file.endsWith('.map'));
  const groups = groupsOf(metafile, starts);
  const bundle = await rollup({
    input: entries,
    external: (name) => !name.startsWith('.') && !texts.has(name),
    plugins: [
      {
        name: 'texts',
        resolveId: (name, importer = '') => path.resolve(path.dirname(importer), name),
        load: (file) => ({ code: texts.get(file) ?? '', map: texts.get(`${file}.map`) }),
      },
    ],
    // esbuild has done so already.
    treeshake: false,
    preserveEntrySignatures: 'allow-extension',
    onwarn: ({ code, message }) => {
      if (code !== 'CIRCULAR_DEPENDENCY' && code !== 'EVAL') throw new Error(message);
    },
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    exports: 'named',
    interop: 'default',
    esModule: false,
    generatedCode: { preset: 'es2015', symbols: false },
    manualChunks: (file) => groups.get(path.relative(root, file).replaceAll('\\', '/')),
    entryFileNames: '[name].cjs',
    chunkFileNames: ({ name }) => `chunks/${name.replace(/-[A-Z0-9]{8}$/, '')}-[hash].cjs`,
    hoistTransitiveImports: false,
    sourcemap: maps && 'inline',
  });
  await bundle.close();
  return output.map((chunk) => ({ file: chunk.fileName, code: chunk.type === 'chunk' ? chunk.code : '' }));
}

/**
 * The group of each chunk: the starts that load it.
 * @param {Pick<import('esbuild').Metafile, 'outputs'>} metafile @param {Starts} modulesOf
 */
function groupsOf({ outputs }, modulesOf) {
  /** @param {readonly string[]} modules */
  const loadedBy = (modules) => {
    const isStart = (/** @type {string} */ name) => modules.includes(outputs[name]?.entryPoint ?? '');
    const loaded = new Set(Object.keys(outputs).filter(isStart));
    for (const name of loaded)
      for (const { kind, path: imported, external } of outputs[name]?.imports ?? [])
        if (kind === 'import-statement' && !external) loaded.add(imported);
    return loaded;
  };
  const starts = Object.entries(modulesOf).map(([name, modules]) => ({ name, loaded: loadedBy(modules) }));
  /** @param {string} chunk */
  const groupOf = (chunk) => {
    const names = starts.filter(({ loaded }) => loaded.has(chunk)).map(({ name }) => name);
    // All commands have loaded what main loads.
    return names.includes('main') ? names.filter((name) => name === 'main' || name === 'library') : names;
  };
  return new Map(Object.keys(outputs).map((chunk) => [chunk, groupOf(chunk).join('-') || undefined]));
}
