import { MISSING_SETTINGS } from '../../../src/sandbox/management/missing-settings.js';
import type { Row } from './row.js';

/** Keys of `--sandbox-config`; those of an entry have the list's name in front. */
export const CONFIG_KEYS: readonly Row[] = [
  { name: 'accounts[].id', what: '32 lowercase hex characters', has: 'yes' },
  { name: 'accounts[].name', what: 'its name', has: 'yes' },
  { name: 'accounts[].credits', what: 'US dollars for Unified Billing', has: 'yes' },
  { name: 'tokens[].value', what: 'the token', has: 'yes' },
  { name: 'tokens[].kind', what: '`user` or `account`', has: 'yes' },
  { name: 'tokens[].accountId', what: 'the account in which it counts', has: 'yes' },
  { name: 'tokens[].permissions', what: 'what it may do', has: 'yes' },
  { name: 'tokens[].status', what: '`active`, `disabled` or `expired`', has: 'yes' },
  { name: 'unifiedBilling', what: 'providers that credits pay for', has: 'yes' },
  { name: 'providers.<slug>.keys', what: 'keys that the built-in provider accepts', has: 'yes' },
  { name: 'providers.<slug>.models', what: 'models besides the built-in ones', has: 'yes' },
  { name: 'gateways[].accountId', what: 'the account that has it', has: 'yes' },
  { name: 'gateways[].id', what: 'its name', has: 'yes' },
  { name: 'gateways[].authentication', what: 'requests need a token', has: 'yes' },
  { name: 'gateways[].cacheTtl', what: 'seconds; 0: no cache', has: 'yes' },
  { name: 'gateways[].cacheInvalidateOnUpdate', what: 'PUT empties the cache', has: 'yes' },
  { name: 'gateways[].rateLimitingLimit', what: 'requests; 0: no limit', has: 'yes' },
  { name: 'gateways[].rateLimitingInterval', what: 'seconds', has: 'yes' },
  { name: 'gateways[].rateLimitingTechnique', what: '`fixed` or `sliding`', has: 'yes' },
  { name: 'gateways[].collectLogs', what: 'log or not', has: 'yes' },
  { name: 'gateways[].retryMaxAttempts', what: 'tries, 1 to 5', has: 'yes' },
  { name: 'gateways[].retryDelay', what: 'milliseconds between tries', has: 'yes' },
  { name: 'gateways[].retryBackoff', what: '`constant`, `linear` or `exponential`', has: 'yes' },
  { name: 'gateways[].byokOnly', what: 'never Unified Billing', has: 'yes' },
  { name: 'gateways[].storedKeys', what: 'aliases of stored keys, by provider', has: 'yes' },
  {
    name: 'gateways[].guardrails',
    what: 'words that any category finds; `setting` as in the API',
    has: 'partly',
    note: 'words, not meanings',
  },
  {
    name: 'gateways[].dlp',
    what: 'words that any profile finds; `setting` as in the API',
    has: 'partly',
    note: 'words, not patterns',
  },
  { name: 'gateways[].spendLimitsEnabled', what: 'whether they count', has: 'yes' },
  { name: 'gateways[].spendLimits', what: 'limits in US dollars', has: 'yes' },
  { name: 'gateways[].routes', what: 'dynamic routes', has: 'yes' },
  { name: 'gateways[].outOfOrder', what: 'features that do not work', has: 'yes' },
];

const yes = (name: string, what: string, note?: string): Row => ({ name, what, has: 'yes', note });

/** Fields of a gateway in the management API, on POST and PUT. Source: the npm package `cloudflare` 7.3.0. */
export const GATEWAY_SETTINGS: readonly Row[] = [
  yes('id', 'its name'),
  yes('authentication', 'requests need a token'),
  yes('byok_only', 'never Unified Billing'),
  yes('cache_ttl', 'seconds; 0: no cache'),
  yes('cache_invalidate_on_update', 'PUT empties the cache', 'one measurement at Cloudflare saw it stay'),
  yes('collect_logs', 'log or not'),
  yes('rate_limiting_limit', 'requests; 0: no limit'),
  yes('rate_limiting_interval', 'seconds'),
  yes('rate_limiting_technique', '`fixed` or `sliding`'),
  yes('retry_max_attempts', 'tries, 1 to 5'),
  yes('retry_delay', 'milliseconds between tries'),
  yes('retry_backoff', '`constant`, `linear` or `exponential`'),
  yes('spend_limits', 'limits in US dollars'),
  {
    name: 'dlp',
    what: 'blocks or flags what profiles find',
    has: 'partly',
    note: 'a profile finds its own id in a text, and the words of the config',
  },
  {
    name: 'guardrails',
    what: 'blocks or flags hazards by category',
    has: 'partly',
    note: 'category S1 finds `guardrails:S1` in a text, and the words of the config; flags do not show',
  },
  ...MISSING_SETTINGS.map(
    (setting): Row => ({
      name: setting.name,
      what: setting.what,
      has: 'no',
      note: `only \`${JSON.stringify(setting.default)}\``,
    }),
  ),
];
