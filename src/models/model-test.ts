/** `models/`: tests models with real requests. */

import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { type Category, deciding } from '../diagnosis/causes/category.js';
import type { Fix } from '../diagnosis/causes/cause.js';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { gatewayError } from '../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { redactUrl } from '../gateway/address/url-text.js';
import type { Image } from '../gateway/forms/form.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { retryAfterMs } from '../gateway/replies/retry-after.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import { markAsOwn } from '../gateway/requests/own-requests.js';
import { completionRequest } from '../gateway/requests/requests.js';
import { refineFault } from '../lab/experiments/gateway-fault.js';
import { refineMissingKey } from '../lab/experiments/misspelt-model.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../lab/experiments/refine-gateway.js';
import { refineUnpaid } from '../lab/experiments/refine-payment.js';
import { refineTokenRefusal, UNAUTHORIZED } from '../lab/experiments/refine-token.js';
import type { Lab } from '../lab/lab.js';
import { diagnoseModel } from '../lab/model-diagnosis.js';
import { isReachable, Probes, type Reachable } from '../lab/probes.js';
import { isRecord } from '../lib/json.js';
import type { Target } from '../openclaw/target.js';

/** The result of one real request. Part of the JSON contract: fields may be added but never renamed. */
export interface ModelResult {
  model: string;
  ok: boolean;
  category?: Category;
  cause?: CauseId;
  title?: string;
  why?: string;
  docs?: string;
  httpStatus?: number;
  /** Milliseconds. */
  firstByteMs?: number;
  /** Milliseconds. */
  totalMs?: number;
  inputTokens?: number;
  outputTokens?: number;
  /** Value of `cf-aig-cache-status`. */
  cache?: string;
  /** Value of `cf-aig-log-id`. */
  logId?: string;
  /** The model that Auto Router chose, and why: values of `cf-aig-routed-model` and `cf-aig-routing-reason`. */
  routedModel?: string;
  routingReason?: string;
  reply?: string;
  /** The name that was probably meant. */
  nearest?: string;
  /** It may go away without a change. */
  transient?: boolean;
  /** `Retry-After` in milliseconds. */
  retryAfterMs?: number;
  evidence: string[];
  /** The one thing to do about a failure. */
  fix?: Fix;
  /** The same by hand, in order. */
  steps?: string[];
  /** Alternatives to `fix`, each a way of its own. */
  or?: string[];
  /** Everything that can be done in one list. */
  remedy: string[];
}

export interface ModelTestOptions {
  prompt: string;
  stream: boolean;
  image?: Image;
  /** In addition to OpenClaw's. */
  headers?: Record<string, string>;
}

/** Sends one small completion with the block's own route and API form. Never rejects for network errors. */
export async function completeOnce(
  lab: Lab,
  target: Target,
  options: ModelTestOptions,
): Promise<ModelResult> {
  const model = target.modelId ?? '';
  const reachability = checkReachable(target);
  if ('blocker' in reachability) return toFailure(model, reachability.blocker);

  const { access } = reachability.target;
  const planned = completionRequest(access, model, {
    ...options,
    maxTokensField: maxTokensFieldOf(target),
  });
  const { exchange, failure } = await ask(lab, reachability.target, {
    ...planned,
    headers: { ...planned.headers, ...options.headers },
  });
  if (failure) return failure;

  const reply = readReply(access.api, exchange);
  return {
    model,
    ok: true,
    ...measurementsOf(exchange),
    inputTokens: reply?.inputTokens,
    outputTokens: reply?.outputTokens,
    reply: reply?.text,
    evidence: [],
    remedy: [],
  };
}

/** Sends a request and diagnoses the exchange. Repeats it if the token was rejected once and then accepted. */
export async function ask(
  lab: Lab,
  target: Reachable,
  request: PlannedRequest,
): Promise<{ exchange: Exchange; failure?: ModelResult }> {
  const model = target.modelId ?? '';
  const marked = markAsOwn(request);
  const exchange = await lab.ask(marked, { fresh: true });
  const diagnosis = diagnoseModel(target, exchange);
  if (!diagnosis) return { exchange };
  const probes = new Probes(lab, target);
  const refined = await refine(probes, exchange, diagnosis);
  if (refined) return { exchange, failure: toFailure(model, refined, exchange) };

  const repeated = await lab.ask(marked, { fresh: true });
  const remaining = diagnoseModel(target, repeated);
  if (!remaining) return { exchange: repeated };
  const problem = (await refineFault(probes, repeated, remaining)) ?? remaining;
  return { exchange: repeated, failure: toFailure(model, problem, repeated) };
}

