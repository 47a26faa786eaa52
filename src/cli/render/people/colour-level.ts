/** What decides whether a stream gets colours. */
export interface ColourInput {
  env: NodeJS.ProcessEnv;
  isTty: boolean;
  /** `--no-color` */
  noColor?: boolean;
}

/** no-color.org and force-color.org; chalk itself ignores NO_COLOR in a terminal. */
export function colourLevel({ env, isTty, noColor }: ColourInput): 0 | 1 | 2 {
  if (noColor) return 0;
  if (env.FORCE_COLOR) return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 0 : 1;
  if (env.NO_COLOR || env.TERM === 'dumb' || !isTty) return 0;
  return env.COLORTERM || env.TERM?.includes('256') ? 2 : 1;
}
