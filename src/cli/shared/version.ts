declare const CF_AIG_VERSION: string | undefined;
declare const CF_AIG_BUGS_URL: string | undefined;

/** Set by the build from package.json; not available when running from source. */
export const version = typeof CF_AIG_VERSION === 'string' ? CF_AIG_VERSION : '0.0.0';
/** URL of the issue tracker; '' if package.json has none. */
export const bugsUrl = typeof CF_AIG_BUGS_URL === 'string' ? CF_AIG_BUGS_URL : '';
