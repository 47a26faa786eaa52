import type { Values } from '../../../conformance/asking/placeholder-values.js';
import { type Facts, learnFacts, type Send } from '../../../conformance/facts.js';
import { createOwn, deleteOwn, ownGatewayName } from '../../../conformance/own-gateway.js';
import type { Listed } from '../../../conformance/plan.js';
import { type Bench, type Outcome, runExperiments } from '../../../conformance/run-experiments.js';
import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../../../diagnosis/reading/diagnose.js';
import type { GatewayCall } from '../../../gateway/management/management.js';
import { readApiErrors } from '../../../gateway/management/management-responses.js';
import { hang } from '../../render/hang.js';
import { progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import type { Deadline } from '../../shared/deadline.js';
import { CauseError, Interrupted, KnownError } from '../../shared/errors.js';
import { exchangeText } from '../../shared/exchange-text.js';
import type { Io } from '../../shared/io.js';
import { withLab } from '../../shared/open-setup.js';
import { abortOnSignal } from '../../shared/signals.js';
import type { ConformanceOptions } from './index.js';

/** The diagnosis of a run that ran out of time. */
export const LATE = { category: 'network', cause: 'response-timeout' } as const;

interface Done {
  outcomes: Outcome[];
  values: Values;
  has: Facts['has'];
  /** The gateway that was created for the run. */
  own?: { id: string; deleted: boolean };
}

/** Runs the experiments, if asked to on a gateway of their own too, which it deletes. Throws CauseError, Interrupted, KnownError. */
export function runChosen(
  io: Io,
  options: ConformanceOptions,
  o: { call: GatewayCall; values: Values; chosen: readonly Listed[]; deadline: Deadline },
): Promise<Done> {
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
    let own: Done['own'];
    let isThere = false;
    try {
      const facts = await learnFacts(send, call, o.values);
      const refusal = diagnoseExchange(facts.proof);
      if (refusal) throw new CauseError(refusal);
      const created = options.createGateway ? ownGatewayName() : undefined;
      if (created !== undefined) {
        own = { id: created, deleted: false };
        signal.addEventListener('abort', () => {
          if (!own) return;
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
      const bench: Bench = {
        ...{ send, values, signal, origins: call.origins, has: facts.has, deadline: deadline.signal },
        sleep: (ms) => io.sleep(ms, inTime),
      };
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
