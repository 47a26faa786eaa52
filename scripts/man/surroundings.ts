import { backupPaths } from '../../src/lib/files/backup.js';

/** What the help does not list: which variables and files cf-aig uses. */
export const VARIABLES: Record<string, string> = {
  CLOUDFLARE_AI_GATEWAY_API_KEY: 'The gateway token, in OpenClaw’s `.env` or exported.',
  CLOUDFLARE_ACCOUNT_ID: 'The account, unless the config or `--account-id` names it.',
  CLOUDFLARE_AI_GATEWAY_ID: 'The gateway, unless the config or `--gateway` names it.',
  CF_AIG_GATEWAY_ORIGIN: 'Another address for the gateway, such as that of a sandbox.',
  CLOUDFLARE_API_BASE_URL: 'Another address for Cloudflare’s API.',
  CF_AIG_SANDBOX_TOKEN: 'A token of your own for `cf-aig sandbox`.',
  CF_AIG_ACCESSIBLE: '1: plain prompts, as `--accessible`.',
  OPENCLAW_CONFIG_PATH: 'The config, as OpenClaw itself reads it.',
  OPENCLAW_STATE_DIR: 'The folder of the config and of `.env`.',
  OPENCLAW_HOME: 'What OpenClaw takes for the home folder.',
  HTTPS_PROXY: 'The proxy on the way out.',
  NO_PROXY: 'Hosts that are reached without it.',
  NODE_EXTRA_CA_CERTS: 'A file with certificates to trust.',
  NO_COLOR: 'No colours.',
  FORCE_COLOR: 'Colours where there is no terminal, too.',
};

const CONFIG = '~/.openclaw/openclaw.json';

export const FILES: Record<string, string> = {
  [CONFIG]: 'OpenClaw’s config. It names variables, and holds no secret.',
  '~/.openclaw/.env': 'The secrets, by those names; readable by their owner only.',
  [backupPaths(CONFIG)[0]!]:
    'The content before the last change; `.bak.1` to `.bak.4` before earlier ones. Those of `.env` are beside it.',
  [`${CONFIG}.cf-aig.journal`]: 'What each run changed, by fingerprint: for `undo` and `init --remove`.',
};
