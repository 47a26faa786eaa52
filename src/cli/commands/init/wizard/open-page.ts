import { spawn } from 'node:child_process';
import {
  findProgram,
  type SearchContext,
  trustedEnv,
  windowsProgram,
} from '../../../../lib/programs/search-path.js';

/** Opens the page in the user's browser. False: there is none here, over SSH for instance. */
export async function openPage(url: string, around: SearchContext): Promise<boolean> {
  const { env, platform } = around;
  if (env.SSH_CONNECTION) return false;
  const headless = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY && !env.WSL_DISTRO_NAME;
  if (headless) return false;
  const opener = await openerOf(around);
  if (!opener) return false;
  const [command, ...args] = opener;
  return new Promise((done) => {
    const child = spawn(command, [...args, url], {
      env: trustedEnv(around),
      stdio: 'ignore',
      detached: true,
    });
    child.once('error', () => done(false));
    child.once('spawn', () => {
      child.unref();
      done(true);
    });
  });
}

/** With its folder: a program of that name in the current folder is another one. */
async function openerOf(around: SearchContext): Promise<[command: string, ...args: string[]] | undefined> {
  if (around.platform === 'darwin') return ['/usr/bin/open'];
  if (around.platform === 'win32')
    return [windowsProgram('rundll32.exe', around.env), 'url.dll,FileProtocolHandler'];
  const command = await findProgram('xdg-open', around);
  return command === undefined ? undefined : [command];
}
