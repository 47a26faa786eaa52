import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Category } from '../diagnosis/causes/category.js';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange, gatewayError } from '../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { withoutCredentials } from '../gateway/address/url-text.js';
import { readReply } from '../gateway/replies/read-reply.js';
import { retryAfterMs } from '../gateway/replies/retry-after.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import type { Image } from '../gateway/requests/bodies.js';
import { completionRequest } from '../gateway/requests/requests.js';
import { accessOf, type DoctorContext, type Target, valuesOf } from '../lab/context.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from '../lab/experiments/refine-gateway.js';
import { refineTokenRefusal, UNAUTHORIZED } from '../lab/experiments/refine-token.js';
import { probeFor } from '../lab/probes.js';
import { unfitOnRoute } from '../openclaw/blocks/recipe-model-ids.js';

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
  /** Tells one request from another to the same model. */
  mark?: string;
  /** On top of what OpenClaw sends. */
  headers?: Record<string, string>;
}

/** Sends one small completion through the block's own route and API form. Never throws for what the wire answers. */
export async function completeOnce(
  context: DoctorContext,
  target: Target,
  options: ModelTestOptions,
): Promise<ModelResult> {
  const model = target.modelId ?? '';
  const seenBeforehand = hindrance(context, target);
  if (seenBeforehand) return failed(model, seenBeforehand);

  const access = accessOf(target)!;
  const entry = target.block.models.find(({ id }) => id === model);
  const planned = completionRequest(access, model, {
    ...options,
    maxTokensField: maxTokensField(entry?.raw),
  });
  const { exchange, failure } = await ask(context, target, {
    ...planned,
    id: planned.id + (options.mark ?? ''),
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
  context: DoctorContext,
  target: Target,
  request: PlannedRequest,
): Promise<{ exchange: Exchange; failure?: ModelResult }> {
  const first = await context.wire.send(request);
  const told = diagnosisOf(context, target, first);
  if (!told) return { exchange: first };
  const refined = await refine(context, target, first, told);
  if (refined) return { exchange: first, failure: failed(target.modelId ?? '', refined, first) };

  const again = await context.wire.send({ ...request, id: `${request.id}-again` });
  const still = diagnosisOf(context, target, again);
  return still
    ? { exchange: again, failure: failed(target.modelId ?? '', still, again) }
    : { exchange: again };
}

/** What the wire says, unless the id of the model explains it: a route never serves one that does not fit. */
function diagnosisOf(context: DoctorContext, target: Target, exchange: Exchange): Diagnosis | null {
  const values = valuesOf(context.place, target);
  const told = diagnoseExchange(exchange, values);
  const { modelId, url } = target;
  const unfit = told && modelId && url?.route ? unfitOnRoute(url.route, modelId) : undefined;
  if (!told || !unfit || !maySpeakOfModel(told)) return told;
  return makeDiagnosis(unfit.cause, { ...values, ...unfit.values }, told.evidence, [told.cause]);
}

/** The provider that was asked in vain, or the gateway that found none. */
function maySpeakOfModel({ category, cause }: Diagnosis): boolean {
  const ofGateway: readonly CauseId[] = ['provider-unknown', 'completion-format', 'model-not-in-catalogue'];
  return category === 'upstream-error' || ofGateway.includes(cause);
}

/** What is wrong already in the files: then no request is made, since OpenClaw's would not be the same. */
export function hindrance(context: DoctorContext, target: Target): Diagnosis | undefined {
  const values = valuesOf(context.place, target);
  const { block, credentials, urlProblems } = target;
  const seen = [
    ...(block.baseUrl
      ? []
      : [{ cause: 'base-url-missing' as const, values: {}, where: `models.providers["${block.id}"]` }]),
    ...credentials.problems.map(({ cause, values, path }) => ({ cause, values, where: path.join('.') })),
    ...urlProblems.map(({ cause, values }) => ({
      cause,
      values,
      where: `baseUrl = ${withoutCredentials(block.baseUrl ?? '')}`,
    })),
  ];
  return seen
    .map(({ cause, values: own, where }) => makeDiagnosis(cause, { ...values, ...own }, [where]))
    .find(({ severity }) => severity === 'fail');
}

/** Where one code stands for several causes, more free exchanges tell them apart. Undefined: the same was accepted
 * when it was repeated. */
async function refine(
  context: DoctorContext,
  target: Target,
  exchange: Exchange,
  told: Diagnosis,
): Promise<Diagnosis | undefined> {
  if (told.cause === 'token-lacks-workers-ai') return refineTokenRefusal(context, probeFor(target), told);
  if (exchange.plane !== 'gateway') return told;
  const code = gatewayError(exchange)?.code;
  if (code === GATEWAY_UNKNOWN) return refineUnknownGateway(context, probeFor(target), told);
  if (code === UNAUTHORIZED) return refineTokenRefusal(context, probeFor(target), told);
  return told;
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
  };
}

/** The field that a model's entry in the config names for the limit of tokens. */
export function maxTokensField(entry: Record<string, unknown> | undefined): string | undefined {
  const compat = entry?.compat;
  if (typeof compat !== 'object' || compat === null || !('maxTokensField' in compat)) return undefined;
  return typeof compat.maxTokensField === 'string' ? compat.maxTokensField : undefined;
}
