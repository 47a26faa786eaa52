declare const CF_AIG_VERSION: string | undefined;

/** Put in by the build; sources that run unbuilt have none. */
export const version = typeof CF_AIG_VERSION === 'string' ? CF_AIG_VERSION : '0.0.0';
