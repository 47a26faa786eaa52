import type { Io } from '../../shared/io.js';

/** What commands are pasted into. */
export type Shell = 'posix' | 'powershell' | 'cmd';

/** The user's shell, as far as the environment tells. */
export function shellOf({ env, platform }: Pick<Io, 'env' | 'platform'>): Shell {
  if (platform !== 'win32') return 'posix';
  // Git Bash and its like.
  if (env.MSYSTEM || env.SHELL) return 'posix';
  // cmd exports its prompt.
  return env.PROMPT ? 'cmd' : 'powershell';
}

/** A text as one word of a command; `~` stays special. */
export function shellWord(text: string, shell: Shell): string {
  if (shell === 'posix') return text.replace(/[^\p{L}\w@%+=:,./~-]/gu, '\\$&');
  if (/^[\p{L}\w:.\\/~-]+$/u.test(text)) return text;
  return shell === 'cmd' ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}

/** The command that exports a variable; the value has no special characters. */
export function exportCommand(name: string, value: string, shell: Shell): string {
  const forms = {
    posix: `export ${name}=${value}`,
    powershell: `$env:${name} = '${value}'`,
    cmd: `set ${name}=${value}`,
  };
  return forms[shell];
}

/** The names of variables are in capitals, unlike the words of prose. */
const UNSET = /\bunset ([A-Z][A-Z0-9_]+)\b/g;

/** Writes the commands that not every shell has as this one has them. */
export function inShell(text: string, shell: Shell): string {
  if (shell === 'posix') return text;
  return text.replace(UNSET, shell === 'cmd' ? 'set $1=' : 'Remove-Item Env:$1');
}
