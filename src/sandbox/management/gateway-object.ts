import { isRecord } from '../../lib/json.js';
import { BACKOFFS, type SandboxGateway } from '../config/config-types.js';
import { dlpSetting, guardrailsSetting, showDlp, showGuardrails } from '../config/content-settings.js';
import { GATEWAY_ID, gatewaySettings } from '../config/gateway-settings.js';
import { readSpendRules, showSpendRule } from '../config/spend-rules.js';
import { SandboxConfigError, type Validator } from '../config/validators.js';
import type { SandboxResponse } from '../http/response.js';
import { notImplemented } from '../responses/not-implemented.js';
import { invalid, type V4Error, v4Errors } from '../responses/v4-envelope.js';
import { gatewayKey } from '../state/map-keys.js';
import type { State } from '../state/state.js';
import { MISSING_SETTINGS, missingSetting } from './missing-settings.js';

type Kind = 'boolean' | 'amount' | 'attempts' | 'delay' | 'technique' | 'backoff' | 'id';

/** The settings with a plain value that have an effect in the sandbox, by the API's names. */
const FIELDS: { name: string; setting: keyof SandboxGateway; kind: Kind; required?: boolean }[] = [
  {
    name: 'cache_invalidate_on_update',
    setting: 'cacheInvalidateOnUpdate',
    kind: 'boolean',
    required: true,
  },
  { name: 'id', setting: 'id', kind: 'id', required: true },
  { name: 'cache_ttl', setting: 'cacheTtl', kind: 'amount', required: true },
  { name: 'collect_logs', setting: 'collectLogs', kind: 'boolean', required: true },
  { name: 'rate_limiting_interval', setting: 'rateLimitingInterval', kind: 'amount', required: true },
  { name: 'rate_limiting_limit', setting: 'rateLimitingLimit', kind: 'amount', required: true },
  { name: 'rate_limiting_technique', setting: 'rateLimitingTechnique', kind: 'technique' },
  { name: 'authentication', setting: 'authentication', kind: 'boolean' },
  { name: 'retry_max_attempts', setting: 'retryMaxAttempts', kind: 'attempts' },
  { name: 'retry_delay', setting: 'retryDelay', kind: 'delay' },
  { name: 'retry_backoff', setting: 'retryBackoff', kind: 'backoff' },
  { name: 'byok_only', setting: 'byokOnly', kind: 'boolean' },
];

/** A gateway as the API shows it. */
export function showGateway(state: State, gateway: SandboxGateway) {
  const times = state.modifiedAt.get(gatewayKey(gateway)) ?? {
    created: Date.UTC(2026, 0, 1),
    modified: Date.UTC(2026, 0, 1),
  };
  return {
    ...Object.fromEntries(FIELDS.map(({ name, setting }) => [name, gateway[setting]])),
    ...Object.fromEntries(MISSING_SETTINGS.map((setting) => [setting.name, setting.default])),
    dlp: showDlp(gateway.dlp),
    guardrails: showGuardrails(gateway.guardrails),
    spend_limits: showSpendLimits(gateway),
    is_default: gateway.id === 'default',
    created_at: new Date(times.created).toISOString(),
    modified_at: new Date(times.modified).toISOString(),
  };
}

/** All settings that have an effect in the sandbox, by the API's names. */
export const SETTINGS: readonly string[] = [
  ...FIELDS.map(({ name }) => name),
  'dlp',
  'guardrails',
  'spend_limits',
];

/**
 * The body of a create or update; every field that is wrong or missing has its own 7001. What would have no effect is
 * refused.
 */
