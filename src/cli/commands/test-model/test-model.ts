import { CATEGORY_EXIT_CODES, deciding } from '../../../diagnosis/causes/category.js';
import { directWay } from '../../../models/ask-directly.js';
import { type Job, type JobProgress, runModels } from '../../../models/run-models.js';
import type { TestedModel } from '../../../models/tested-model.js';
import { primaryModel } from '../../../openclaw/blocks/model-refs.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';
import { tableHead, tableNotes, tableRow } from '../../render/model-table.js';
import { type Style, styleOf } from '../../render/style.js';
import { type Missing, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import type { TestModelOptions } from './index.js';
import { LiveModels } from './live-models.js';
import { modelResultText, modelsSummary } from './model-result.js';
import { misnamed, targetsOf } from './model-targets.js';
import type { ModelRun } from './reports/report.js';
import { writeReports } from './write-reports.js';

const DEFAULT_PROMPT = 'Reply with one short friendly sentence.';

export async function testModel(io: Io, options: TestModelOptions, models: string[]): Promise<Result> {
  refuseMisfits(options, models);
  const style = styleOf(io, 'stdout', options);
  const snapshot = await openSnapshot(io, options);
  const jobs = jobsFor(io, snapshot, options, models);
  const run = await withLab(io, options, async (lab): Promise<ModelRun> => {
    const watcher = watch(io, options, jobs, style);
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
      results,
    };
  });
  const told = await writeReports(io, options, run);
  return conclude(run, options, told ?? finalText(run, watchesTable(io, options, run.results.length), style));
}

function conclude(
  { results, startedAt, elapsedMs }: ModelRun,
  options: TestModelOptions,
  human: string,
): Result {
  const worst = deciding(results.filter(({ ok }) => !ok));
  const verdict = worst?.category ? { category: worst.category, cause: worst.cause } : null;
  return {
    exitCode: verdict ? CATEGORY_EXIT_CODES[verdict.category] : 0,
    document: { results, verdict, startedAt, elapsedMs, concurrency: options.concurrency },
    human,
  };
}

function refuseMisfits(
  { all, image, tools, github, json }: TestModelOptions,
  models: readonly string[],
): void {
  const misfits: [boolean | undefined, string][] = [
    [all && models.length > 0, '--all and model names exclude each other'],
    [image && tools, '--image and --tools exclude each other'],
    [github && json, '--github and --json exclude each other'],
  ];
  for (const [isMisfit, message] of misfits)
    if (isMisfit) throw new UsageError(message, 'Leave one of them out.');
  if (models.some((name) => /^\s*$|\/\s*$/.test(name)))
    throw new UsageError(
      'a model’s name is empty',
      'Name a model of the config, or none for the primary one.',
    );
}

/** One job per model; with `--compare-direct` those whose provider's key is known have the direct way, too. */
function jobsFor(
  io: Io,
  snapshot: Snapshot,
  { all, providerId, compareDirect }: TestModelOptions,
  models: readonly string[],
): Job[] {
  const targets = targetsOf(snapshot, { models, all, providerId });
  // Not the primary model: that is what OpenClaw sends, right or wrong.
  const isPrimary = ({ values }: Target) => values.modelRef === primaryModel(snapshot.config.value)?.ref;
  const jobs = targets.map(
    (target): Job => ({ target, hindrance: isPrimary(target) ? undefined : misnamed(target) }),
  );
  if (!compareDirect) return jobs;
  const ways = targets.map((target) => directWay(target, snapshot.environment));
  io.redactor.add(...ways.flatMap((found) => ('way' in found ? (found.way.access.providerKey ?? []) : [])));
  if (!ways.some((found) => 'way' in found)) {
    const variables = new Set(ways.flatMap((found) => ('variable' in found ? [found.variable] : [])));
    const missing: Missing[] = [...variables].map((name) => ({
      flag: '--compare-direct',
      env: name,
      why: 'the provider’s own key: it is sent to the provider only',
    }));
    throw new UsageError(
      variables.size
        ? 'comparing with the provider needs its own key'
        : 'none of these models has a provider that can be asked directly',
      'Put the key into the environment or into OpenClaw’s .env.',
      missing,
    );
  }
  return jobs.map((job, index) => {
    const found = ways[index]!;
    return 'way' in found ? { ...job, way: found.way } : job;
  });
}

interface Watcher {
  on(index: number, progress: JobProgress): void;
  end(): void;
}

/** A live table for a person, a line per result otherwise; neither under `--json` and `--github`. */
function watch(io: Io, options: TestModelOptions, jobs: readonly Job[], style: Style): Watcher {
  const isQuiet = options.json || options.github;
  if (watchesTable(io, options, jobs.length) || (isQuiet && io.stderrIsTty && jobs.length > 1)) {
    const live = new LiveModels(
      io,
      style,
      jobs.map(({ target }) => target.modelId ?? ''),
    );
    return { on: (index, progress) => live.on(index, progress), end: () => live.end() };
  }
  return {
    on: (_, progress) => {
      if (progress.state === 'done' && !isQuiet) io.out(modelResultText(progress.result, style));
    },
    end: () => {},
  };
}

function watchesTable(io: Io, { json, github }: TestModelOptions, models: number): boolean {
  return io.stdoutIsTty && io.stderrIsTty && models > 1 && !json && !github;
}

/** Lines have been said on the way; a table stands as a whole at the end, with what went wrong below it. */
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
