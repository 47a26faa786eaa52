/** Hyperlinks of terminals (OSC 8). */

/** What decides whether the terminal knows them. */
export interface LinkInput {
  env: NodeJS.ProcessEnv;
  isTty: boolean;
  /** Without colours, other escape codes are not wanted either. */
  hasColour: boolean;
}

/** First versions that know hyperlinks, by TERM_PROGRAM. */
const SINCE: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  'iTerm.app': [3, 1],
  WezTerm: [20_200_620, 0],
  vscode: [1, 72],
  ghostty: [0, 0],
  zed: [0, 0],
  WarpTerminal: [0, 0],
  Hyper: [3, 4],
};

/** As supports-hyperlinks decides, which looks only at the environment of its own process. */
export function supportsLinks({ env, isTty, hasColour }: LinkInput): boolean {
  if (env.FORCE_HYPERLINK) return Number.parseInt(env.FORCE_HYPERLINK, 10) !== 0;
  if (!isTty || !hasColour) return false;
  // tmux and screen drop links that the terminal around them may not know, and with a link its address.
  if (env.CI || env.TEAMCITY_VERSION || env.TMUX || env.STY) return false;
  if (env.WT_SESSION || env.KITTY_WINDOW_ID || env.TERM === 'xterm-kitty' || env.TERM === 'alacritty')
    return true;
  const since = SINCE[env.TERM_PROGRAM ?? ''];
  if (since) return isAtLeast(env.TERM_PROGRAM_VERSION ?? '', since);
  // 0.50.0, written 5000, crashed on them.
  return Number(env.VTE_VERSION) > 5000;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [haveMajor = 0, haveMinor = 0] = version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

/** Pages to open in a browser. In other addresses, such as a base URL, the middle matters. */
const PAGE =
  /^https:\/\/(?:(?:aistudio|app|cloud|console|dash|dashboard|developers?|docs|platform|portal|www)\.|github\.com\/)/;

/** `developers.cloudflare.com/…/authentication`, which opens the whole address; undefined for an address that is not a page. */
export function shortLink(url: string, ellipsis: string): string | undefined {
  if (!PAGE.test(url)) return undefined;
  const { host, pathname } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '');
  return `\u001b]8;;${url}\u0007${host}/${ellipsis}/${last ?? ''}\u001b]8;;\u0007`;
}
