import { setTimeout as sleep } from 'node:timers/promises';
import type { DoctorContext } from '../../checks/context.js';
import { CATEGORY_EXIT_CODES, deciding } from '../../diagnosis/category.js';
import { directWay } from '../../features/models/direct.js';
import type { TestedModel } from '../../features/models/result.js';
import { type Job, runModels, type Stage } from '../../features/models/run.js';
import { type Missing, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { exchangeText } from '../render/exchange.js';
import { LiveModels } from '../render/live-models.js';
import type { ModelRun } from '../render/model-reports/report.js';
import { modelResultText, modelsSummary } from '../render/model-result.js';
import { tableHead, tableNotes, tableRow } from '../render/model-table.js';
import { type Style, styleOf } from '../render/style.js';
import type { Result } from '../result.js';
import { version } from '../version.js';
import { type ContextOptions, withContext } from './open-context.js';
import { targetsOf } from './targets.js';
import { type ReportOptions, writeReports } from './write-reports.js';

export interface TestModelOptions extends CommonOptions, ContextOptions, ReportOptions {
  models: string[];
  all?: boolean;
  stream?: boolean;
  prompt?: string;
  tools?: boolean;
  image?: boolean;
  compareDirect?: boolean;
  repeat: number;
  concurrency: number;
  retries: number;
}

const DEFAULT_PROMPT = 'Reply with one short friendly sentence.';

export async function testModel(io: Io, options: TestModelOptions): Promise<Result> {
  refuseMisfits(options);
  const style = styleOf(io, 'stdout', options);
  const run = await withContext(io, options, async (context): Promise<ModelRun> => {
    const jobs = await jobsFor(context, options);
    const watcher = watch(io, options, jobs, style);
    const startedAt = new Date().toISOString();
    const start = io.now();
    const results = await runModels(
      context,
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
      { sleep: (ms) => sleep(ms), random: Math.random, on: watcher.on },
    ).finally(watcher.end);
    const elapsedMs = Math.round(io.now() - start);
    if (options.verbose) for (const exchange of context.wire.exchanges) io.err(exchangeText(exchange));
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

function refuseMisfits({ all, models, image, tools, github, json }: TestModelOptions): void {
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
async function jobsFor(context: DoctorContext, options: TestModelOptions): Promise<Job[]> {
  const targets = await targetsOf(context, options);
  if (!options.compareDirect) return targets.map((target) => ({ target }));
  const ways = await Promise.all(targets.map((target) => directWay(context, target)));
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
  return targets.map((target, index) => {
    const found = ways[index]!;
    return 'way' in found ? { target, way: found.way } : { target };
  });
}

interface Watcher {
  on(index: number, stage: Stage): void;
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
    return { on: (index, stage) => live.on(index, stage), end: () => live.end() };
  }
  return {
    on: (_, stage) => {
      if (stage.state === 'done' && !isQuiet) io.out(modelResultText(stage.result, style));
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
      tableRow({ model: result.model, stage: { state: 'done', result } }, style),
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
