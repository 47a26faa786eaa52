import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CASES } from '../../scripts/package/cases.js';
import { examplesOf } from '../../scripts/package/examples.js';
import { type Installed, installTarball, pack } from '../../scripts/package/install.js';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram } from './built.js';

// `cf-aig` and `cf-aig/sandbox` as they are installed: from the packed tarball, in a folder that has nothing else.

const run = promisify(execFile);
const PAGE = readFileSync('docs/testing.md', 'utf8');
const LIBRARY_PAGE = readFileSync('docs/library.md', 'utf8');
const ENV = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, NO_COLOR: '1' };

let folder: string;
let tarball: string;
let installed: Installed;

beforeAll(async () => {
  folder = makeTempFolder('library ');
  builtProgram();
  tarball = await pack(folder);
  installed = await installTarball(folder, tarball, dirname(process.execPath));
});
afterAll(async () => {
  await installed.sandbox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const node = (...args: string[]) => run(process.execPath, args, { cwd: folder, env: ENV, timeout: 60_000 });

describe('on this Node; `npm run test:package` has the others', () => {
  test.each(CASES)('$title', ({ run }) => run(installed));
});

describe('loading them', () => {
  const START = `startSandbox().then(async ({ url, close }) => {
    console.log((await fetch(url)).status);
    await close();
  });`;
  const EXPLAIN = `console.log(explain('2009').cause);`;

  test.each([
    ['cf-aig', `import { explain } from 'cf-aig'; ${EXPLAIN}`, 'token-rejected\n'],
    ['cf-aig/sandbox', `import { startSandbox } from 'cf-aig/sandbox'; ${START}`, '404\n'],
  ])('%s, by import', async (_, code, output) => {
    const { stdout } = await node('--input-type=module', '-e', code);
    expect(stdout).toBe(output);
  });

  test.each([
    ['cf-aig', `const { explain } = require('cf-aig'); ${EXPLAIN}`, 'token-rejected\n'],
    ['cf-aig/sandbox', `const { startSandbox } = require('cf-aig/sandbox'); ${START}`, '404\n'],
  ])('%s, by require', async (_, code, output) => {
    await expect(node('-e', code)).resolves.toEqual({ stdout: output, stderr: '' });
  });

  test.each(['cf-aig', 'cf-aig/sandbox'])('%s is the same for both kinds of modules', async (name) => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `import { createRequire } from 'node:module';
      const required = createRequire(process.cwd() + '/x.js')('${name}');
      const imported = await import('${name}');
      const names = Object.keys(imported);
      const same = names.filter((name) => imported[name] === required[name]);
      console.log(JSON.stringify([names, same, Object.keys(required).sort()]));`,
    );
    const [names, same, required] = JSON.parse(stdout);
    expect([same, required]).toEqual([names, names]);
  });

  test.each([
    ['cf-aig', ['ConfigEditError', 'diagnose', 'editConfig', 'explain']],
    ['cf-aig/sandbox', ['startSandbox']],
  ])('%s changes nothing, starts nothing, and gives what is public', async (name, names) => {
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
      const library = await import('${name}');
      console.log(JSON.stringify([Object.keys(library), look() === before]));`,
    );
    // Nothing keeps the process running either: it has ended.
    expect(JSON.parse(stdout)).toEqual([names, true]);
  });

  test('cf-aig loads none of Node’s modules for networks and processes', async () => {
    const { stdout } = await node(
      '--input-type=module',
      '-e',
      `const before = new Set(process.moduleLoadList);
      await import('cf-aig');
      console.log(JSON.stringify(process.moduleLoadList.filter((name) => !before.has(name))));`,
    );
    const loaded: string[] = JSON.parse(stdout);
    expect(
      loaded.filter((name) =>
        /NativeModule (?:child_process|https?|http2|dns|tls|worker_threads|readline)$/.test(name),
      ),
    ).toEqual([]);
  });

  test('the package has the pages that its program and its types name', () => {
    const folders = ['src', 'api'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file)),
    );
    const texts = folders.filter((path) => path.endsWith('.ts')).map((path) => readFileSync(path, 'utf8'));
    const pages = new Set(texts.flatMap((text) => text.match(/\bdocs\/[a-z-]+\.md\b/g) ?? []));
    expect(pages.size).toBeGreaterThan(1);
    for (const page of pages)
      expect([page, existsSync(join(folder, 'node_modules/cf-aig', page))]).toEqual([page, true]);
  });

  test('the package has no other entry, and the program is still there', async () => {
    await expect(node('--input-type=module', '-e', `await import('cf-aig/dist/main.js')`)).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
    const { stdout } = await run(join(folder, 'node_modules/.bin/cf-aig'), ['--version'], { env: ENV });
    expect(stdout).toMatch(/\d+\.\d+\.\d+/);
  });
});

// npm has no man pages on Windows.
(process.platform === 'win32' ? test.skip : test)('npm install --global brings the man page', async () => {
  const prefix = join(folder, 'global');
  await run('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', tarball]);
  expect(readFileSync(join(prefix, 'share/man/man1/cf-aig.1'), 'utf8')).toMatch(/^\.TH CF\\-AIG 1 /);
});

describe('the API report', () => {
  const typesOf = (file: string) => readFileSync(join(folder, 'node_modules/cf-aig/dist', file), 'utf8');

  // A change of the API is seen in a review, and never happens by accident.
  test.each(['library', 'sandbox'])(
    'api/%s.d.ts is what the package has; `npm run docs` writes it',
    (entry) => {
      expect(typesOf(`${entry}.d.cts`)).toBe(readFileSync(`api/${entry}.d.ts`, 'utf8'));
    },
  );

  test.each([
    ['library', 'cf-aig'],
    ['sandbox', 'cf-aig/sandbox'],
  ])('api/%s.d.ts has the functions and classes that %s exports', async (entry, name) => {
    const declared = [
      ...typesOf(`${entry}.d.cts`).matchAll(/^export declare (?:function|class|const) (\w+)/gm),
    ];
    const code = `console.log(JSON.stringify(Object.keys(await import('${name}'))))`;
    const { stdout } = await node('--input-type=module', '-e', code);
    expect(JSON.parse(stdout)).toEqual(declared.map(([, found]) => found).sort());
  });
});

describe('its types', () => {
  const check = async (code: string, options: object = {}, file = 'use.mts') => {
    mkdirSync(join(folder, 'types'), { recursive: true });
    write(`types/${file}`, code);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022'],
      types: [],
      ...options,
    };
    write('types/tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
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
    export async function use() {
      const sandbox: Sandbox = await startSandbox(options);
      const variables: Record<string, string> = sandbox.env;
      const status: number | undefined = sandbox.requests[0]?.status;
      await sandbox.close();
      return { status, variables };
    }`;

  const USE_LIBRARY = `
    import { ConfigEditError, diagnose, editConfig, explain, type ConfigEdit, type Diagnosis, type HttpExchange } from 'cf-aig';
    const exchange: HttpExchange = {
      request: { method: 'POST', url: 'https://gateway.ai.cloudflare.com/v1/a/b', headers: new Map([['a', 'b']]) },
      response: { status: 401, headers: { 'content-type': ['application/json'] }, body: '' },
    };
    const failed: HttpExchange = { request: { method: 'GET', url: '' }, error: new Error('x', { cause: { code: 'EPIPE' } }) };
    const found: Diagnosis | null = diagnose(exchange) ?? diagnose(failed) ?? explain('2009');
    const isToken: boolean | undefined = found && found.category === 'bad-token' ? found.transient : undefined;
    const edits: ConfigEdit[] = [{ op: 'set', path: ['a', 0], value: { b: 1 } }, { op: 'remove', path: ['c'] }];
    try {
      editConfig('{}', edits);
    } catch (error) {
      if (error instanceof ConfigEditError && error.reason === 'syntax') throw new Error(String(error.line));
    }
    export { isToken };`;

  test.each([
    ['nodenext', {}],
    ['node16', { module: 'node16' }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
    ['exact and without skipLibCheck', { exactOptionalPropertyTypes: true, skipLibCheck: false }],
  ])('are right by themselves: %s', async (_, options) => {
    for (const file of ['use.mts', 'use.cts']) {
      expect(await check(USE, options, file)).toBe('');
      expect(await check(USE_LIBRARY, options, file)).toBe('');
    }
  });

  test('take what fetch gives', async () => {
    const code = `
      import { diagnose } from 'cf-aig';
      export async function why(url: string, init: { method: string; headers: Headers; body: string }) {
        const request = { url, ...init };
        const response = await fetch(url, init).catch((error: Error) => error);
        if (response instanceof Error) return diagnose({ request, error: response });
        const { status, headers } = response;
        return diagnose({ request, response: { status, headers, body: await response.text() } });
      }`;
    expect(await check(code, { lib: ['es2022', 'dom', 'dom.iterable'] })).toBe('');
  });

  test.each([
    ['an unknown option', `startSandbox({ scenari: 'rate-limited' })`, /'scenari' does not exist/],
    ['a wrong type', `startSandbox({ port: '8787' })`, /'string' is not assignable to type 'number'/],
    ['an unknown setting', `startSandbox({ config: { gateways: [{ id: 'a', cachTtl: 1 }] } })`, /cachTtl/],
    ['an internal type', `({}) as import('cf-aig/sandbox').SandboxGateway`, /no exported member/],
    ['a category that is none', `explain('')?.category === 'token'`, /no overlap/],
    ['an exchange without a request', `diagnose({ response: { status: 1 } })`, /'request' is missing/],
    ['a path as text', `editConfig('', [{ op: 'remove', path: 'a.b' }])`, /'string' is not assignable/],
    ['an edit that is none', `editConfig('', [{ op: 'add', path: ['a'] }])`, /'"add"' is not assignable/],
    [
      'an internal type of the library',
      `({}) as import('cf-aig').Category`,
      /no exported member|declares 'Category' locally/,
    ],
  ])('refuse %s', async (_, code, message) => {
    const imports = `import { startSandbox } from 'cf-aig/sandbox';\nimport { diagnose, editConfig, explain } from 'cf-aig';`;
    expect(await check(`${imports}\nexport const tried = ${code};`)).toMatch(message);
  });
});

/** What the examples use besides. npm takes it away again. */
function linkOpenai(): void {
  const link = join(folder, 'node_modules/openai');
  if (!existsSync(link)) symlinkSync(resolve('node_modules/openai'), link);
}

describe('the examples of docs/testing.md', () => {
  beforeAll(() => {
    linkOpenai();
    for (const [name, code] of examplesOf(PAGE)) write(name, code);
  });

  test.each(['chat.test.mjs', 'program.test.mjs'])('node:test, %s', async (name) => {
    const { stdout } = await node('--test', '--test-reporter=tap', name);
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(stdout).not.toMatch(/^# pass 0$/m);
  });

  test('Jest', async () => {
    const jest = resolve('node_modules/jest/bin/jest.js');
    const { stderr } = await node(jest, '--config', 'jest.config.mjs', '--watchman=false');
    expect(stderr).toMatch(/^Tests: +2 passed, 2 total$/m);
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

  test('it names every option and property', () => {
    const types = readFileSync(join(folder, 'node_modules/cf-aig/dist/sandbox.d.cts'), 'utf8');
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

describe('docs/library.md', () => {
  test('has one example for each function', () => {
    const names = examplesOf(LIBRARY_PAGE).map(([name]) => name);
    expect(names).toEqual(['diagnose.mjs', 'explain.mjs', 'edit-config.mjs']);
  });

  test('names every property', () => {
    const types = readFileSync(join(folder, 'node_modules/cf-aig/dist/library.d.cts'), 'utf8');
    const body = (name: string) =>
      new RegExp(`(?:interface|class) ${name} .*\\{\n([\\s\\S]*?)\n\\}`).exec(types)![1]!;
    const members = ['HttpExchange', 'Diagnosis', 'ConfigEditError'].flatMap((name) =>
      [...body(name).matchAll(/^ +(?:readonly )?(\w+)\??:/gm)].map(([, member]) => member!),
    );
    expect(members.length).toBeGreaterThan(15);
    expect(members.filter((name) => !LIBRARY_PAGE.includes(`\`${name}\``))).toEqual([]);
  });
});
