import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { PARSER_FILE, readParser, undiciParts } from '../../../scripts/build/undici-parts.js';

/** A module, bundled with half of undici. */
async function bundled(contents: string) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    plugins: [undiciParts],
  });
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'require', outputFiles[0]!.text)(module, createRequire(import.meta.url));
  return module.exports;
}

test('what is left out says so when it is used', async () => {
  const { socks } = await bundled(`
    require('undici/lib/api/index.js');
    const ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js');
    const request = { origin: 'https://a.test', path: '/', method: 'GET' };
    module.exports.socks = () => new ProxyAgent('socks5://127.0.0.1:1').dispatch(request, {});`);
  expect(socks).toThrow(
    expect.objectContaining({
      code: 'UND_ERR_NOT_SUPPORTED',
      message: 'cf-aig has no socks5-proxy-agent.js of undici',
    }),
  );
});

test('a part that an update of undici no longer has fails the build', async () => {
  await expect(bundled(`require('undici/lib/core/errors.js')`)).rejects.toThrow(
    'undici has no api/api-pipeline.js',
  );
});

test('the parser is WebAssembly', () => {
  expect(PARSER_FILE).toMatch(/\.wasm$/);
  expect(Buffer.from(readParser()).toString('latin1', 0, 4)).toBe('\0asm');
});
