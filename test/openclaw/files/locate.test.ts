import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type LocateInput, locate } from '../../../src/openclaw/files/locate.js';

interface Case {
  when: string;
  env?: NodeJS.ProcessEnv;
  files?: string[];
  over?: Partial<LocateInput>;
  config: string;
  reason?: string;
  env_?: string[];
  write?: string;
  skills?: string;
  legacy?: string;
}

const GATEWAY_ENV = '/home/u/.config/openclaw/gateway.env';
const CWD_ENV = '/work/.env';

const CASES: Case[] = [
  {
    when: 'nothing is set',
    config: '/home/u/.openclaw/openclaw.json',
    reason: 'default',
    env_: [CWD_ENV, '/home/u/.openclaw/.env', GATEWAY_ENV],
    write: '/home/u/.openclaw/.env',
    skills: '/home/u/.openclaw/skills',
  },
  {
    when: 'OPENCLAW_CONFIG_PATH names a file elsewhere: the .env beside it is read too',
    env: { OPENCLAW_CONFIG_PATH: '/etc/oc/openclaw.json' },
    config: '/etc/oc/openclaw.json',
    reason: 'OPENCLAW_CONFIG_PATH',
    env_: [CWD_ENV, '/home/u/.openclaw/.env', '/etc/oc/.env', GATEWAY_ENV],
    write: '/etc/oc/.env',
    skills: '/etc/oc/skills',
  },
  {
    when: 'OPENCLAW_STATE_DIR is set: no gateway.env, no legacy files of the home',
    env: { OPENCLAW_STATE_DIR: '/srv/state' },
    files: ['/home/u/.clawdbot/clawdbot.json'],
    config: '/srv/state/openclaw.json',
    reason: 'OPENCLAW_STATE_DIR',
    env_: [CWD_ENV, '/srv/state/.env'],
    skills: '/srv/state/skills',
  },
  {
    when: 'OPENCLAW_STATE_DIR names the default folder',
    env: { OPENCLAW_STATE_DIR: '~/.openclaw' },
    config: '/home/u/.openclaw/openclaw.json',
    env_: [CWD_ENV, '/home/u/.openclaw/.env', GATEWAY_ENV],
  },
  {
    when: 'both are set',
    env: { OPENCLAW_STATE_DIR: '/srv/state', OPENCLAW_CONFIG_PATH: '~/oc.json' },
    config: '/home/u/oc.json',
    reason: 'OPENCLAW_CONFIG_PATH',
    env_: [CWD_ENV, '/srv/state/.env', '/home/u/.env'],
    skills: '/srv/state/skills',
  },
  {
    when: 'a profile is named',
    over: { profile: 'work' },
    config: '/home/u/.openclaw-work/openclaw.json',
    reason: '--profile work',
    env_: [CWD_ENV, '/home/u/.openclaw-work/.env'],
    skills: '/home/u/.openclaw-work/skills',
  },
  { when: 'the profile is dev', over: { profile: 'dev' }, config: '/home/u/.openclaw-dev/openclaw.json' },
  { when: 'the profile is default', over: { profile: 'default' }, config: '/home/u/.openclaw/openclaw.json' },
  {
    when: 'OPENCLAW_STATE_DIR beats a profile',
    env: { OPENCLAW_STATE_DIR: '/srv/state' },
    over: { profile: 'work' },
    config: '/srv/state/openclaw.json',
    reason: 'OPENCLAW_STATE_DIR',
  },
  {
    when: 'variables of another profile give way to the one asked for',
    env: {
      OPENCLAW_PROFILE: 'home',
      OPENCLAW_STATE_DIR: '/home/u/.openclaw-home',
      OPENCLAW_CONFIG_PATH: '/home/u/.openclaw-home/openclaw.json',
    },
    over: { profile: 'work' },
    config: '/home/u/.openclaw-work/openclaw.json',
    reason: '--profile work',
  },
  {
    when: 'the config of another profile gives way, without a state folder too',
    env: { OPENCLAW_PROFILE: 'home', OPENCLAW_CONFIG_PATH: '/home/u/.openclaw-home/openclaw.json' },
    over: { profile: 'work' },
    config: '/home/u/.openclaw-work/openclaw.json',
    reason: '--profile work',
  },
  {
    when: 'the config of another profile stays where the state folder is the own one',
    env: {
      OPENCLAW_PROFILE: 'home',
      OPENCLAW_STATE_DIR: '/srv/state',
      OPENCLAW_CONFIG_PATH: '/home/u/.openclaw-home/openclaw.json',
    },
    over: { profile: 'work' },
    config: '/home/u/.openclaw-home/openclaw.json',
    reason: 'OPENCLAW_CONFIG_PATH',
  },
  {
    when: 'a config of its own stays, whatever the profile',
    env: { OPENCLAW_CONFIG_PATH: '/etc/oc.json' },
    over: { profile: 'work' },
    config: '/etc/oc.json',
    reason: 'OPENCLAW_CONFIG_PATH',
    env_: [CWD_ENV, '/home/u/.openclaw-work/.env', '/etc/.env'],
  },
  {
    when: 'the variables of the profile that is asked for stay',
    env: { OPENCLAW_PROFILE: 'home', OPENCLAW_STATE_DIR: '/home/u/.openclaw-home' },
    over: { profile: 'home' },
    config: '/home/u/.openclaw-home/openclaw.json',
    reason: 'OPENCLAW_STATE_DIR',
  },
  {
    when: 'the config of the profile that is asked for stays',
    env: { OPENCLAW_PROFILE: 'home', OPENCLAW_CONFIG_PATH: '/home/u/.openclaw-home/openclaw.json' },
    over: { profile: 'home' },
    config: '/home/u/.openclaw-home/openclaw.json',
    reason: 'OPENCLAW_CONFIG_PATH',
  },
  {
    when: 'a blank OPENCLAW_PROFILE is the default one',
    env: { OPENCLAW_PROFILE: ' ', OPENCLAW_STATE_DIR: '~/.openclaw' },
    over: { profile: ' work ' },
    config: '/home/u/.openclaw-work/openclaw.json',
    reason: '--profile work',
  },
  {
    when: 'a profile has no config of the old name',
    over: { profile: 'work' },
    files: ['/home/u/.openclaw-work/clawdbot.json'],
    config: '/home/u/.openclaw-work/openclaw.json',
  },
  {
    when: 'a state folder has only the old file',
    env: { OPENCLAW_STATE_DIR: '/srv/state' },
    files: ['/srv/state/clawdbot.json'],
    config: '/srv/state/clawdbot.json',
  },
  {
    when: 'OPENCLAW_PROFILE alone moves nothing',
    env: { OPENCLAW_PROFILE: 'work' },
    config: '/home/u/.openclaw/openclaw.json',
  },
  {
    when: 'OPENCLAW_HOME is set',
    env: { OPENCLAW_HOME: '/opt/oc' },
    config: '/opt/oc/.openclaw/openclaw.json',
    reason: 'OPENCLAW_HOME',
    skills: '/opt/oc/.openclaw/skills',
  },
  {
    when: 'OPENCLAW_HOME begins with a tilde',
    env: { OPENCLAW_HOME: '~/oc' },
    config: '/home/u/oc/.openclaw/openclaw.json',
  },
  {
    when: 'OPENCLAW_HOME is a tilde',
    env: { OPENCLAW_HOME: '~' },
    config: '/home/u/.openclaw/openclaw.json',
  },
  {
    when: 'OPENCLAW_HOME has a tilde inside',
    env: { OPENCLAW_HOME: '/opt/a~/b' },
    config: '/opt/a~/b/.openclaw/openclaw.json',
  },
  {
    when: 'OPENCLAW_STATE_DIR is a tilde',
    env: { OPENCLAW_STATE_DIR: '~' },
    config: '/home/u/openclaw.json',
  },
  {
    when: 'a path has blanks around it and a tilde inside',
    env: { OPENCLAW_CONFIG_PATH: ' /etc/a~/oc.json ' },
    config: '/etc/a~/oc.json',
  },
  ...['', '  ', 'undefined', 'null'].map((text) => ({
    when: `OPENCLAW_HOME is "${text}"`,
    env: { OPENCLAW_HOME: text },
    config: '/home/u/.openclaw/openclaw.json',
  })),
  {
    when: 'there is no HOME but a USERPROFILE',
    env: { HOME: '', USERPROFILE: '/users/u' },
    config: '/users/u/.openclaw/openclaw.json',
  },
  { when: 'there is neither', env: { HOME: undefined }, config: '/account/.openclaw/openclaw.json' },
  {
    when: 'blank variables count as unset',
    env: { OPENCLAW_CONFIG_PATH: ' ', OPENCLAW_STATE_DIR: ' ' },
    config: '/home/u/.openclaw/openclaw.json',
  },
  {
    when: 'only the old file of the new folder exists',
    files: ['/home/u/.openclaw', '/home/u/.openclaw/clawdbot.json'],
    config: '/home/u/.openclaw/clawdbot.json',
  },
  {
    when: 'only the old folder exists',
    files: ['/home/u/.clawdbot', '/home/u/.clawdbot/clawdbot.json'],
    config: '/home/u/.clawdbot/clawdbot.json',
    write: '/home/u/.clawdbot/.env',
    skills: '/home/u/.openclaw/skills',
  },
  {
    when: 'the new folder is empty: the old config is read, the variables come from the new folder',
    files: ['/home/u/.openclaw', '/home/u/.clawdbot', '/home/u/.clawdbot/clawdbot.json'],
    config: '/home/u/.clawdbot/clawdbot.json',
    write: '/home/u/.openclaw/.env',
  },
  {
    when: 'both exist: the old one is no longer read',
    files: ['/home/u/.openclaw', '/home/u/.openclaw/openclaw.json', '/home/u/.clawdbot/clawdbot.json'],
    config: '/home/u/.openclaw/openclaw.json',
    legacy: '/home/u/.clawdbot/clawdbot.json',
  },
  {
    when: '--config is given',
    env: { OPENCLAW_CONFIG_PATH: '/etc/oc/openclaw.json' },
    over: { config: 'my.json' },
    config: '/work/my.json',
    reason: '--config',
    // The working directory's .env is then the one next to the config, and trusted.
    env_: ['/home/u/.openclaw/.env', '/work/.env', GATEWAY_ENV],
    skills: '/work/skills',
  },
  {
    when: '--env-file is given',
    over: { envFile: '~/keys.env' },
    config: '/home/u/.openclaw/openclaw.json',
    env_: [CWD_ENV, '/home/u/keys.env', GATEWAY_ENV],
    write: '/home/u/keys.env',
  },
];

