import { isRecord } from '../../lib/json.js';
import type { SandboxSpendLimit, SpendDimension } from './config-types.js';

export interface SpendRuleProblem {
  message: string;
  path: (string | number)[];
}

type ReportProblem = (message: string, ...path: (string | number)[]) => void;

/** Cloudflare's own limit. */
const MAX_RULES = 20;

const KEYS = ['id', 'limit', 'limitType', 'window', 'enabled', 'technique', 'metadata', 'model', 'provider'];

/**
 * Reads rules in Cloudflare's own format; each problem has a path. Sources: Cloudflare's docs, AI Gateway, "Spend limits",
 * and the npm package `cloudflare` 7.3.0, where only metadata can be split by value.
 */
export function readSpendRules(value: unknown): { rules: SandboxSpendLimit[]; problems: SpendRuleProblem[] } {
  if (!Array.isArray(value)) return { rules: [], problems: [{ message: 'Expected array', path: [] }] };
  const problems: SpendRuleProblem[] = [];
  const report: ReportProblem = (message, ...path) => problems.push({ message, path });
  if (value.length > MAX_RULES) report(`Array must contain at most ${MAX_RULES} element(s)`);
  const rules = value.map((item, index) =>
    readRule(isRecord(item) ? item : {}, index, (message, ...path) => report(message, index, ...path)),
  );
  for (const [index, { id }] of rules.entries())
    if (rules.findIndex((other) => other.id === id) !== index) report('Duplicate id', index, 'id');
  return { rules, problems };
}

function readRule(item: Record<string, unknown>, index: number, report: ReportProblem): SandboxSpendLimit {
  const {
    id = `rule-${index + 1}`,
    limit,
    limitType = 'cost',
    window,
    enabled = true,
    technique = 'fixed',
  } = item;
  const unknown = Object.keys(item).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) report(`Unrecognized key '${unknown}'`, unknown);
  if (typeof id !== 'string') report('Expected string', 'id');
  if (limitType !== 'cost') report("Invalid literal value, expected 'cost'", 'limitType');
  if (typeof enabled !== 'boolean') report('Expected boolean', 'enabled');
  if (technique !== 'fixed' && technique !== 'sliding')
    report("Invalid enum value. Expected 'fixed' | 'sliding'", 'technique');
  if (typeof limit !== 'number' || limit < 0) report('Expected number, 0 or more', 'limit');
  if (typeof window !== 'number' || window <= 0) report('Expected number, more than 0', 'window');
  const metadata = isRecord(item.metadata) ? item.metadata : {};
  if (item.metadata !== undefined && item.metadata !== metadata) report('Expected object', 'metadata');
  return {
    id: String(id),
    limit: Number(limit),
    window: Number(window),
    enabled: enabled === true,
    technique: technique === 'sliding' ? 'sliding' : 'fixed',
    model: readDimension(item.model, (message) => report(message, 'model')),
    provider: readDimension(item.provider, (message) => report(message, 'provider')),
    metadata: Object.fromEntries(
      Object.entries(metadata).flatMap(([key, entry]) => {
        const dimension = readDimension(entry, (message) => report(message, 'metadata', key));
        return dimension ? [[key, dimension]] : [];
      }),
    ),
  };
}

function readDimension(value: unknown, report: ReportProblem): SpendDimension | undefined {
  if (value === undefined) return undefined;
  const { mode, values } = isRecord(value) ? value : {};
  if (mode === 'partition') return { mode };
  const texts = Array.isArray(values) ? values.filter((entry) => typeof entry === 'string') : [];
  if (mode === 'filter' && Array.isArray(values) && texts.length === values.length)
    return { mode, values: texts };
  report("Expected {mode: 'partition'} or {mode: 'filter', values: string[]}");
  return undefined;
}

/** A rule as the API shows it. */
export function showSpendRule({ metadata = {}, ...rule }: SandboxSpendLimit) {
  return { ...rule, limitType: 'cost', metadata: Object.keys(metadata).length > 0 ? metadata : undefined };
}
