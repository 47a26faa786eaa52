/** The header by which the sandbox says what it does not have. Cloudflare never sends it. */
export const SANDBOX_HEADER = 'cf-aig-sandbox';

/** Its value on the whole answer; with `; header=<name>`, only a header of the request was ignored. */
export const NOT_IMPLEMENTED = 'not-implemented';

/** In the message of such an answer, after what is missing. */
export const NOT_IN_SANDBOX = 'is not in the sandbox of cf-aig';