export function readGatewayBody(
  body: Record<string, unknown> | undefined,
  accountId: string,
): { gateway: SandboxGateway } | { refusal: SandboxResponse } {
  if (!body) return { refusal: v4Errors(400, [invalid('Input Validation Error', 'body')]) };
  const gateway: SandboxGateway = { ...gatewaySettings(), accountId, id: '' };
  const errors: V4Error[] = [];
  const report = (name: string, problem: string | undefined) => {
    if (problem) errors.push(invalid(problem, 'body', name));
  };
  for (const { name, setting, kind, required } of FIELDS) {
    const value = body[name];
    report(name, value !== undefined ? PROBLEMS[kind](value) : required ? 'Required' : undefined);
    // A null means off, as the default does.
    if (value !== undefined && value !== null) Object.assign(gateway, { [setting]: value });
  }
  errors.push(...readSpendLimits(body.spend_limits, gateway));
  report('dlp', setContent(body.dlp, dlpSetting, gateway.dlp));
  report('guardrails', setContent(body.guardrails, guardrailsSetting, gateway.guardrails));
  if (errors.length > 0) return { refusal: v4Errors(400, errors) };
  const missing = missingSetting(body, SETTINGS);
  return missing === undefined
    ? { gateway }
    : { refusal: notImplemented('management', `The setting ${missing}`) };
}

/** Gives `target` a setting of the body, and returns what is wrong with it. */
function setContent<T>(
  value: unknown,
  read: Validator<T>,
  target: { setting?: T | null },
): string | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    target.setting = read(value, 'body');
    return undefined;
  } catch (error) {
    if (error instanceof SandboxConfigError) return error.message;
    throw error;
  }
}

function showSpendLimits({ spendLimitsEnabled: enabled, spendLimits }: SandboxGateway) {
  return spendLimits.length > 0 ? { enabled, rules: spendLimits.map(showSpendRule) } : null;
}

/** Sets `spend_limits` of the body, and returns what is wrong with it. */
function readSpendLimits(value: unknown, gateway: SandboxGateway): V4Error[] {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) return [invalid(typeError(value, 'object'), 'body', 'spend_limits')];
  const { enabled = true, rules = [] } = value;
  const read = readSpendRules(rules);
  gateway.spendLimitsEnabled = enabled === true;
  gateway.spendLimits = read.rules;
  const untyped = (Array.isArray(rules) ? rules : []).flatMap((rule, index) =>
    isRecord(rule) && 'limitType' in rule ? [] : [index],
  );
  const wrong = PROBLEMS.boolean(enabled);
  return [
    ...(wrong ? [invalid(wrong, 'body', 'spend_limits', 'enabled')] : []),
    ...untyped.map((index) => invalid('Required', 'body', 'spend_limits', 'rules', index, 'limitType')),
    ...read.problems.map(({ message, path }) => invalid(message, 'body', 'spend_limits', 'rules', ...path)),
  ];
}

function typeError(value: unknown, expected: string): string {
  const received = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return value === undefined ? 'Required' : `Expected ${expected}, received ${received}`;
}

type Problem = (value: unknown) => string | undefined;

const oneOf =
  (...allowed: string[]): Problem =>
  (value) =>
    value === null || allowed.some((one) => one === value)
      ? undefined
      : `Invalid enum value. Expected ${allowed.map((one) => `'${one}'`).join(' | ')}, received '${String(value)}'`;

const between =
  (least: number, most = Number.POSITIVE_INFINITY): Problem =>
  (value) => {
    if (value === null) return undefined;
    if (typeof value !== 'number') return typeError(value, 'number');
    if (value < least) return `Number must be greater than or equal to ${least}`;
    return value > most ? `Number must be less than or equal to ${most}` : undefined;
  };

const PROBLEMS: Record<Kind, Problem> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : typeError(value, 'boolean')),
  amount: between(0),
  attempts: between(1, 5),
  delay: between(0, 60_000),
  technique: oneOf('fixed', 'sliding'),
  backoff: oneOf(...BACKOFFS),
  id: (value) => {
    if (typeof value !== 'string') return typeError(value, 'string');
    if (value.length > 64) return 'String must contain at most 64 character(s)';
    return GATEWAY_ID.test(value) ? undefined : 'Invalid';
  },
};
