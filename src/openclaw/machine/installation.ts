import { access, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../lib/json.js';

/** OpenClaw as the user's shell would start it. */
export interface Installation {
  /** The `openclaw` on the PATH. */
  command: string;
  /** The folder of its package.json. */
  folder: string;
  version: string;
}

/** The version whose behaviour all of this was measured with. */
export const MEASURED_VERSION = '2026.9.6';

const PACKAGE = 'openclaw';
/** Where the package lies beside a folder of commands, when the command is a script that leads there (npm on Windows, pnpm). */
const BESIDE_COMMANDS = [
  ['node_modules', PACKAGE],
  ['..', 'lib', 'node_modules', PACKAGE],
  ['..', PACKAGE],
];

/** The first `openclaw` on the PATH, found without running anything; undefined: there is none, or it is no npm package. */
export async function findInstallation(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<Installation | undefined> {
  const command = await firstOnPath(env, platform);
  if (!command) return undefined;
  const real = await realpath(command).catch(() => command);
  const folders = [
    ...parentsOf(real),
    ...BESIDE_COMMANDS.map((parts) => path.resolve(path.dirname(command), ...parts)),
  ];
  for (const folder of folders) {
    const version = await versionIn(folder);
    if (version) return { command, folder, version };
  }
  return undefined;
}

/** Negative: `a` is the older one. Compares the numbers, as far as both have some (`2026.9.6`, `2026.9.6-beta.1`). */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const index = left.findIndex((part, at) => part !== (right[at] ?? 0));
  return index < 0 ? 0 : left[index]! - (right[index] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}

async function firstOnPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<string | undefined> {
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const names = platform === 'win32' ? [`${PACKAGE}.cmd`, `${PACKAGE}.exe`, `${PACKAGE}.ps1`] : [PACKAGE];
  for (const folder of folders) {
    for (const name of names) {
      const command = path.join(folder, name);
      const there = await access(command).then(
        () => true,
        () => false,
      );
      if (there) return command;
    }
  }
  return undefined;
}

function parentsOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...parentsOf(folder)];
}

async function versionIn(folder: string): Promise<string | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    return isRecord(found) && found.name === PACKAGE && typeof found.version === 'string'
      ? found.version
      : undefined;
  } catch {
    return undefined;
  }
}
