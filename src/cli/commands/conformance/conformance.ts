import { resolve } from 'node:path';
import type { Ask } from '../../../conformance/asking/experiment.js';
import { inventedValues, type Values } from '../../../conformance/asking/placeholder-values.js';
import { EXPERIMENTS } from '../../../conformance/experiments/experiments.js';
import { FACT_REQUESTS } from '../../../conformance/facts.js';
import { budgetOf, type Listed, selects } from '../../../conformance/plan.js';
import { type Recording, resultFile, type Summary, summaryOf } from '../../../conformance/result-file.js';
import { type Outcome, TIME_IS_UP } from '../../../conformance/run-experiments.js';
import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import { diagnoseExchange } from '../../../diagnosis/reading/diagnose.js';
import { readTextFile } from '../../../lib/files/read-text.js';
import { checkWritable, writeFiles } from '../../../lib/files/write-files.js';
import { requireConsent } from '../../prompts/consent.js';
import { hang } from '../../render/hang.js';
import { styleOf } from '../../render/style.js';
import { startDeadline } from '../../shared/deadline.js';
import { EXIT_DIFFERENT, EXIT_OK, UsageError, type Verdict } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { resolveGateway } from '../logs/resolve-gateway.js';
import { listText, outcomesText, planText } from './conformance-text.js';
import type { ConformanceOptions } from './index.js';
import { otherValues } from './other-values.js';
import { LATE, runChosen } from './run-chosen.js';

export interface ConformanceDocument {
  verdict: Verdict | null;
  /** Path of the result file. */
  output: string;
  /** With `--create-gateway`, if it was made. */
  ownGateway: { id: string; deleted: boolean } | null;
  summary: Summary;
  experiments: Recording[];
}

export interface ExperimentsDocument {
  experiments: (Pick<Listed, 'id' | 'topic' | 'question' | 'source' | 'confidence'> & {
    /** US dollars, at most. */
    costUsd: number;
    request: Pick<Ask, 'plane' | 'path'>;
  })[];
}

export async function conformance(
  io: Io,
  options: ConformanceOptions,
): Promise<Result<ConformanceDocument | ExperimentsDocument>> {
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
  const done = await runChosen(io, options, { call, values, chosen, deadline });
  const { outcomes, own } = done;
  const file = resultFile(outcomes, {
    version,
    startedAt,
    origins: call.origins,
    values: done.values,
    has: done.has,
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

function listing(chosen: readonly Listed[], human: string): Result<ExperimentsDocument> {
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
  if (old.kind !== 'file' && old.kind !== 'missing')
    throw new UsageError(`--output ${output}: ${old.detail}`, 'Name another file.');
  const before = old.kind === 'file' ? old.text : null;
  await checkWritable({ path, before, after: '' });
  return { path, before };
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

/** A difference counts; else an experiment without an answer, or one for which there was no time. */
function judge(outcomes: readonly Outcome[]): Pick<Result, 'exitCode'> & { verdict: Verdict | null } {
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
