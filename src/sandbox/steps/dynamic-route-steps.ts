import { providerBySlug } from '../../gateway/providers/providers.js';
import type { RouteElement } from '../config/route-elements.js';
import { RequestBody } from '../http/bodies/request-body.js';
import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { readMetadata } from '../logs/log-row.js';
import type { RequestContext } from '../pipeline/request-context.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { findRoute } from '../state/dynamic-routes.js';
import { readRetryPolicy } from '../state/retry-policy.js';
import { matchesCondition } from './condition.js';
import { isFailure, type ProviderStep } from './provider-steps.js';
import { type RouteLimit, routeLimit } from './route-limit.js';

/** A graph may have cycles. */
const MAX_ELEMENTS = 100;

/** The name of the route in a model id `dynamic/<name>`. */
export function dynamicRouteIn(model: string | undefined): string | undefined {
  return model?.startsWith('dynamic/') ? model.slice('dynamic/'.length) : undefined;
}

/** Follows a dynamic route's elements, and tries the models it comes to. For an unknown route 2005, without a log row. */
export function* dynamicRouteSteps(
  context: RequestContext,
  request: SandboxRequest,
  name: string,
): Generator<ProviderStep, SandboxResponse, SandboxResponse> {
  const route = findRoute(context.state, context, name);
  if (!route) return gatewayError('provider-failed');
  const { elements } = route.version;
  const subject = subjectOf(request);
  const limits: RouteLimit[] = [];
  let success: SandboxResponse | undefined;
  let element = elements.find(({ type }) => type === 'start');
  for (let count = 0; element && element.type !== 'end' && count < MAX_ELEMENTS; count++) {
    let output: string | undefined = 'next';
    if (element.type === 'conditional') output = String(matchesCondition(conditionOf(element), subject));
    else if (element.type === 'percentage') output = chooseOutput(element, context.state.random());
    else if (element.type === 'model' && !canBeStep(element)) output = 'fallback';
    else if (element.type === 'model') {
      const response: SandboxResponse = yield stepFor(request, element);
      for (const limit of limits) limit.spend(response.cost ?? 0);
      output = isFailure(response) ? 'fallback' : 'success';
      if (!isFailure(response)) success = response;
    } else if (element.type !== 'start') {
      const limit = routeLimit(context.state, route.id, element, subject);
      limits.push(limit);
      output = limit.allows ? 'success' : 'fallback';
      if (!limit.allows && !element.outputs.fallback) return gatewayError('rate-limited');
    }
    const next: string | undefined = element.outputs[output ?? ''];
    element = elements.find(({ id }) => id === next);
  }
  return success ?? gatewayError('provider-failed');
}

/** The fields that conditions and limits can refer to. */
function subjectOf(request: SandboxRequest): Record<string, unknown> {
  const metadata = readMetadata(header(request, 'cf-aig-metadata'));
  return { metadata, headers: request.headers, body: request.body.object ?? {} };
}

/** The docs call it `condition`, the API `conditions`. */
function conditionOf({ properties }: RouteElement): unknown {
  return properties.condition ?? properties.conditions;
}

/** Outputs are called `10%`, `50%`, `else`; `random` is 0 or more and less than 1. */
function chooseOutput({ outputs }: RouteElement, random: number): string | undefined {
  let sum = 0;
  for (const name of Object.keys(outputs)) {
    const share = Number.parseFloat(name);
    if (Number.isNaN(share)) continue;
    sum += share / 100;
    if (random < sum) return name;
  }
  return 'else' in outputs ? 'else' : undefined;
}

/** Not every provider can be a step: a custom one and Azure fail without a log row. */
function canBeStep({ properties }: RouteElement): boolean {
  return providerBySlug(String(properties.provider))?.compatPrefix !== undefined;
}

function stepFor(request: SandboxRequest, { properties }: RouteElement): ProviderStep {
  const { provider, model, timeout, retries } = properties;
  const prefix = providerBySlug(String(provider))?.compatPrefix ?? String(provider);
  const body = { ...request.body.object, model: `${prefix}/${String(model)}` };
  return {
    rest: 'compat/chat/completions',
    request: { ...request, body: new RequestBody(JSON.stringify(body)) },
    retryPolicy: readRetryPolicy({
      requestTimeout: timeout || undefined,
      maxAttempts: typeof retries === 'number' ? retries + 1 : undefined,
    }),
    chosen: true,
  };
}
