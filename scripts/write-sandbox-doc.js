// Writes docs/sandbox.md from the sandbox.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['src/sandbox/guide/sandbox-guide.ts'],
  absWorkingDir: new URL('..', import.meta.url).pathname,
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { renderSandboxGuide } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(new URL('../docs/sandbox.md', import.meta.url), renderSandboxGuide());
