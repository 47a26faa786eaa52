import hostPaths, { type PlatformPath } from 'node:path';

/** The locations of OpenClaw's files. All paths are absolute. */
export interface Place {
  configPath: string;
  /** Why this `configPath`, for the user: `OPENCLAW_CONFIG_PATH`, `--profile work`, `default`, ... */
  configReason: string;
  stateDir: string;
  /** The `.env` to write to. */
  envPath: string;
  /** All `.env` files that OpenClaw reads; the first that defines a variable wins. */
  envPaths: string[];
  home: string;
  /** Where all agents find OpenClaw's skill for cf-aig. */
  skillPath: string;
  /** A config with the old name (clawdbot) that is not read because `configPath` takes precedence. */
  legacy?: string;
  /** The `.env` of the working directory, if among `envPaths`; OpenClaw only takes harmless variables from it. */
  untrustedEnvPath?: string;
  /** `~/.config/openclaw/gateway.env`, if among `envPaths`. */
  gatewayEnvPath?: string;
}

export interface LocateInput {
  env: NodeJS.ProcessEnv;
  homedir: string;
  cwd: string;
  /** As in `openclaw --profile`; `openclaw --dev` selects `dev`. */
  profile?: string;
  /** Overrides OPENCLAW_CONFIG_PATH. */
  config?: string;
  /** Replaces every `.env` of OpenClaw except that of the working directory. */
  envFile?: string;
  exists(path: string): boolean;
  /** How this system writes paths; tests give Windows'. */
  paths?: PlatformPath;
}

const CONFIG_NAME = 'openclaw.json';
const LEGACY_CONFIG_NAME = 'clawdbot.json';
const STATE_DIR_NAME = '.openclaw';
const LEGACY_STATE_DIR_NAME = '.clawdbot';

/**
 * Finds OpenClaw's files by OpenClaw's own rules (measured with 2026.9.6):
 * OPENCLAW_CONFIG_PATH > OPENCLAW_STATE_DIR > `--profile` > OPENCLAW_HOME > HOME.
 * OPENCLAW_PROFILE alone has no effect.
 */
export function locate(given: LocateInput): Place {
  const { paths: path = hostPaths } = given;
  const input = { ...given, path };
  const home = homeOf(input);
  const expand = (text: string) => expandPath(text, home, input);
  const selected = readSelection(input, home, expand);
  const defaultDir = path.join(home, STATE_DIR_NAME);
  const stateDir = selected.stateDir ?? defaultStateDir(home, input);

  const candidates = candidateConfigs(selected, stateDir, home, path);
  const existing = candidates.filter(input.exists);
  const configPath = selected.configPath ?? existing[0] ?? path.join(stateDir, CONFIG_NAME);

  const envFile = input.envFile && expand(input.envFile);
  const envFiles = envFile
    ? [envFile]
    : // Both are read; the state directory's comes first because the CLI loads it before the config.
      unique([
        path.join(stateDir, '.env'),
        path.join(selected.configPath ? path.dirname(configPath) : stateDir, '.env'),
      ]);
  const cwdEnv = path.join(path.resolve(input.cwd), '.env');
  const untrustedEnvPath = envFiles.includes(cwdEnv) ? undefined : cwdEnv;
  const gatewayEnvPath =
    !selected.stateDir || path.resolve(selected.stateDir) === defaultDir
      ? path.join(home, '.config', 'openclaw', 'gateway.env')
      : undefined;

  return {
    configPath,
    configReason: selected.reason ?? homeReason(input.env),
    stateDir,
    envPath: envFiles[envFiles.length - 1]!,
    envPaths: [untrustedEnvPath, ...envFiles, gatewayEnvPath].filter((file) => file !== undefined),
    home,
    skillPath: path.join(skillsDir(selected, home, path), 'cf-aig', 'SKILL.md'),
    legacy: selected.configPath ? undefined : existing[1],
    untrustedEnvPath,
    gatewayEnvPath,
  };
}

type Input = LocateInput & { path: PlatformPath };

interface Selection {
  stateDir?: string;
  configPath?: string;
  /** What selected the config, if anything. */
  reason?: string;
}

