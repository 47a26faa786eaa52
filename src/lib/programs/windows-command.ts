import { windowsProgram } from './search-path.js';

/** What `spawn` takes. */
export interface Command {
  file: string;
  args: string[];
  /** The arguments are quoted already. */
  windowsVerbatimArguments?: boolean;
}

/** Characters with a meaning for cmd.exe, also between quotes. */
const SPECIAL = /[()%!^"<>&|;, *?`[\]]/g;

/**
 * How Windows starts a program: scripts (npm's commands) by cmd.exe, with every argument quoted twice, since cmd.exe reads the line
 * and the script, which passes it on by `%*`, makes it read it again. Source: learn.microsoft.com, "Parsing C++ command-line
 * arguments", and `cmd /?`.
 */
export function windowsCommand(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Command {
  if (!/\.(?:cmd|bat)$/i.test(file)) return { file, args: [...args] };
  const line = [shield(quote(file)), ...args.map((arg) => shield(shield(quote(arg))))].join(' ');
  return {
    file: env.ComSpec || windowsProgram('cmd.exe', env),
    // /d: no AutoRun; /s: only the outer quotes are taken away.
    args: ['/d', '/s', '/c', `"${line}"`],
    windowsVerbatimArguments: true,
  };
}

/** As a program takes its command line apart: a quote is escaped, and so are the backslashes in front of one. */
function quote(arg: string): string {
  // A line break ends the command, however it is quoted.
  const oneLine = arg.replace(/[\r\n]+/g, ' ');
  return `"${oneLine.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}

function shield(text: string): string {
  return text.replace(SPECIAL, '^$&');
}
