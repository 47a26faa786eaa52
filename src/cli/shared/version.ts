declare const CF_AIG_VERSION: string | undefined;
declare const CF_AIG_BUGS_URL: string | undefined;

/** Both put in by the build, from package.json; sources that run unbuilt have none. */
export const version = typeof CF_AIG_VERSION === 'string' ? CF_AIG_VERSION : '0.0.0';
/** Where bugs are reported; '' where package.json names no address. */
export const bugsUrl = typeof CF_AIG_BUGS_URL === 'string' ? CF_AIG_BUGS_URL : '';
