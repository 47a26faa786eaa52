/** Why a check has no key to test with. */
export const HELD = 'not tested: only OpenClaw can read the key';
