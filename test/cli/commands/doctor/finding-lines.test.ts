import { describe, expect, test } from '@jest/globals';
import { Folder, groupLines, notCheckedLine } from '../../../../src/cli/commands/doctor/finding-lines.js';
import { GROUPS, type GroupId, PLACES } from '../../../../src/cli/commands/doctor/groups.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { CHECK_IDS, type CheckId } from '../../../../src/doctor/check/check-ids.js';
import {
  type Finding,
  notChecked,
  type Outcome,
  pass,
  problem,
  skip,
} from '../../../../src/doctor/check/finding.js';
import { ALL_CHECKS } from '../../../../src/doctor/checks.js';
import { readSnapshot } from '../../../../src/openclaw/snapshot.js';

const PLAIN = styleFor({ env: {}, isTty: false, columns: 80, unicode: true });
const at = (check: CheckId, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });
const NOWHERE = '/nonexistent';
const snapshot = await readSnapshot({
  env: {},
  homedir: NOWHERE,
  cwd: NOWHERE,
  platform: 'linux',
  nodeVersion: '20.18.1',
});
const linesOf = (group: GroupId, ...findings: Finding[]) => groupLines(group, findings, { snapshot }, PLAIN);

describe('a group', () => {
  test.each<[string, GroupId, Finding[], string]>([
    [
      'counts the checks that passed, and says what they saw',
      'files',
      [at('config-file', pass('/x/openclaw.json')), at('env-file', pass('/x/.env'))],
      ' ✔ Files (2)        /x/openclaw.json and .env\n',
    ],
    [
      'counts a check with two findings once',
      'setup',
      [at('credentials', pass('a')), at('credentials', pass('b'))],
      ' ✔ Setup (1)\n',
    ],
    [
      'names a .env of another folder whole',
      'files',
      [at('config-file', pass('/x/openclaw.json')), at('env-file', pass('/y/.env'))],
      ' ✔ Files (2)        /x/openclaw.json, /y/.env\n',
    ],
    [
      'has a row for a failure, cut to the width',
      'network',
      [at('proxy', pass('none')), at('connection', problem('dns-failed', { host: 'x'.repeat(80) }))],
      ` ✔ Network (1)      proxy: none\n ✖ Connection       The name ${'x'.repeat(50)}…\n`,
    ],
    [
      'has a row for a warning, below what passed',
      'files',
      [
        at('config-file', problem('config-permissive', { file: '/x/openclaw.json' })),
        at('config-syntax', pass('valid')),
      ],
      ' ✔ Files (1)\n ! Config file      /x/openclaw.json can be read by other users of this machine.\n',
    ],
    ['says why a check was skipped', 'openclaw', [at('daemon', skip('none'))], ' – Running gateway  none\n'],
    ['says nothing of what is usual', 'cloudflare', [at('models-offered', skip('no list'))], ''],
    ['says nothing of what was not checked', 'cloudflare', [at('token', notChecked(': --offline'))], ''],
    [
      'says the same reason once',
      'cloudflare',
      (['gateway', 'token', 'provider'] as const).map((id) => at(id, skip('only OpenClaw has the key'))),
      ' – Gateway, Gateway token, Provider: only OpenClaw has the key\n',
    ],
  ])('%s', (_name, group, findings, expected) => {
    expect(linesOf(group, ...findings)).toBe(expected);
  });

  test('is printed when its last check is done', () => {
    const folder = new Folder(ALL_CHECKS, { snapshot }, PLAIN);
    const printed = ALL_CHECKS.map(({ id }) => [id, folder.add([at(id, pass('x'))])]);
    const last = new Map(CHECK_IDS.map((id) => [PLACES[id].group, id]));
    expect(new Set(printed.flatMap(([id, text]) => (text ? [id] : [])))).toEqual(new Set(last.values()));
    const counts = [
      ...printed
        .map(([, text]) => text)
        .join('')
        .matchAll(/ ✔ (\w+) \((\d+)\)/g),
    ];
    expect(counts.map(([, title]) => title).sort()).toEqual(
      Object.values(GROUPS)
        .map(({ title }) => title)
        .sort(),
    );
    expect(counts.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(CHECK_IDS.length);
  });

  test('in ASCII', () => {
    const ascii = { ...styleFor({ env: {}, isTty: false, columns: 80, unicode: false }) };
    const target = { values: { gateway: 'g', accountId: '0123456789abcdef0123456789abcdef' } } as never;
    expect(groupLines('cloudflare', [at('gateway', pass('x'))], { snapshot, target }, ascii)).toBe(
      ' [ok]   Cloudflare (1)   g of account 0123..cdef\n',
    );
  });
});

describe('what was not checked', () => {
  const missing = (count: number) =>
    CHECK_IDS.slice(-count).map((id) => at(id, notChecked(': connection failed')));
  const failure = at('connection', problem('dns-failed', {}));
  test.each<[string, Finding[], string]>([
    ['nothing', [failure], ''],
    ['one check', [failure, ...missing(1)], ' – 1 more was not checked because of it: Settings\n'],
    [
      'several',
      [failure, ...missing(3)],
      ' – 3 more were not checked because of it: Provider, Model list, Settings\n',
    ],
    [
      'many',
      [failure, ...missing(6)],
      ' – 6 more were not checked because of it: Clock, Gateway, Gateway token, ...\n',
    ],
    ['without a failure', missing(2), ' – 2 were not checked: Model list, Settings\n'],
    [
      'offline, with a failure',
      [failure, ...missing(1), at('gateway', notChecked(': --offline'))],
      ' – 1 more was not checked because of it: Settings\n – 1 not checked (--offline): Gateway\n',
    ],
  ])('%s', (_name, findings, expected) => {
    expect(notCheckedLine(findings, PLAIN)).toBe(expected);
  });
});
