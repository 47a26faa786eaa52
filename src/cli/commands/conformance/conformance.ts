import { resolve } from 'node:path';
import { inventedValues, type Values } from '../../../conformance/asking/placeholder-values.js';
import { EXPERIMENTS } from '../../../conformance/experiments/experiments.js';
import { FACT_REQUESTS, type Facts, learnFacts, type Send } from '../../../conformance/facts.js';
import { createOwn, deleteOwn, ownGatewayName } from '../../../conformance/own-gateway.js';
import { budgetOf, type Listed, selects } from '../../../conformance/plan.js';
import { resultFile, summaryOf } from '../../../conformance/result-file.js';
import {
  type Bench,
  type Outcome,
  runExperiments,
  TIME_IS_UP,
} from '../../../conformance/run-experiments.js';
import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../../../diagnosis/reading/diagnose.js';
import type { GatewayCall } from '../../../gateway/management/management.js';
import { readApiErrors } from '../../../gateway/management/management-responses.js';
import { readTextFile } from '../../../lib/files/read-text.js';
import { writeFiles } from '../../../lib/files/write-files.js';
import { requireConsent } from '../../prompts/consent.js';
import { hang } from '../../render/hang.js';
import { progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { type Deadline, startDeadline } from '../../shared/deadline.js';
import {
  CauseError,
  EXIT_DIFFERENT,
  EXIT_OK,
  Interrupted,
  KnownError,
  UsageError,
} from '../../shared/errors.js';
import { exchangeText } from '../../shared/exchange-text.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { abortOnSignal } from '../../shared/signals.js';
import { version } from '../../shared/version.js';
import { resolveGateway } from '../logs/resolve-gateway.js';
import { listText, outcomesText, planText } from './conformance-text.js';
import type { ConformanceOptions } from './index.js';
import { otherValues } from './other-values.js';

/** What a run out of time is. */
const LATE = { category: 'network', cause: 'response-timeout' } as const;

export async function conformance(io: Io, options: ConformanceOptions): Promise<Result> {
  const style = styleOf(io, 'stdout', options);
  const chosen = choose(options);
  if (options.list) return listing(chosen, listText(chosen, style));
  const others = otherValues(io, options);
  const snapshot = await openSnapshot(io, options);
  const call = resolveGateway(io, options, snapshot, {
    problem: 'there is no gateway to try anything on',
    gateway: 'the gateway to try it on',
    token: 'a token with AI Gateway > Run and Read, and Workers AI > Read',
  });
  io.redactor.add(call.token);
  const output = await openOutput(io, options);
  const createGateway = options.createGateway ?? false;
  const budget = budgetOf(chosen);
  if (!options.json)
    io.err(
      planText(call.gateway, budget, { facts: FACT_REQUESTS, createGateway }, styleOf(io, 'stderr', options)),
    );
  await askFirst(io, options, { costs: budget.paid > 0, overwrites: output.before !== null });

  const startedAt = new Date().toISOString();
  const values: Values = {
    ...inventedValues(),
    ...others,
    account: call.accountId,
    gateway: call.gateway,
    token: call.token,
  };
  const deadline = startDeadline(options.deadline, io.now);
  const tried = await tryAll(io, options, { call, values, chosen, deadline });
  const { outcomes, own } = tried;
  const file = resultFile(outcomes, {
    version,
    startedAt,
    origins: call.origins,
    values: tried.values,
    has: tried.has,
  });
  const document = io.redactor.redactValue(file);
  const after = `${JSON.stringify(document, null, 2)}\n`;
  await writeFiles([{ path: output.path, before: output.before, after, mode: 0o600, backup: false }]);

  const { verdict, exitCode } = judge(outcomes);
  const sent = `The results are in ${options.output}. Nothing in it names you, your account or your gateway; docs/conformance.md says where to send it.`;
  return {
    exitCode,
    document: {
      verdict,
      output: output.path,
      ownGateway: own ?? null,
      summary: summaryOf(outcomes),
      experiments: document.experiments,
    },
    human: `${outcomesText(outcomes, style)}\n${hang('', sent, style)}\n`,
  };
}

function choose({ only, free }: ConformanceOptions): Listed[] {
  const chosen = EXPERIMENTS.filter(
    (one) => (only === undefined || selects(only, one)) && !(free && one.costUsd !== undefined),
  );
  if (chosen.length) return chosen;
  throw new UsageError(
    free && EXPERIMENTS.some((one) => selects(only ?? '', one))
      ? `every experiment that matches ${only} costs something`
      : `no experiment matches ${only}`,
    'Run `cf-aig conformance --list` to see all of them.',
  );
}

function listing(chosen: readonly Listed[], human: string): Result {
  const experiments = chosen.map(({ id, topic, question, source, confidence, costUsd = 0, ask }) => ({
    ...{ id, topic, question, source, confidence, costUsd },
    request: { plane: ask.plane, path: ask.path },
  }));
  return { exitCode: EXIT_OK, document: { experiments }, human };
}

/** Before anything is sent: the answers would be lost. */
async function openOutput(
  io: Io,
  { output }: ConformanceOptions,
): Promise<{ path: string; before: string | null }> {
  const path = resolve(io.cwd, output);
  const old = await readTextFile(path);
  if (old.kind === 'file') return { path, before: old.text };
  if (old.kind === 'missing') return { path, before: null };
  throw new UsageError(`--output ${output}: ${old.detail}`, 'Name another file.');
}

async function askFirst(
  io: Io,
  options: ConformanceOptions,
  { costs, overwrites }: { costs: boolean; overwrites: boolean },
): Promise<void> {
  if (options.yes) return;
  if (costs || options.createGateway)
    await requireConsent(io, options, {
      message: 'Start?',
      refusal: 'Nothing was sent.',
      hint: 'Add --yes to consent, or --free for what costs nothing.',
      problem: 'some experiments cost money or create a gateway, and there is no terminal to ask for consent',
      missing: [{ flag: '--yes', why: 'some experiments cost money or create a gateway' }],
    });
  if (overwrites)
    await requireConsent(io, options, {
      message: `Replace ${options.output}?`,
      initial: false,
      refusal: 'Nothing was sent.',
      hint: 'Add --yes to replace it, or name another file with --output.',
      problem: `${options.output} exists, and there is no terminal to ask whether to replace it`,
      missing: [{ flag: '--yes', why: 'the file exists' }],
    });
}

interface Tried {
  outcomes: Outcome[];
  values: Values;
  has: Facts['has'];
  own?: { id: string; deleted: boolean };
}

function tryAll(
  io: Io,
  options: ConformanceOptions,
  o: { call: GatewayCall; values: Values; chosen: readonly Listed[]; deadline: Deadline },
): Promise<Tried> {
  const { call, chosen, deadline } = o;
  const progress = progressOn(io);
  return withLab(io, { ...options, keeps: false, onSend: progress.onSend }, async (lab) => {
    const signal = abortOnSignal(io.signals);
    const inTime = AbortSignal.any([signal, deadline.signal]);
    const send: Send = async (request, aborted = inTime) => {
      const exchange = await lab.ask(request, { signal: aborted });
      if (options.verbose) io.err(exchangeText(exchange));
      return exchange;
    };
    const say = (text: string) => io.err(`${hang('', text, styleOf(io, 'stderr', options))}\n`);
    let own: Tried['own'];
    let isThere = false;
    try {
      const facts = await learnFacts(send, call, o.values);
      const refusal = diagnoseExchange(facts.proof);
      if (refusal) throw new CauseError(refusal);
      const created = options.createGateway ? ownGatewayName() : undefined;
      if (created !== undefined) {
        own = { id: created, deleted: false };
        signal.addEventListener('abort', () => {
          progress.clear();
          say(`Deleting ${created} ... (Ctrl-C again leaves it there)`);
        });
        const answer = await createOwn(send, call, created);
        // Only a refusal says that it is not there: an answer may be lost or broken on its way.
        const { status = 0 } = answer?.response ?? {};
        if (status >= 400 && status < 500) own = undefined;
        if (answer) say(`No gateway could be created (${answerText(answer)}): what needs one is not run.`);
        isThere = answer === undefined;
      }
      const values = { ...o.values, ...facts.values, own: isThere ? created : undefined };
      const bench = benchOf(io, { send, call, facts, values, signal, deadline: deadline.signal });
      const outcomes: Outcome[] = [];
      for await (const outcome of runExperiments(chosen, bench)) {
        outcomes.push(outcome);
        progress.show(`${outcomes.length} of ${chosen.length} experiments`);
      }
      return { outcomes, values, own, has: facts.has };
    } catch (error) {
      if (signal.aborted) throw new Interrupted('Interrupted. No result was written.');
      throw deadline.signal.aborted ? deadlineError(deadline) : error;
    } finally {
      progress.clear();
      if (own) {
        own.deleted = await removeOwn(send, call, own.id);
        if (!own.deleted) say(keptText(own.id));
      }
    }
  });
}

function benchOf(
  io: Io,
  o: {
    send: Send;
    call: GatewayCall;
    facts: Facts;
    values: Values;
    signal: AbortSignal;
    deadline: AbortSignal;
  },
): Bench {
  const { send, call, facts, values, signal, deadline } = o;
  const inTime = AbortSignal.any([signal, deadline]);
  const sleep = (ms: number) => io.sleep(ms, inTime);
  return { send, origins: call.origins, values, has: facts.has, signal, deadline, sleep };
}

function deadlineError({ text }: Deadline): KnownError {
  return new KnownError(`nothing could be tried within ${text}. No result was written.`, {
    cause: LATE.cause,
    hint: 'Give it more time with --deadline.',
    details: LATE,
  });
}

/** Whatever happened, with a signal of its own. */
function removeOwn(send: Send, call: GatewayCall, id: string): Promise<boolean> {
  return deleteOwn((request) => send(request, new AbortController().signal), call, id);
}

/** `401, 10000 Authentication error` */
function answerText(exchange: Exchange): string {
  const { response, error } = exchange;
  if (!response) return error?.code ?? 'no answer';
  const [first] = readApiErrors(exchange);
  return [response.status, first && `${first.code} ${first.message}`].filter(Boolean).join(', ');
}

function keptText(id: string): string {
  return `The gateway ${id} could not be deleted: delete it at https://dash.cloudflare.com/?to=/:account/ai/ai-gateway`;
}

/** A difference counts; else an experiment without an answer, or one for which there was no time. */
function judge(outcomes: readonly Outcome[]): Pick<Result, 'exitCode'> & { verdict: unknown } {
  if (outcomes.some(({ result }) => result === 'different'))
    return { exitCode: EXIT_DIFFERENT, verdict: null };
  for (const outcome of outcomes) {
    const found =
      outcome.result === 'not-run' && outcome.unanswered ? diagnoseExchange(outcome.unanswered) : undefined;
    if (!found) continue;
    const { cause, category } = found;
    return { exitCode: CATEGORY_EXIT_CODES[category], verdict: { category, cause } };
  }
  const isLate = outcomes.some((outcome) => outcome.result === 'not-run' && outcome.why === TIME_IS_UP);
  if (isLate) return { exitCode: CATEGORY_EXIT_CODES[LATE.category], verdict: LATE };
  return { exitCode: EXIT_OK, verdict: null };
}