/**
 * Returns the target if a request makes sense, otherwise the problem in the files: then no request is sent, because it would
 * not be the same as OpenClaw's.
 */
export function checkReachable(target: Target): { target: Reachable } | { blocker: Diagnosis } {
  const { block, credentials, urlProblems, values } = target;
  const baseUrl = block.baseUrl ?? '';
  const problems = [
    ...(baseUrl
      ? []
      : [{ cause: 'base-url-missing' as const, values: {}, where: `models.providers["${block.id}"]` }]),
    ...credentials.problems.map(({ cause, values, path }) => ({ cause, values, where: path.join('.') })),
    ...urlProblems.map(({ cause, values }) => ({
      cause,
      values,
      where: `${target.values.client ? '--base-url' : 'baseUrl'} = ${redactUrl(baseUrl)}`,
    })),
  ];
  const diagnoses = problems.map(({ cause, values: details, where }) =>
    makeDiagnosis(cause, { ...values, ...details }, [where]),
  );
  // As in doctor, the category that hides the others decides.
  const blocker = deciding(diagnoses.filter(({ severity }) => severity === 'fail'));
  if (blocker) return { blocker };
  // Without the key the request would not be OpenClaw's.
  if (credentials.held !== undefined)
    return {
      blocker: makeDiagnosis(
        'credential-held-by-openclaw',
        { ...values, detail: credentials.held, found: credentials.profile },
        [],
      ),
    };
  if (isReachable(target)) return { target };
  throw new Error(`a base URL without problems has no access: ${redactUrl(baseUrl)}`);
}

/** Distinguishes causes that share an error code with more free requests. undefined if the same request was accepted when
 * repeated. */
async function refine(
  probes: Probes,
  exchange: Exchange,
  diagnosis: Diagnosis,
): Promise<Diagnosis | undefined> {
  if (diagnosis.cause === 'token-lacks-workers-ai') return refineTokenRefusal(probes, diagnosis);
  if (diagnosis.cause === 'provider-key-missing') return refineMissingKey(probes, diagnosis);
  const code = gatewayError(exchange)?.code;
  if (code === GATEWAY_UNKNOWN) return refineUnknownGateway(probes, diagnosis);
  if (code === UNAUTHORIZED && exchange.plane === 'gateway') return refineTokenRefusal(probes, diagnosis);
  return refineUnpaid(probes, diagnosis);
}

export function toFailure(model: string, diagnosis: Diagnosis, exchange?: Exchange): ModelResult {
  const { category, cause, title, why, docs, evidence, fix, steps, or, remedy, transient, nearest } =
    diagnosis;
  return {
    model,
    ok: false,
    category,
    cause,
    title,
    why,
    docs,
    ...(exchange && measurementsOf(exchange)),
    ...(transient && { transient, retryAfterMs: exchange && retryAfterMs(exchange) }),
    evidence,
    fix,
    steps,
    or,
    remedy,
    nearest,
  };
}

export function measurementsOf({ response, timings }: Exchange): Partial<ModelResult> {
  return {
    httpStatus: response?.status,
    firstByteMs: timings.firstByteMs === undefined ? undefined : Math.round(timings.firstByteMs),
    totalMs: Math.round(timings.totalMs),
    cache: response?.headers['cf-aig-cache-status'],
    logId: response?.headers['cf-aig-log-id'],
    routedModel: response?.headers['cf-aig-routed-model'],
    routingReason: response?.headers['cf-aig-routing-reason'],
  };
}

/**
 * The field for the token limit on chat completions. For a listed model OpenClaw sends `max_tokens` unless the entry says
 * otherwise; for an unlisted model it sends no limit, so any field works.
 */
export function maxTokensFieldOf({ block, modelId }: Target): string | undefined {
  const entry = block.models.find(({ id }) => id === modelId);
  if (!entry) return undefined;
  const { compat } = entry.raw;
  const configured = isRecord(compat) ? compat.maxTokensField : undefined;
  return typeof configured === 'string' ? configured : 'max_tokens';
}
