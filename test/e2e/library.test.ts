import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram } from './built.js';

// `cf-aig/sandbox` as it is installed: from the packed tarball, in a folder that has nothing else.

const run = promisify(execFile);
const PAGE = readFileSync('docs/testing.md', 'utf8');
const ENV = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, NO_COLOR: '1' };

let folder: string;

beforeAll(() => {
  folder = makeTempFolder('library ');
  builtProgram();
  const npm = (args: string[], cwd: string) =>
    execFileSync('npm', args, { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], resolve('.'));
  const [{ filename }] = JSON.parse(packed);
  write('package.json', '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], folder);
  linkOpenai();
  for (const [, name = '', code = ''] of PAGE.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g))
    write(name, code);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the examples use besides. npm takes it away again. */
function linkOpenai(): void {
  const link = join(folder, 'node_modules/openai');
  if (!existsSync(link)) symlinkSync(resolve('node_modules/openai'), link);
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const node = (...args: string[]) => run(process.execPath, args, { cwd: folder, env: ENV, timeout: 60_000 });

describe('loading it', () => {
  const START = `startSandbox().then(async ({ url, close }) => {
    console.log((await fetch(url)).status);
    await close();
  });`;

  test('by import', async () => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `import { startSandbox } from 'cf-aig/sandbox'; ${START}`,
    );
    expect(stdout).toBe('404\n');
  });

  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const canRequire = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  (canRequire ? test : test.skip)('by require, on a Node that knows how', async () => {
    const { stdout } = await node(
      '--no-warnings',
      '-e',
      `const { startSandbox } = require('cf-aig/sandbox'); ${START}`,
    );
    expect(stdout).toBe('404\n');
  });

  test('changes nothing, starts nothing, and gives one function', async () => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `void FormData; // Node itself notes down a dispatcher when it is first touched.
      const look = () => JSON.stringify([
        Object.getOwnPropertyNames(globalThis),
        Object.getOwnPropertySymbols(globalThis).map(String),
        process.eventNames().map(String),
        { ...process.env },
      ]);
      const before = look();
      const library = await import('cf-aig/sandbox');
      console.log(Object.keys(library), look() === before);`,
    );
    // Nothing keeps the process running either: it has ended.
    expect(stdout).toBe("[ 'startSandbox' ] true\n");
  });

  test('the package has no other entry, and the program is still there', async () => {
    await expect(node('--input-type=module', '-e', `await import('cf-aig')`)).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
    const { stdout } = await run(join(folder, 'node_modules/.bin/cf-aig'), ['--version'], { env: ENV });
    expect(stdout).toMatch(/\d+\.\d+\.\d+/);
  });
});

describe('its types', () => {
  const check = async (code: string, options: object = {}) => {
    mkdirSync(join(folder, 'types'), { recursive: true });
    write('types/use.mts', code);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022'],
      types: [],
      ...options,
    };
    write('types/tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.mts'] }));
    const tsc = resolve('node_modules/typescript/bin/tsc');
    return node(tsc, '-p', 'types').then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
  };

  const USE = `
    import { startSandbox, type Sandbox, type SandboxConfigInput, type SandboxOptions, type AnsweredRequest } from 'cf-aig/sandbox';
    const config: SandboxConfigInput = {
      gateways: [{ id: 'mine', cacheTtl: 60, spendLimits: [{ id: 'day', limit: 1, window: 86_400 }] }],
      providers: { openai: { keys: ['sk-mine'] } },
    };
    const seen: AnsweredRequest[] = [];
    const options: SandboxOptions = { config, upstreams: { openai: 'http://127.0.0.1:1' }, onRequest: (request) => void seen.push(request) };
    const sandbox: Sandbox = await startSandbox(options);
    const variables: Record<string, string> = sandbox.env;
    const status: number | undefined = sandbox.requests[0]?.status;
    await sandbox.close();
    export { status, variables };`;

  test.each([
    ['nodenext', {}],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
    ['exact and without skipLibCheck', { exactOptionalPropertyTypes: true, skipLibCheck: false }],
  ])('are right by themselves: %s', async (_, options) => {
    expect(await check(USE, options)).toBe('');
  });

  test.each([
    ['an unknown option', `startSandbox({ scenari: 'rate-limited' })`, /'scenari' does not exist/],
    ['a wrong type', `startSandbox({ port: '8787' })`, /'string' is not assignable to type 'number'/],
    ['an unknown setting', `startSandbox({ config: { gateways: [{ id: 'a', cachTtl: 1 }] } })`, /cachTtl/],
    ['an internal type', `({}) as import('cf-aig/sandbox').SandboxGateway`, /no exported member/],
  ])('refuse %s', async (_, code, message) => {
    expect(
      await check(`import { startSandbox } from 'cf-aig/sandbox';\nexport const tried = ${code};`),
    ).toMatch(message);
  });
});

describe('the examples of docs/testing.md', () => {
  test.each(['chat.test.mjs', 'program.test.mjs'])('node:test, %s', async (name) => {
    const { stdout } = await node('--test', '--test-reporter=tap', name);
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(stdout).not.toMatch(/^# pass 0$/m);
  });

  test('Jest', async () => {
    const jest = resolve('node_modules/jest/bin/jest.js');
    const { stderr } = await node(jest, '--config', 'jest.config.mjs', '--watchman=false');
    expect(stderr).toMatch(/^Tests: +1 passed, 1 total$/m);
  });

  // Needs the registry: CF_AIG_TEST_VITEST=1.
  (process.env.CF_AIG_TEST_VITEST ? test : test.skip)('Vitest', async () => {
    await run('npm', ['install', '--no-audit', '--no-fund', '--no-save', 'vitest@4'], {
      cwd: folder,
      env: ENV,
    });
    linkOpenai();
    const { stdout } = await node('node_modules/vitest/vitest.mjs', 'run', 'chat.vitest.test.js');
    expect(stdout).toMatch(/Tests +1 passed/);
  });

  test('its links lead somewhere', () => {
    const headings = readFileSync('docs/sandbox.md', 'utf8').match(/(?<=^##+ ).+$/gm) ?? [];
    const anchors = headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...PAGE.matchAll(/\]\(sandbox\.md#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
  });

  test('it names every option and property', () => {
    const types = readFileSync(join(folder, 'node_modules/cf-aig/dist/sandbox.d.ts'), 'utf8');
    const members = (name: string) =>
      [
        ...(new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? '').matchAll(
          /^ {4}(\w+)/gm,
        ),
      ].map(([, member]) => member);
    const names = [...members('SandboxOptions'), ...members('Sandbox'), ...members('AnsweredRequest')];
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !PAGE.includes(`\`${name}\``) && !PAGE.includes(`\`${name}()\``))).toEqual(
      [],
    );
  });
});
