import type { PlaceOptions } from '../../shared/options.js';
import { inShell, type Shell, shellWord } from './shell.js';

/** The options that decide which files and which block a command uses. */
type SetupOptions = PlaceOptions & { providerId?: string };

const FILES = ['config', 'envFile', 'profile'] as const;
const BLOCK = [...FILES, 'providerId'] as const;

/** Flags that commands take to find the same setup; a command that is not listed takes none. */
const FLAGS: Record<string, readonly (keyof SetupOptions)[]> = {
  init: BLOCK,
  doctor: BLOCK,
  'test-model': BLOCK,
  verify: BLOCK,
  logs: BLOCK,
  usage: BLOCK,
  status: FILES,
  undo: FILES,
};

const NAMES: Record<keyof SetupOptions, string> = {
  config: '--config',
  envFile: '--env-file',
  profile: '--profile',
  providerId: '--provider-id',
};

/** A suggested command with the options of this run that it needs to use the same setup; other programs' stay as they are. */
export function withSetupOptions(command: string, options: SetupOptions, shell: Shell): string {
  const [, name = ''] = /^cf-aig ([a-z-]+)/.exec(command) ?? [];
  const flags = (FLAGS[name] ?? []).flatMap((key) => {
    const value = options[key];
    return value === undefined || command.includes(NAMES[key])
      ? []
      : [`${NAMES[key]} ${shellWord(value, shell)}`];
  });
  return [inShell(command, shell), ...flags].join(' ');
}
