import { describe, expect, test } from '@jest/globals';
import { authProfiles } from '../../../src/doctor/runtime/auth-profiles.js';
import type { OpenDatabase } from '../../../src/lib/sqlite.js';
import { brief, findingsOf, inHome, NOW, PROVIDER, type Setup, VARIABLE } from '../home.js';

type Row = Record<string, unknown>;

/** A database that answers the three questions that are asked of it. */
const database =
  (profiles: Row[], pauses: Row[] = []): OpenDatabase =>
  () => ({
    rows: (sql) => {
      if (sql.includes('sqlite_master')) return [{ name: 'config_machine_state' }];
      return sql.includes('usageStats') ? pauses : profiles;
    },
    close: () => {},
  });

const DATABASE = { '.openclaw/state/openclaw.sqlite': '' };
const setup = (block: Row, profiles: Row[], pauses: Row[] = []): Setup => ({
  block,
  files: DATABASE,
  machine: { openDatabase: () => database(profiles, pauses) },
});
const MANUAL = { id: `${PROVIDER}:manual`, provider: PROVIDER, type: 'api_key', variable: null };
const INLINE = `inline-api-key:${PROVIDER}`;
const open = { auth: undefined };
const inMinutes = (minutes: number) => NOW.getTime() + minutes * 60_000;

describe('profiles', () => {
  test.each<[string, Setup, string[], evidence: string]>([
    ['no database', {}, ['pass'], ''],
    ['a Node without SQLite', { files: DATABASE }, ['skip'], ''],
    [
      'one that comes first',
      setup(open, [MANUAL]),
      ['warn auth-profile-shadows'],
      `${PROVIDER}:manual (api_key)`,
    ],
    ['auth is "api-key"', setup({}, [MANUAL]), ['pass'], ''],
    ['of another provider', setup(open, [{ ...MANUAL, id: 'openai:x', provider: 'openai' }]), ['pass'], ''],
    ['a block without a key is meant for it', setup({ ...open, apiKey: undefined }, [MANUAL]), ['pass'], ''],
    ['a reference to the same variable', setup(open, [{ ...MANUAL, variable: VARIABLE }]), ['pass'], ''],
    [
      'a reference to another variable',
      setup(open, [{ ...MANUAL, variable: 'OLD_KEY' }]),
      ['warn auth-profile-shadows'],
      'manual',
    ],
    ['the block names it', setup({ apiKey: MANUAL.id }, [MANUAL]), ['pass'], ''],
  ])('%s', async (_name, given, expected, evidence) => {
    await inHome(async (home) => {
      const found = await findingsOf(authProfiles, await home.inputs(given));
      expect(brief(found)).toEqual(expected);
      expect(found[0]?.evidence.join('\n')).toContain(evidence);
    });
  });

  test('a database that cannot be read is no finding', async () => {
    await inHome(async (home) => {
      const openDatabase = () => () => {
        throw new Error('database is locked');
      };
      const found = await findingsOf(
        authProfiles,
        await home.inputs({ files: DATABASE, machine: { openDatabase } }),
      );
      expect(brief(found)).toEqual(['skip']);
    });
  });
});

describe('pauses', () => {
  test.each<[string, Row[], string[], evidence: string]>([
    [
      'of the key in the config',
      [{ id: INLINE, until: inMinutes(0.5), reason: 'auth' }],
      ['warn openclaw-cooldown'],
      '1 min left for the key of the config, after a failure of kind "auth"',
    ],
    [
      'of a profile',
      [{ id: `${PROVIDER}:manual`, until: inMinutes(8.2), reason: null }],
      ['warn openclaw-cooldown'],
      `9 min left for the profile ${PROVIDER}:manual`,
    ],
    ['over', [{ id: INLINE, until: inMinutes(-1), reason: 'auth' }], ['pass'], ''],
    ['never set', [{ id: INLINE, until: 0, reason: null }], ['pass'], ''],
    ['of another provider', [{ id: 'inline-api-key:openai', until: inMinutes(5) }], ['pass'], ''],
  ])('%s', async (_name, rows, expected, evidence) => {
    await inHome(async (home) => {
      const found = await findingsOf(authProfiles, await home.inputs(setup({}, [MANUAL], rows)));
      expect(brief(found)).toEqual(expected);
      expect(found[0]?.evidence.join('\n')).toContain(evidence);
    });
  });
});