describe('locate', () => {
  test.each(CASES)('$when', ({ env, files = [], over, config, reason, env_, write, skills, legacy }) => {
    const place = locate({
      env: { HOME: '/home/u', ...env },
      homedir: '/account',
      cwd: '/work',
      exists: (file) => files.includes(file),
      paths: path.posix,
      ...over,
    });
    expect(place.configPath).toBe(config);
    if (reason) expect(place.configReason).toBe(reason);
    if (env_) expect(place.envPaths).toEqual(env_);
    if (write) expect(place.envPath).toBe(write);
    if (skills) expect(place.skillPath).toBe(`${skills}/cf-aig/SKILL.md`);
    expect(place.legacy).toBe(legacy);
  });
});

describe('on Windows', () => {
  const HOME = 'C:\\Users\\Jürgen M';
  const STATE = `${HOME}\\.openclaw`;
  const windows = (over: Partial<LocateInput> = {}) =>
    locate({
      env: { USERPROFILE: HOME },
      homedir: 'C:\\account',
      cwd: 'D:\\work',
      exists: () => false,
      paths: path.win32,
      ...over,
    });

  test('USERPROFILE is the home', () => {
    expect(windows()).toEqual({
      configPath: `${STATE}\\openclaw.json`,
      configReason: 'default',
      stateDir: STATE,
      envPath: `${STATE}\\.env`,
      envPaths: ['D:\\work\\.env', `${STATE}\\.env`, `${HOME}\\.config\\openclaw\\gateway.env`],
      home: HOME,
      skillPath: `${STATE}\\skills\\cf-aig\\SKILL.md`,
      untrustedEnvPath: 'D:\\work\\.env',
      gatewayEnvPath: `${HOME}\\.config\\openclaw\\gateway.env`,
    });
  });

  test.each<[name: string, over: Partial<LocateInput>, config: string]>([
    [
      'HOME wins, as in Git Bash',
      { env: { HOME: 'C:/me', USERPROFILE: HOME } },
      'C:\\me\\.openclaw\\openclaw.json',
    ],
    ['a drive', { config: 'E:\\oc.json' }, 'E:\\oc.json'],
    ['a drive, with slashes', { config: 'E:/a/oc.json' }, 'E:\\a\\oc.json'],
    ['a share', { config: '\\\\server\\share\\oc.json' }, '\\\\server\\share\\oc.json'],
    ['beside the working directory', { config: '..\\oc.json' }, 'D:\\oc.json'],
    ['the root of its drive', { config: '\\oc.json' }, 'D:\\oc.json'],
    ['~ with a backslash', { config: '~\\oc.json' }, `${HOME}\\oc.json`],
    ['~ with a slash', { config: '~/oc.json' }, `${HOME}\\oc.json`],
    ['a profile', { profile: 'work' }, `${HOME}\\.openclaw-work\\openclaw.json`],
    [
      'a state folder on a share',
      { env: { OPENCLAW_STATE_DIR: '\\\\server\\share\\state' } },
      '\\\\server\\share\\state\\openclaw.json',
    ],
  ])('%s', (_name, over, config) => {
    expect(windows(over).configPath).toBe(config);
  });
});
