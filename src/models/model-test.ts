/** `models/`: tests models by real requests. */

import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { type Category, deciding } from '../diagnosis/causes/category.js';
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
import { FAULT_SEEN, isFault } from '../lab/experiments/gateway-fault.js';
import { refineMissingKey } from '../lab/experiments/misspelt-model.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../lab/experiments/refine-gateway.js';
import { refineUnpaid } from '../lab/experiments/refine-payment.js';
import { refineTokenRefusal, UNAUTHORIZED } from '../lab/experiments/refine-token.js';
import type { Lab } from '../lab/lab.js';
import { diagnoseModel } from '../lab/model-diagnosis.js';
import { isReachable, Probes, type Reachable } from '../lab/probes.js';
import { isRecord } from '../lib/json.js';
import type { Target } from '../openclaw/target.js';

/** What came of one real request. Part of the contract for scripts: fields are added freely, never renamed. */
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
  /** It may go away by itself. */
  transient?: boolean;
  /** What the answer asks to wait, in milliseconds. */
  retryAfterMs?: number;
  evidence: string[];
  remedy: string[];
}

export interface ModelTestOptions {
  prompt: string;
  stream: boolean;
  image?: Image;
  /** On top of what OpenClaw sends. */
  headers?: Record<string, string>;
}

/** Sends one small completion through the block's own route and API form. Never throws for what the wire answers. */
export async function completeOnce(
  lab: Lab,
  target: Target,
  options: ModelTestOptions,
): Promise<ModelResult> {
  const model = target.modelId ?? '';
  const reached = reach(target);
  if ('hindrance' in reached) return failed(model, reached.hindrance);

  const { access } = reached.target;
  const planned = completionRequest(access, model, {
    ...options,
    maxTokensField: maxTokensFieldOf(target),
  });
  const { exchange, failure } = await ask(lab, reached.target, {
    ...planned,
    headers: { ...planned.headers, ...options.headers },
  });
  if (failure) return failure;

  const reply = readReply(access.api, exchange);
  return {
    model,
    ok: true,
    ...measured(exchange),
    inputTokens: reply?.inputTokens,
    outputTokens: reply?.outputTokens,
    reply: reply?.text,
    evidence: [],
    remedy: [],
  };
}

/** Sends it, and says what went wrong. A token that was refused once and then accepted gets one more try. */
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
  const refined = await refine(new Probes(lab, target), exchange, diagnosis);
  if (refined) return { exchange, failure: failed(model, refined, exchange) };

  const again = await lab.ask(marked, { fresh: true });
  const still =
    diagnoseModel(target, again) && (await isFault(new Probes(lab, target), again))
      ? makeDiagnosis('gateway-fault', target.values, FAULT_SEEN)
      : diagnoseModel(target, again);
  return { exchange: again, failure: still ? failed(model, still, again) : undefined };
}

/**
 * The target if a request through it makes sense; else what is wrong already in the files: then none is made, since
 * OpenClaw's would not be the same.
 */
export function reach(target: Target): { target: Reachable } | { hindrance: Diagnosis } {
  const { block, credentials, urlProblems, values } = target;
  const baseUrl = block.baseUrl ?? '';
  const seen = [
    ...(baseUrl
      ? []
      : [{ cause: 'base-url-missing' as const, values: {}, where: `models.providers["${block.id}"]` }]),
    ...credentials.problems.map(({ cause, values, path }) => ({ cause, values, where: path.join('.') })),
    ...urlProblems.map(({ cause, values }) => ({
      cause,
      values,
      where: `baseUrl = ${redactUrl(baseUrl)}`,
    })),
  ];
  const diagnoses = seen.map(({ cause, values: own, where }) =>
    makeDiagnosis(cause, { ...values, ...own }, [where]),
  );
  // As in doctor: the category that hides the others.
  const hindrance = deciding(diagnoses.filter(({ severity }) => severity === 'fail'));
  if (hindrance) return { hindrance };
  if (isReachable(target)) return { target };
  throw new Error(`a base URL without a fault leads nowhere: ${redactUrl(baseUrl)}`);
}

/** Where one code stands for several causes, more free exchanges tell them apart. Undefined: the same was accepted
 * when it was repeated. */
async function refine(
  probes: Probes,
  exchange: Exchange,
  diagnosis: Diagnosis,
): Promise<Diagnosis | undefined> {
  if (diagnosis.cause === 'token-lacks-workers-ai') return refineTokenRefusal(probes, diagnosis);
  if (diagnosis.cause === 'provider-key-missing') return refineMissingKey(probes, diagnosis);
  if (exchange.plane !== 'gateway') return refineUnpaid(probes, diagnosis);
  const code = gatewayError(exchange)?.code;
  if (code === GATEWAY_UNKNOWN) return refineUnknownGateway(probes, diagnosis);
  if (code === UNAUTHORIZED) return refineTokenRefusal(probes, diagnosis);
  return refineUnpaid(probes, diagnosis);
}

export function failed(model: string, diagnosis: Diagnosis, exchange?: Exchange): ModelResult {
  const { category, cause, title, why, docs, evidence, remedy, transient } = diagnosis;
  return {
    model,
    ok: false,
    category,
    cause,
    title,
    why,
    docs,
    ...(exchange && measured(exchange)),
    ...(transient && { transient, retryAfterMs: exchange && retryAfterMs(exchange) }),
    evidence,
    remedy,
  };
}

export function measured({ response, timings }: Exchange): Partial<ModelResult> {
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
 * The field of the limit of tokens on chat completions. For a listed model OpenClaw sends `max_tokens` to a gateway, unless
 * the entry says otherwise; for one that is not listed it sends no limit, so that any field will do.
 */
export function maxTokensFieldOf({ block, modelId }: Target): string | undefined {
  const entry = block.models.find(({ id }) => id === modelId);
  if (!entry) return undefined;
  const { compat } = entry.raw;
  const configured = isRecord(compat) ? compat.maxTokensField : undefined;
  return typeof configured === 'string' ? configured : 'max_tokens';
}
