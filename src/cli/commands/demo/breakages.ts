import type { CauseId } from '../../../diagnosis/causes/catalogue.js';
import { editDotenv } from '../../../lib/dotenv/dotenv.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { editJson5 } from '../../../lib/json5/edit.js';
import { PROVIDER_ID } from '../../../openclaw/blocks/block.js';

/** A way to break a working setup, and what doctor must find. */
export interface Breakage {
  title: string;
  cause: CauseId;
  exitCode: number;
  config?(text: string, gatewayOrigin: string): string;
  env?(text: string): string;
  /** A scenario of the sandbox. */
  scenario?: string;
}

const BLOCK = ['models', 'providers', PROVIDER_ID] as const;

export const BREAKAGES: readonly Breakage[] = [
  {
    title: 'apiKey is the bare name of a variable, and is sent as it is',
    cause: 'api-key-bare-name',
    exitCode: 10,
    config: (text) => change(text, 'apiKey', 'CLOUDFLARE_AI_GATEWAY_API_KEY'),
  },
  {
    title: 'nothing listens at the address',
    cause: 'connection-refused',
    exitCode: 11,
    config: (text, origin) => text.replaceAll(origin, 'http://127.0.0.1:9'),
  },
  {
    title: 'the gateway’s name is misspelt',
    cause: 'gateway-not-found',
    exitCode: 12,
    config: (text) => text.replaceAll('/my-gateway/', '/my-gatway/'),
  },
  {
    title: 'Cloudflare does not know the token',
    cause: 'token-unknown',
    exitCode: 13,
    env: (text) =>
      editDotenv(text, [
        {
          key: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
          value: 'cfut_FAKEdemoTOKENthatNOBODYknows00000000000000000000',
        },
      ]),
  },
  {
    title: 'the gateway’s own rate limit is reached',
    cause: 'rate-limited',
    exitCode: 14,
    scenario: 'rate-limited',
  },
  {
    title: 'the provider rejects the key that is stored for it',
    cause: 'stored-key-rejected',
    exitCode: 15,
    config: (text) => text.replaceAll('openai/gpt-4o-mini', 'openai/fail-401'),
  },
];

function change(text: string, key: string, value: unknown): string {
  const edit: Json5Edit = { op: 'set', path: [...BLOCK, key], value };
  return editJson5(text, [edit]);
}
