import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { creatorText } from '../../../src/lib/files/creator.js';
import { writeClientFiles } from '../../../src/sandbox/listening/client-files.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = () => writeClientFiles('PEM', 'https://127.0.0.1:8443', folder);

/** What a sandbox of this process would have left. @returns its name */
function leave(creator: string): string {
  const name = `cf-aig-sandbox-${creator}`;
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'ca.pem'), 'PEM');
  return name;
}

function byEndedProcess(): string {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return creatorText().replace(/^\d+/, String(pid));
}

test('the files are in a folder for this user alone, which goes with them', async () => {
  const { authority, remove } = await write();
  expect(statSync(dirname(authority)).mode & 0o777).toBe(0o700);
  await remove();
  expect(readdirSync(folder)).toEqual([]);
});

test('what a killed sandbox left is removed; what a running one has, and what is not its own, stays', async () => {
  leave(byEndedProcess());
  const running = leave(creatorText());
  const foreign = leave('AbCdEf');
  const { remove } = await write();
  await remove();
  expect(readdirSync(folder).sort()).toEqual([running, foreign].sort());
});

test('a link in its place is removed, not what it leads to', async () => {
  const target = mkdtempSync(join(folder, 'mine-'));
  writeFileSync(join(target, 'kept'), '');
  symlinkSync(target, join(folder, `cf-aig-sandbox-${byEndedProcess()}`));
  await (await write()).remove();
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(target)).toEqual(['kept']);
});
