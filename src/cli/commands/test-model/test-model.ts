import { CATEGORY_EXIT_CODES, deciding } from '../../../diagnosis/causes/category.js';
import { findDirectAccess } from '../../../models/ask-directly.js';
import { type Job, type JobProgress, runModels } from '../../../models/run-models.js';
import type { TestedModel } from '../../../models/tested-model.js';
import { primaryModel } from '../../../openclaw/blocks/model-refs.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';
import { withClientOptions } from '../../clients/client-commands.js';
import { openAnySetup } from '../../clients/open-client.js';
import { formatOf } from '../../render/formats/format.js';
import { tableHead, tableNotes, tableRow } from '../../render/model-table.js';
import { shellOf } from '../../render/people/shell.js';
import { progressOn } from '../../render/progress.js';
import { type Style, styleOf } from '../../render/style.js';
import { type Missing, UsageError, type Verdict } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { type LabOptions, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { advise } from './advise.js';
import type { TestModelOptions } from './index.js';
import { LiveModels } from './live-models.js';
import { modelResultText, modelsSummary } from './model-result.js';
import { diagnoseModelId, targetsOf } from './model-targets.js';
import type { ModelRun } from './reports/report.js';
import { checkReports, writeReports } from './write-reports.js';

const DEFAULT_PROMPT = 'Reply with one short friendly sentence.';

export interface TestModelDocument {
  results: readonly TestedModel[];
  verdict: Verdict | null;
  /** ISO 8601 */
  startedAt: string;
  /** Milliseconds. */
  elapsedMs: number;
  /** Models tested at the same time. */
  concurrency: number;
}

export async function testModel(
  io: Io,
  options: TestModelOptions,
  named: string[],
): Promise<Result<TestModelDocument>> {
  const models = [...(options.model ?? []), ...named];
  checkOptions(options, models);
  const style = styleOf(io, 'stdout', options);
  const snapshot = await openAnySetup(io, options, named);
  await checkReports(io, options, snapshot);
  const jobs = jobsFor(io, snapshot, options, models);
  const watcher = watch(io, options, jobs, style);
  const run = await withLab(io, { ...options, onSend: watcher.onSend }, async (lab): Promise<ModelRun> => {
    const startedAt = new Date().toISOString();
    const start = io.now();
    const results = await runModels(
      lab,
      jobs,
      {
        prompt: options.prompt ?? DEFAULT_PROMPT,
        stream: options.stream ?? false,
        tools: options.tools ?? false,
        image: options.image ?? false,
        repeat: options.repeat,
        concurrency: options.concurrency,
        retries: options.retries,
      },
      { sleep: io.sleep, random: Math.random, on: watcher.on },
    ).finally(watcher.end);
    const elapsedMs = Math.round(io.now() - start);
    return {
      version,
      startedAt,
      elapsedMs,
      stream: options.stream ?? false,
      repeat: options.repeat,
      gateways: gatewaysOf(jobs),
      results,
    };
  });
  const verdict = verdictOf(run);
  const result: Result<TestModelDocument> = {
    exitCode: exitCodeOf(verdict),
    document: {
      results: run.results,
      verdict,
      startedAt: run.startedAt,
      elapsedMs: run.elapsedMs,
      concurrency: options.concurrency,
    },
    human: finalText(run, showsTable(io, options, run.results.length), style),
  };
  return writeReports(io, options, { run, snapshot, result });
}

/** Those that the addresses of the models name, each once. */
function gatewaysOf(jobs: readonly Job[]): ModelRun['gateways'] {
  const found = new Map<string, ModelRun['gateways'][number]>();
  for (const { target } of jobs) {
    const { accountId, gateway } = target.values;
    if (accountId && gateway) found.set(`${accountId}/${gateway}`, { gateway, accountId });
  }
  return [...found.values()];
}

function verdictOf({ results }: ModelRun): Verdict | null {
  const decisive = deciding(results.filter(({ ok }) => !ok));
  return decisive?.category && decisive.cause ? { category: decisive.category, cause: decisive.cause } : null;
}

function exitCodeOf(verdict: ReturnType<typeof verdictOf>): number {
  return verdict ? CATEGORY_EXIT_CODES[verdict.category] : 0;
}

function checkOptions(options: TestModelOptions, models: readonly string[]): void {
  const { all, image, tools, github, json } = options;
  const conflicts: [boolean | undefined, string][] = [
    [all && models.length > 0, '--all and model names exclude each other'],
    [image && tools, '--image and --tools exclude each other'],
    [github && json, '--github and --json exclude each other'],
  ];
  for (const [isConflict, message] of conflicts)
    if (isConflict) throw new UsageError(message, 'Use only one of them.');
  formatOf(options);
  if (models.some((name) => /^\s*$|\/\s*$/.test(name)))
    throw new UsageError('a model name is empty', 'Write a name, or leave it out.');
}

/** One job per model. With `--compare-direct`, models whose provider key is known also have direct access. */
function jobsFor(io: Io, snapshot: Snapshot, options: TestModelOptions, models: readonly string[]): Job[] {
  const { all, providerId, compareDirect } = options;
  const targets = targetsOf(snapshot, { models, all, providerId });
  const shell = shellOf(io);
  // The primary model is always tested, because OpenClaw sends it.
  const isPrimary = ({ values }: Target) => values.modelRef === primaryModel(snapshot.config.value)?.ref;
  const jobs = targets.map(
    (target): Job => ({
      target,
      blocker: isPrimary(target) ? undefined : diagnoseModelId(target),
      advise: async (failure) =>
        snapshot.client
          ? withClientOptions(failure, options, { shell, model: failure.model })
          : advise(snapshot, target, failure, { ...options, shell, now: io.now }),
    }),
  );
  if (!compareDirect) return jobs;
  const found = targets.map((target) => findDirectAccess(target, snapshot.environment));
  io.redactor.add(
    ...found.flatMap((result) => ('access' in result ? (result.access.access.providerKey ?? []) : [])),
  );
  if (!found.some((result) => 'access' in result)) {
    const variables = new Set(found.flatMap((result) => ('variable' in result ? [result.variable] : [])));
    const missing: Missing[] = [...variables].map((name) => ({
      flag: '--compare-direct',
      env: name,
      why: 'the provider’s own key, which is only sent to the provider',
    }));
    throw new UsageError(
      variables.size
        ? 'the comparison needs the provider’s own key'
        : 'none of these models has a provider that cf-aig can access directly',
      snapshot.client
        ? 'Set the key in the environment.'
        : 'Set the key in the environment or in OpenClaw’s .env.',
      missing,
    );
  }
  return jobs.map((job, index) => {
    const result = found[index]!;
    return 'access' in result ? { ...job, directAccess: result.access } : job;
  });
}

interface Watcher extends Pick<LabOptions, 'onSend'> {
  on(index: number, progress: JobProgress): void;
  end(): void;
}

/** Shows a live table in a terminal, otherwise one line per result; neither if stdout gets another format. */
function watch(io: Io, options: TestModelOptions, jobs: readonly Job[], style: Style): Watcher {
  const isQuiet = formatOf(options) !== 'human';
  if (showsTable(io, options, jobs.length) || (isQuiet && io.stderrIsTty && jobs.length > 1)) {
    const live = new LiveModels(
      io,
      style,
      jobs.map(({ target }) => target.modelId ?? ''),
    );
    return { on: (index, progress) => live.on(index, progress), end: () => live.end() };
  }
  const line = progressOn(io);
  return {
    onSend: line.onSend,
    on: (_, progress) => {
      if (progress.state !== 'done') return;
      line.clear();
      if (!isQuiet) io.out(modelResultText(progress.result, style));
    },
    end: line.clear,
  };
}

function showsTable(io: Io, options: TestModelOptions, models: number): boolean {
  return io.stdoutIsTty && io.stderrIsTty && models > 1 && formatOf(options) === 'human';
}

/** The final table and the failures below it; only a summary if results were already printed line by line. */
function finalText({ results }: ModelRun, asTable: boolean, style: Style): string {
  const summary = modelsSummary(results, style);
  if (!asTable) return summary;
  const failed = results.filter(({ ok }) => !ok);
  return [
    tableHead(style),
    ...results.map((result: TestedModel) =>
      tableRow({ model: result.model, progress: { state: 'done', result } }, style),
    ),
    ...withGap(
      tableNotes(
        results.filter(({ ok }) => ok),
        style,
      ),
    ),
    '',
    ...failed.map((result) => modelResultText(result, style).trimEnd()),
    ...(failed.length ? [''] : []),
    summary,
  ].join('\n');
}

function withGap(lines: readonly string[]): string[] {
  return lines.length ? ['', ...lines] : [];
}
