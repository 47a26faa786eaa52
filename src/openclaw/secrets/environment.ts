import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import type { ReadText } from '../files/includes.js';
import type { Place } from '../files/locate.js';
import { recordAt } from '../files/tree.js';
import { isBlockedInConfig, isBlockedInWorkingDirectory } from './known-variables.js';

export type SourceKind = 'process' | 'cwd-env' | 'state-env' | 'gateway-env' | 'config-env';

export interface Origin {
  kind: SourceKind;
  /** Absolute; undefined for the process's environment and the config's `env.vars`. */
  file?: string;
  /** 1-based; the line in effect, which is the last one in that file. */
  line?: number;
}

export interface VariableSource {
  name: string;
  /** OpenClaw's value; `''` if the definition in effect is empty, which OpenClaw treats as missing. */
  value: string;
  from: Origin;
  /** Definitions with lower precedence, highest first. `differs`: has another value than the one in effect. */
  shadowed: (Origin & { value: string; differs: boolean })[];
  /** An exported but empty variable shadows a file's value. */
  blockedByEmpty?: boolean;
}

/** Variables with OpenClaw's precedence: process > cwd .env > state .env > gateway.env > the config's env.vars. */
export interface Environment {
  /** undefined if it is not defined. */
  lookup(name: string): VariableSource | undefined;
  isExportedEmpty(name: string): boolean;
  /** Names defined in OpenClaw's files. */
  names(): string[];
  /** Every `.env` file that OpenClaw reads. */
  files: { path: string; file: TextFile }[];
}

/** One source of variables. */
interface Layer {
  origin: Origin;
  definitions: Map<string, { value: string; line?: number }>;
}

const PORTABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Never throws: an unreadable file defines nothing, as in OpenClaw. */
export async function loadEnvironment(
  place: Place,
  env: NodeJS.ProcessEnv,
  config?: Record<string, unknown>,
  read: ReadText = readTextFile,
): Promise<Environment> {
  const files = await Promise.all(place.envPaths.map(async (path) => ({ path, file: await read(path) })));
  const layers = files.map(({ path, file }) => fileLayer(path, kindOf(path, place), file));
  return environmentFrom(env, [...layers, configLayer(config)], files);
}

/** An environment with only these values, as if exported. */
export function environmentOf(values: Record<string, string | undefined>): Environment {
  return environmentFrom(values, [], []);
}

/** An environment that defines every variable, to find out which ones a block refers to. */
export function dummyEnvironment(): Environment {
  return {
    files: [],
    isExportedEmpty: () => false,
    names: () => [],
    lookup: (name) => ({ name, value: name, from: { kind: 'process' }, shadowed: [] }),
  };
}

function environmentFrom(
  env: NodeJS.ProcessEnv,
  fileLayers: readonly Layer[],
  files: Environment['files'],
): Environment {
  const layers = [processLayer(env), ...fileLayers];
  return {
    files,
    isExportedEmpty: (name) => env[name] === '',
    names: () => [...new Set(fileLayers.flatMap(({ definitions }) => [...definitions.keys()]))],
    lookup(name) {
      const found = layers.flatMap(({ origin, definitions }) => {
        const definition = definitions.get(name);
        return definition ? [{ ...origin, line: definition.line, value: definition.value }] : [];
      });
      // The config's env.vars also replace an empty value; a file's variables do not.
      const last = found.at(-1);
      const winner = found[0]?.value === '' && last?.kind === 'config-env' ? last : found[0];
      if (!winner) return undefined;
      const shadowed = found
        .filter((definition) => definition !== winner)
        .map(({ value, ...origin }) => ({
          ...dropEmptyLine(origin),
          value,
          differs: value !== winner.value,
        }));
      const { value, ...from } = winner;
      return {
        name,
        value,
        from: dropEmptyLine(from),
        shadowed,
        ...(from.kind === 'process' && value === '' && shadowed.some(({ differs }) => differs)
          ? { blockedByEmpty: true }
          : {}),
      };
    },
  };
}

function dropEmptyLine<T extends Origin>(origin: T): T {
  if (origin.line === undefined) delete origin.line;
  return origin;
}

function processLayer(env: NodeJS.ProcessEnv): Layer {
  const definitions = new Map<string, { value: string }>();
  for (const [name, value] of Object.entries(env)) if (value !== undefined) definitions.set(name, { value });
  return { origin: { kind: 'process' }, definitions };
}

function fileLayer(path: string, kind: SourceKind, file: TextFile): Layer {
  const layer: Layer = { origin: { kind, file: path }, definitions: new Map() };
  if (file.kind !== 'file') return layer;
  for (const { key, value, line } of parseDotenv(file.text).entries) {
    if (!PORTABLE_NAME.test(key)) continue;
    if (kind === 'cwd-env' && isBlockedInWorkingDirectory(key)) continue;
    layer.definitions.set(key, { value, line });
  }
  return layer;
}

function configLayer(config: Record<string, unknown> | undefined): Layer {
  const layer: Layer = { origin: { kind: 'config-env' }, definitions: new Map() };
  const { vars: _, shellEnv: __, ...direct } = recordAt(config, ['env']) ?? {};
  // Older versions also take variables in `env` itself; the newest refuses such a config, which has its own finding.
  for (const [name, value] of Object.entries({ ...recordAt(config, ['env', 'vars']), ...direct })) {
    if (typeof value !== 'string' || value.trim() === '' || !PORTABLE_NAME.test(name)) continue;
    if (isBlockedInConfig(name) || /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/.test(value)) continue;
    layer.definitions.set(name, { value });
  }
  return layer;
}

function kindOf(path: string, place: Place): SourceKind {
  if (path === place.untrustedEnvPath) return 'cwd-env';
  return path === place.gatewayEnvPath ? 'gateway-env' : 'state-env';
}
