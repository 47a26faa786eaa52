/** A setting of a gateway that has no effect in the sandbox: only its default is taken. */
export interface MissingSetting {
  /** The API's name. */
  name: string;
  default: unknown;
  what: string;
}

/** Source: the npm package `cloudflare` 7.3.0; the defaults are those that the API shows for a new gateway. */
export const MISSING_SETTINGS: readonly MissingSetting[] = [
  { name: 'log_classification', default: false, what: 'classes of logs' },
  { name: 'log_management', default: 10_000_000, what: 'how many logs are kept' },
  { name: 'log_management_strategy', default: 'DELETE_OLDEST', what: 'what happens when they are full' },
  { name: 'logpush', default: false, what: 'logs are sent elsewhere' },
  { name: 'logpush_public_key', default: null, what: 'and encrypted' },
  { name: 'otel', default: [], what: 'export to OpenTelemetry' },
  { name: 'store_id', default: null, what: 'where Secrets Store has the keys' },
  { name: 'stripe', default: null, what: 'events to Stripe' },
  { name: 'workers_ai_billing_mode', default: 'postpaid', what: 'who pays for Workers AI' },
  { name: 'zdr', default: false, what: 'zero data retention' },
];

/** What the API shows of a gateway beyond its settings; a body may repeat it. */
const READ_ONLY = [
  'id',
  'is_default',
  'created_at',
  'modified_at',
  'account_id',
  'account_tag',
  'internal_id',
  'wholesale',
];

/** Characters. The name is the client's, and the response repeats it. */
const MAX_NAME = 64;

/** The first setting of a body that the sandbox would have to drop: one without effect, or one that it does not know. */
export function missingSetting(body: Record<string, unknown>, known: readonly string[]): string | undefined {
  const found = Object.entries(body).find(([name, value]) => {
    if (known.includes(name) || READ_ONLY.includes(name) || value === null || value === undefined)
      return false;
    const setting = MISSING_SETTINGS.find((one) => one.name === name);
    return !setting || JSON.stringify(value) !== JSON.stringify(setting.default);
  });
  return found?.[0].slice(0, MAX_NAME);
}
