import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the build is made of. */
const SOURCES = [
  'src',
  'scripts/build.js',
  'scripts/build',
  'scripts/load-typescript.js',
  'scripts/man',
  'scripts/types.js',
  'package.json',
  'package-lock.json',
];
/** The last file that it writes. */
const WRITTEN_LAST = 'dist/THIRD_PARTY_NOTICES.txt';

interface Timed {
  path: string;
  /** Milliseconds since 1970. */
  changedMs: number;
}

let checked = false;

/** The script that starts the built program. Throws when there is none, or when it is older than its sources. */
export function builtProgram(): string {
  const problem = checked ? undefined : staleness(timesOf(WRITTEN_LAST)[0], SOURCES.flatMap(timesOf));
  if (problem) throw new Error(problem);
  checked = true;
  return resolve('test/e2e/installed.mjs');
}

/** The environment of a program that a test starts: nothing of this machine's but the PATH. */
export function environmentOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows names the home differently, and Node hands that of this machine on.
  const home = process.platform === 'win32' && env.HOME ? { USERPROFILE: env.HOME } : {};
  return { PATH: process.env.PATH, ...home, ...env };
}

/** Why the build does not prove anything of the sources; undefined: it does. */
export function staleness(built: Timed | undefined, sources: readonly Timed[]): string | undefined {
  if (!built) return 'dist/ is missing. Run: npm run build';
  const newer = sources.filter(({ changedMs }) => changedMs > built.changedMs).map(({ path }) => path);
  if (!newer.length) return undefined;
  const more = newer.length > 1 ? ` and ${newer.length - 1} more` : '';
  return `dist/ is older than ${newer[0]}${more}: the tests would try an old program. Run: npm run build`;
}

/** The path and everything below it; folders count too, as something may have been removed from them. */
function timesOf(path: string): Timed[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  const below = found.isDirectory() ? readdirSync(path).flatMap((name) => timesOf(join(path, name))) : [];
  // The files first: they say more than their folders.
  return [...below, { path, changedMs: found.mtimeMs }];
}
