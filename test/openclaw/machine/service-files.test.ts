import { expect, test } from '@jest/globals';
import { findServices } from '../../../src/openclaw/machine/service-files.js';
import { type Home, inHome } from '../../doctor/home.js';

const UNIT = '.config/systemd/user/openclaw-gateway.service';
const PLIST = 'Library/LaunchAgents/ai.openclaw.gateway.plist';
const services = (home: Home) => findServices({ home: home.path, stateDir: home.state });

test.each<[name: string, lines: string[], variables: string[]]>([
  ['one', ['[Service]', 'Environment=A=1'], ['A']],
  ['several, quoted or not', [`Environment=A=1 "B=two words" 'C=3' D=4`], ['A', 'B', 'C', 'D']],
  ['on several lines', ['Environment=A=1 \\', '  B=2', 'Environment=C=3'], ['A', 'B', 'C']],
  ['none of another setting', ['ExecStart=/bin/sh A=1', '# Environment=B=2'], []],
  ['none inside a value', ['Environment=A=x-B=2'], ['A']],
])('variables of a systemd unit: %s', async (_name, lines, variables) => {
  await inHome(async (home) => {
    home.write(UNIT, lines.join('\n'));
    expect(await services(home)).toEqual([{ file: home.at(UNIT), variables }]);
  });
});

test.each<[name: string, line: (file: string) => string, variables: string[]]>([
  ['a file', (file) => `EnvironmentFile=${file}`, ['A', 'B', 'C']],
  ['a file that may be missing', (file) => `EnvironmentFile=-${file}`, ['A', 'B', 'C']],
  ['a file in quotes', (file) => `EnvironmentFile="${file}"`, ['A', 'B', 'C']],
  ['a file with a blank after it', (file) => `EnvironmentFile=${file} `, ['A', 'B', 'C']],
  ['a file that is missing', (file) => `EnvironmentFile=-${file}.gone`, []],
  ['none of another setting', (file) => `ConditionFile=-${file}`, []],
])('files of a systemd unit: %s', async (_name, line, variables) => {
  await inHome(async (home) => {
    home.write('my-own.env', 'A=1\nexport B=2\nexport   C=3\n#D=4\n E=5\nnot F=6\n');
    home.write(UNIT, line(home.at('my-own.env')));
    expect((await services(home))[0]?.variables).toEqual(variables);
  });
});

test.each<[name: string, body: string, variables: string[]]>([
  [
    'those of the environment',
    '<key>Label</key><string>x</string><key>EnvironmentVariables</key>\n  <dict><key>A</key><string>1</string>\n<key>B</key></dict><key>C</key>',
    ['A', 'B'],
  ],
  ['without an environment', '<key>Label</key><string>x</string>', []],
])('variables of a launchd service: %s', async (_name, body, variables) => {
  await inHome(async (home) => {
    home.write(PLIST, `<plist><dict>${body}</dict></plist>`);
    expect(await services(home)).toEqual([{ file: home.at(PLIST), variables }]);
  });
});

test('what OpenClaw generates for its services counts for each', async () => {
  await inHome(async (home) => {
    home.write('.openclaw/service-env/gateway.env', 'GENERATED=1\n');
    home.write(UNIT, 'Environment=A=1\n');
    home.write(PLIST, '');
    expect((await services(home)).map(({ variables }) => variables)).toEqual([
      ['A', 'GENERATED'],
      ['GENERATED'],
    ]);
  });
});

test('files of other services, and copies, do not count', async () => {
  await inHome(async (home) => {
    for (const name of ['my-openclaw.service', 'openclaw.service.bak', 'other.service'])
      home.write(`.config/systemd/user/${name}`, 'Environment=A=1\n');
    for (const name of ['ai.openclaw.plist.bak', 'other.plist'])
      home.write(`Library/LaunchAgents/${name}`, '');
    expect(await services(home)).toEqual([]);
  });
});

test('a home without services', async () => {
  await inHome(async (home) => expect(await services(home)).toEqual([]));
});
