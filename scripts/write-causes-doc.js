// Writes docs/causes.md from the catalogue of causes.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/diagnosis/field-guide.ts'],
  absWorkingDir: new URL('..', import.meta.url).pathname,
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { renderFieldGuide } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(new URL('../docs/causes.md', import.meta.url), renderFieldGuide());
