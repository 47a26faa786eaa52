/** All checks in the order of output. The table in ../checks.ts has a row for each. */
export const CHECK_IDS = [
  'node',
  'openclaw',
  'config-file',
  'config-syntax',
  'openclaw-config',
  'env-file',
  'provider-block',
  'base-url',
  'credentials',
  'headers',
  'model',
  'model-features',
  'other-blocks',
  'plugin',
  'auth-profiles',
  'daemon',
  'proxy',
  'connection',
  'clock',
  'gateway',
  'token',
  'provider',
  'models-offered',
  'gateway-settings',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];
