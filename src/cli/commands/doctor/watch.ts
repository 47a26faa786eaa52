import { type Finding, isProblem } from '../../../doctor/check/finding.js';
import { titleOf } from '../../../doctor/checks.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import { CLEAR_SCREEN } from '../../../lib/text/printable.js';
import { filesOf, type Snapshot } from '../../../openclaw/snapshot.js';
import { hang } from '../../render/hang.js';
import { type Style, styleOf } from '../../render/style.js';
import { verdictLine } from '../../render/verdict.js';
import { Interrupted } from '../../shared/errors.js';
import { isPlain } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { abortOnDelivery } from '../../shared/signals.js';

/** Milliseconds between two runs if nothing changes. */
const INTERVAL_MS = 10_000;
/** Milliseconds between two runs with requests, however often the files change. */
const MIN_INTERVAL_MS = 5_000;
/** Milliseconds between two looks at the files. */
const LOOK_MS = 1_000;

/** Rows below the report at 80 columns: a blank one, two of text, and that of the cursor. */
export const FOOTER_ROWS = 4;

/** What watching needs of doctor. */
export interface WatchTarget {
  /** Reads the files of the setup. */
  look(): Promise<Look>;
}

/** The files as they were read. */
export interface Look {
  /** A text that changes when one of them does. */
  files: string;
  /** One run on them, and its output. */
  examine(): Promise<{ report: DoctorReport; text: string }>;
}

export interface WatchOptions {
  color?: boolean;
  offline?: boolean;
  /** Of another client than OpenClaw, whose files are not known. */
  baseUrl?: string;
}

/** Repeats the run until all is well. In a terminal the screen is redrawn; otherwise only changes are printed. */
export async function watch(io: Io, options: WatchOptions, target: WatchTarget): Promise<Result<never>> {
  // The files may be on a mount that hangs.
  const signal = abortOnDelivery(io.signals);
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Interrupted('Interrupted.')));
  });
  return Promise.race([repeat(io, options, target, signal), interrupted]);
}

async function repeat(
  io: Io,
  options: WatchOptions,
  target: WatchTarget,
  signal: AbortSignal,
): Promise<Result<never>> {
  const style = styleOf(io, 'stdout', options);
  const redraws = io.stdoutIsTty && io.stderrIsTty && !isPlain(io, {});
  let previous: DoctorReport | undefined;
  while (!signal.aborted) {
    const started = io.now();
    const { files: seen, examine } = await target.look();
    const { report, text } = await examine();
    if (signal.aborted) break;
    const time = io.machine.clock().toTimeString().slice(0, 8);
    const footer = report.ok ? '' : `\n${style.paint.dim(hang('', footerText(time, options), style))}\n`;
    if (redraws) io.draw(CLEAR_SCREEN);
    io.out(previous && !redraws ? changesText(previous, report, time, style) : text + footer);
    if (report.ok) return { exitCode: report.exitCode, document: null, human: '' };
    previous = report;
    await nextReason(
      io,
      { seen, started, minimum: options.offline ? LOOK_MS : MIN_INTERVAL_MS },
      target,
      signal,
    );
  }
  throw new Interrupted('Interrupted.');
}

function footerText(time: string, { baseUrl }: WatchOptions): string {
  const changes = baseUrl === undefined ? ', and when a file of the setup changes' : '';
  return `Checked at ${time}. Checks again every ${INTERVAL_MS / 1000} s${changes}, until all is well. Ctrl-C ends.`;
}

/** Resolves when it is time for another run, or after Ctrl-C. */
async function nextReason(
  io: Io,
  { seen, started, minimum }: { seen: string; started: number; minimum: number },
  { look }: WatchTarget,
  signal: AbortSignal,
): Promise<void> {
  let hasChanged = false;
  while (!signal.aborted) {
    const elapsed = io.now() - started;
    if (elapsed >= INTERVAL_MS || (hasChanged && elapsed >= minimum)) return;
    await io.sleep(LOOK_MS);
    hasChanged ||= (await look()).files !== seen;
  }
}

/** Which problems are gone, and which are new; `''` if none. */
function changesText(before: DoctorReport, after: DoctorReport, time: string, style: Style): string {
  const [old, now] = [before, after].map(
    ({ findings }) => new Map(findings.filter(isProblem).map((one) => [nameOf(one), one])),
  );
  const lines = [
    ...[...old!].filter(([name]) => !now!.has(name)).map(([name]) => `${style.symbols.pass} gone: ${name}`),
    ...[...now!]
      .filter(([name]) => !old!.has(name))
      .map(([name, { status, title }]) => `${style.symbols[status]} new: ${name}: ${title}`),
  ];
  if (!lines.length && before.exitCode === after.exitCode) return '';
  const text = lines.map((line) => `${hang(`${time}  `, line, style)}\n`).join('');
  return `${text}${verdictLine(after, style)}`;
}

function nameOf(finding: Finding): string {
  return finding.cause ?? titleOf(finding);
}

/** All texts of the setup's files, and why one cannot be read. */
export function textsOf(snapshot: Snapshot): string {
  return JSON.stringify([
    snapshot.config.problem?.text,
    ...filesOf(snapshot).map((file) =>
      file.kind === 'file' ? [file.path, file.mode, file.text] : file.detail,
    ),
  ]);
}
