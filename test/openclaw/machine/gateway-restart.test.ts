import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Container, findContainer } from '../../../src/openclaw/machine/container.js';
import { restartCommand, restartOf, restartText } from '../../../src/openclaw/machine/gateway-restart.js';
import { makeTempFolder } from '../../temp-folder.js';

const SERVICE = { file: '/home/u/.config/systemd/user/openclaw-gateway.service', variables: [] };
const WHY =
  'No service manager runs it, so `openclaw gateway restart` would keep the process and the values that it has.';
const docker = (id?: string): Container => ({ engine: 'docker', id });

test.each<[string, Parameters<typeof restartOf>[0], boolean, string]>([
  ['systemd', { pid: 7, initialEnv: { INVOCATION_ID: 'x' } }, true, 'Run `openclaw gateway restart`.'],
  [
    'launchd',
    { pid: 7, initialEnv: { OPENCLAW_LAUNCHD_LABEL: 'x' } },
    false,
    'Run `openclaw gateway restart`.',
  ],
  ['a terminal', { pid: 7, initialEnv: { HOME: '/x' } }, false, `Stop process 7 and start it again. ${WHY}`],
  [
    'a terminal, beside a service',
    { pid: 7, initialEnv: {} },
    true,
    `Stop process 7 and start it again. ${WHY}`,
  ],
  [
    'an empty marker',
    { pid: 7, initialEnv: { INVOCATION_ID: ' ' } },
    false,
    `Stop process 7 and start it again. ${WHY}`,
  ],
  ['hidden, with a service', { pid: 7 }, true, 'Run `openclaw gateway restart`.'],
  ['hidden, without', { pid: 7 }, false, 'Stop process 7 and start it again.'],
  [
    'an external supervisor',
    { pid: 7, initialEnv: { OPENCLAW_SUPERVISOR_MODE: 'External' } },
    false,
    `Restart process 7 with the supervisor that runs it. ${WHY}`,
  ],
  [
    'a container',
    { pid: 1, initialEnv: {}, container: docker('0123456789ab') },
    false,
    `Run \`docker restart 0123456789ab\`. ${WHY}`,
  ],
  [
    'a container with a name of its own',
    { pid: 1, initialEnv: {}, container: docker() },
    false,
    `Run \`docker restart <container>\`. ${WHY}`,
  ],
  ['a pod', { pid: 1, initialEnv: { KUBERNETES_SERVICE_HOST: 'x' } }, false, `Restart its pod. ${WHY}`],
])('%s', (_name, gateway, hasService, expected) => {
  expect(restartText(restartOf(gateway, hasService ? [SERVICE] : []))).toBe(expected);
});

test('another profile', () => {
  const { action } = restartOf({ pid: 7, initialEnv: { INVOCATION_ID: 'x' } }, [], 'work');
  expect(action).toBe('openclaw --profile work gateway restart');
});

describe('the container of a process', () => {
  /** A process as `/proc` shows it. */
  function processIn(files: Record<string, string>): string {
    const folder = makeTempFolder('proc');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return folder;
  }
  const DOCKER = { 'root/.dockerenv': '', 'root/etc/hostname': '0123456789ab\n' };

  test.each<[string, number, Record<string, string>, Container | undefined]>([
    ['its main process', 1, DOCKER, docker('0123456789ab')],
    ['the child of an init', 7, { ...DOCKER, stat: '7 (openclaw (x) y) S 1 7 7' }, docker('0123456789ab')],
    ['started later, from a shell', 7, { ...DOCKER, stat: '7 (openclaw) S 6 7 7' }, undefined],
    ['a host name of its own', 1, { ...DOCKER, 'root/etc/hostname': 'claw\n' }, docker()],
    ['podman', 1, { 'root/run/.containerenv': '' }, { engine: 'podman', id: undefined }],
    ['none', 1, { 'root/etc/hostname': 'x' }, undefined],
  ])('%s', async (_name, pid, files, expected) => {
    expect(await findContainer(processIn(files), pid)).toEqual(expected);
  });
});

test.each([
  ['openclaw --profile work gateway restart', true, ['openclaw', '--profile', 'work', 'gateway', 'restart']],
  ['docker restart 0123456789ab', true, ['docker', 'restart', '0123456789ab']],
  ['docker restart <container>', true, undefined],
  ['stop process 7 and start it again', false, undefined],
])('%s can be run: %j', (action, isCommand, words) => {
  expect(restartCommand({ action, isCommand })).toEqual(words);
});
