import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeTempFolder } from '../temp-folder.js';
import { runInProcess } from './harness.js';

const folder = makeTempFolder('schemas');
const page = readFileSync('docs/formats.md', 'utf8');

beforeAll(() => {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@cfworker'), { recursive: true });
  symlinkSync(resolve('.'), join(modules, 'cf-aig'), 'junction');
  symlinkSync(
    resolve('node_modules/@cfworker/json-schema'),
    join(modules, '@cfworker', 'json-schema'),
    'junction',
  );
  writeFileSync(join(folder, 'check.mjs'), /```js\n(import [\s\S]*?)```/.exec(page)![1]!);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (input: string) =>
  execFileSync(process.execPath, ['check.mjs'], { cwd: folder, input, encoding: 'utf8', stdio: 'pipe' });

test('the check of docs/formats.md takes a document of doctor, also of a later version, and nothing else', async () => {
  const { stdout } = await runInProcess(['doctor', '--offline', '--json'], { env: { HOME: folder } });
  expect(check(stdout)).toBe('as the schema says\n');
  const document = JSON.parse(stdout);
  expect(check(JSON.stringify({ ...document, newField: true }))).toBe('as the schema says\n');
  expect(() => check(JSON.stringify({ ...document, findings: 'none' }))).toThrow('findings');
});

test('docs/formats.md names every schema, and no other', () => {
  const section = page.slice(page.indexOf('\n## JSON'), page.indexOf('\n## Where'));
  const named = [...section.matchAll(/`([a-z-]+\.json)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(readdirSync('schemas').sort());
});