/** The explicit choices of flags and variables. A profile sets both variables unless they are set. */
function readSelection(input: Input, home: string, expand: (text: string) => string): Selection {
  const { env, path } = input;
  let stateDir = env.OPENCLAW_STATE_DIR?.trim() ? expand(env.OPENCLAW_STATE_DIR) : undefined;
  let configPath = env.OPENCLAW_CONFIG_PATH?.trim() ? expand(env.OPENCLAW_CONFIG_PATH) : undefined;
  let reason = configPath ? 'OPENCLAW_CONFIG_PATH' : stateDir && 'OPENCLAW_STATE_DIR';

  const profile = input.profile?.trim();
  if (profile) {
    const requested = profileDir(profile, home, path);
    const inherited = profileDir(env.OPENCLAW_PROFILE?.trim() || 'default', home, path);
    // In a shell of another profile's gateway, the variables only reflect that profile: the requested one wins.
    const echoesState = requested !== inherited && stateDir === inherited;
    const echoesConfig =
      requested !== inherited &&
      (!stateDir || echoesState) &&
      configPath === path.join(inherited, CONFIG_NAME);
    if (!configPath || echoesConfig) {
      if (!stateDir || echoesState) reason = `--profile ${profile}`;
      configPath = undefined;
    }
    if (!stateDir || echoesState) stateDir = requested;
    configPath ??= path.join(stateDir, CONFIG_NAME);
  }
  if (input.config) {
    configPath = expand(input.config);
    reason = '--config';
  }
  return { stateDir, configPath, reason };
}

function profileDir(profile: string, home: string, path: PlatformPath): string {
  return path.join(
    home,
    profile.toLowerCase() === 'default' ? STATE_DIR_NAME : `${STATE_DIR_NAME}-${profile}`,
  );
}

function defaultStateDir(home: string, { exists, path }: Input): string {
  const current = path.join(home, STATE_DIR_NAME);
  const legacy = path.join(home, LEGACY_STATE_DIR_NAME);
  return !exists(current) && exists(legacy) ? legacy : current;
}

/** The skills that all agents share. Unlike the state, they move with the config, and not with the old name. */
function skillsDir({ stateDir, configPath }: Selection, home: string, path: PlatformPath): string {
  const dir = stateDir ?? (configPath ? path.dirname(configPath) : path.join(home, STATE_DIR_NAME));
  return path.join(dir, 'skills');
}

/** In OpenClaw's order: the first that exists is read. */
function candidateConfigs(selected: Selection, stateDir: string, home: string, path: PlatformPath): string[] {
  const dirs = selected.stateDir
    ? [stateDir]
    : [path.join(home, STATE_DIR_NAME), path.join(home, LEGACY_STATE_DIR_NAME)];
  return dirs.flatMap((dir) => [path.join(dir, CONFIG_NAME), path.join(dir, LEGACY_CONFIG_NAME)]);
}

function homeReason(env: NodeJS.ProcessEnv): string {
  return nonEmpty(env.OPENCLAW_HOME) ? 'OPENCLAW_HOME' : 'default';
}

/** OPENCLAW_HOME > HOME > USERPROFILE > the account's home. */
function homeOf({ env, homedir, cwd, path }: Input): string {
  const osHome = nonEmpty(env.HOME) ?? nonEmpty(env.USERPROFILE) ?? nonEmpty(homedir) ?? cwd;
  const explicit = nonEmpty(env.OPENCLAW_HOME);
  return path.resolve(cwd, explicit ? explicit.replace(/^~(?=$|[\\/])/, () => osHome) : osHome);
}

/** Scripts that interpolate an unset variable produce these words; OpenClaw treats them as unset. */
function nonEmpty(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text && text !== 'undefined' && text !== 'null' ? text : undefined;
}

function expandPath(text: string, home: string, { cwd, path }: Input): string {
  return path.resolve(
    cwd,
    text.trim().replace(/^~(?=$|[\\/])/, () => home),
  );
}

function unique(files: string[]): string[] {
  return [...new Set(files)];
}
