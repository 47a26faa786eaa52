import { isCustomProvider } from '../../gateway/providers/routes.js';
import type { SandboxSpendLimit, SpendDimension } from '../config/config-types.js';
import { header } from '../http/request.js';
import { onComplete } from '../http/response.js';
import { readMetadata } from '../logs/log-row.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { catalogueName } from '../provider/models/catalogue-id.js';
import { gatewayError, spendLimitError } from '../responses/gateway-errors.js';
import { gatewayKey } from '../state/map-keys.js';
import { usageOf } from '../state/state.js';
import type { TimeWindow, Usage } from '../state/usage.js';

/** Providers for whose models Cloudflare has no prices: any cost rule stops them. */
const UNPRICED = ['openrouter', 'google-ai-studio', 'grok'];

/** Limits in dollars per window. A request is stopped once earlier ones have reached the limit of a rule that counts it. */
export const spendLimits: PipelineStage<ProviderContext> = {
  name: 'spend-limits',
  before(context) {
    const { state, destination } = context;
    const { slug, model = '', endpoint } = destination;
    const rules = activeRules(context);
    if (rules.length === 0 || (!endpoint && !state.upstreams.has(slug))) return;
    if (UNPRICED.includes(slug) || isCustomProvider(slug)) return gatewayError('spend-unpriced');
    const reached = budgetsOf(context, rules).find(
      ({ rule, usage }) => usage.total(state.now(), windowOf(rule)) >= rule.limit,
    );
    if (reached) return spendLimitError(reached.rule, slug, catalogueName(slug, model));
  },
  after(context, response) {
    const rules = activeRules(context);
    if (rules.length > 0)
      onComplete(response, ({ cost = 0 }) => {
        for (const { rule, usage } of budgetsOf(context, rules))
          usage.add(context.state.now(), windowOf(rule), cost);
      });
    return response;
  },
};

function activeRules({ gateway }: ProviderContext): SandboxSpendLimit[] {
  return gateway.spendLimitsEnabled ? gateway.spendLimits.filter(({ enabled = true }) => enabled) : [];
}

interface Budget {
  rule: SandboxSpendLimit;
  usage: Usage;
}

/** The budgets that a request counts towards. */
function budgetsOf(context: ProviderContext, rules: readonly SandboxSpendLimit[]): Budget[] {
  const subject = subjectOf(context);
  return rules.flatMap((rule) => {
    const { model, provider, metadata = {} } = rule;
    const dimensions: [values: readonly string[], dimension: SpendDimension | undefined][] = [
      [subject.model, model],
      [subject.provider, provider],
      ...Object.entries(metadata).map(([key, dimension]): [string[], SpendDimension] => [
        key in subject.metadata ? [String(subject.metadata[key])] : [],
        dimension,
      ]),
    ];
    const counts = dimensions.every(
      ([values, dimension]) =>
        dimension?.mode !== 'filter' || values.some((value) => dimension.values.includes(value)),
    );
    // Requests without the key share a bucket.
    const bucket = dimensions.flatMap(([[value = null], dimension]) =>
      dimension?.mode === 'partition' ? [value] : [],
    );
    return counts ? [{ rule, usage: bucketUsage(context, rule, bucket) }] : [];
  });
}

/** What the dimensions of a rule look at. The model has its name in the catalogue, such as `anthropic/claude-haiku-4.5`. */
function subjectOf({ request, destination: { slug, model = '' } }: ProviderContext) {
  const name = catalogueName(slug, model);
  const author = name.startsWith('@') ? [] : [name.slice(0, name.indexOf('/'))];
  return {
    model: [name],
    provider: [slug, ...author],
    metadata: readMetadata(header(request, 'cf-aig-metadata')),
  };
}

function bucketUsage(
  { state, gateway }: ProviderContext,
  { id }: SandboxSpendLimit,
  bucket: readonly unknown[],
): Usage {
  return usageOf(state, `dollars ${gatewayKey(gateway)} ${JSON.stringify([id, ...bucket])}`);
}

function windowOf({ window, technique = 'fixed' }: SandboxSpendLimit): TimeWindow {
  return { technique, lengthMs: window * 1000 };
}
