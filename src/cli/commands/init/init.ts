import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import type { PlannedRequest } from '../../../gateway/requests/access.js';
import type { Lab } from '../../../lab/lab.js';
import type { EmbeddingResult } from '../../../models/embedding-test.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { terminalAsker } from '../../prompts/ask.js';
import type { Asker } from '../../prompts/asker.js';
import { Unanswered, UnattendedAsker } from '../../prompts/unattended.js';
import { withSetupOptions } from '../../render/people/setup-options.js';
import {
  backupWarnings,
  type Change,
  changesText,
  diffText,
  notesText,
  planDocument,
} from '../../render/plan-text.js';
import { progressOn } from '../../render/progress.js';
import { type Style, styleOf } from '../../render/style.js';
import { CauseError, EXIT_OK, Interrupted, KnownError, type Verdict } from '../../shared/errors.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig, withLab } from '../../shared/open-setup.js';
import { type Envelope, type Result, SCHEMA_VERSION } from '../../shared/result.js';
import { examineAndPrint } from '../doctor/examine-and-print.js';
import { skillNotes } from './add-skill.js';
import { sandboxEnv } from './answers/answer-sources.js';
import type { Answers, PartialAnswers } from './answers/answers.js';
import { checkPlan, requireSound } from './answers/check-plan.js';
import { collectAnswers, keepHost } from './answers/collect-answers.js';
import { ensureGateway, settingsFromFlags } from './answers/create-gateway.js';
import { complete } from './answers/gather-answers.js';
import { headerChanges } from './answers/header-flags.js';
import type { InitOptions } from './answers/init-options.js';
import { embeddingModel } from './answers/memory-search-flag.js';
import { planFor } from './answers/plan-for.js';
import { foreignTokenHint, tokenSources } from './answers/token-sources.js';
import { type ModeDocument, runMode } from './init-modes.js';
import { changesEnv, directNotes, nextSteps } from './next-steps.js';
import { memorySearchText, proveMemorySearch } from './prove-memory-search.js';
import { refusalNote, refusalOf, refusedResult } from './refused-config.js';
import { offerRestart, staleGateway } from './restart-gateway.js';
import { ExternalChanges } from './wizard/external-changes.js';
import { Session } from './wizard/session.js';
import { runWizard } from './wizard.js';

/** The plan, and the gateway at Cloudflare. */
interface Prepared {
  plan: Plan;
  gateway?: { name: string; created: boolean };
  /** The user has seen and confirmed the plan. */
  isConfirmed: boolean;
}

export interface SetupDocument {
  changes: Change[];
  /** The planned changes only; nothing was written. */
  dryRun?: true;
  notes: readonly string[];
  /** With `--create-gateway`, or if the wizard made one. */
  gateway?: { name: string; created: boolean };
  /** Missing with `--dry-run`, and with `--no-check` if OpenClaw takes the config. */
  verdict?: Verdict | null;
  /** Missing with `--dry-run` and `--no-check`. */
  doctor?: Envelope<'doctor'> & DoctorReport;
  /** With `--memory-search`. */
  memorySearch?: EmbeddingResult;
}

type InitDocument = SetupDocument | ModeDocument;

export async function init(outerIo: Io, options: InitOptions): Promise<Result<InitDocument>> {
  const { sandbox } = options;
  const io = sandbox ? { ...outerIo, env: sandboxEnv(outerIo.env, sandbox) } : outerIo;
  // Fail before the first prompt, not after the user has answered them all.
  headerChanges(options.header);
  embeddingModel(options.memorySearch);
  const result = await runMode(io, options);
  if (result) return result;
  const style = styleOf(io, 'stderr', options);
  const asker = mayAsk(io, options) ? askerFor(io, options, style) : undefined;

  const externalChanges = new ExternalChanges();
  io.signals.farewell = () => externalChanges.interruption();
  const snapshot = keepHost(await openSnapshot(io, options), options);
  refuseBrokenConfig(snapshot);
  const refusal = await refusalOf(io, snapshot, options);
  const earlyNotes = refusal ? [refusalNote(refusal)] : [];
  if (!options.json && !options.dryRun) io.err(notesText(earlyNotes, style));
  const { known, visible } = await collectAnswers(io, options, snapshot, asker !== undefined);
  const { plan, gateway, isConfirmed } = await withLab(io, options, async (lab) =>
    asker
      ? prompt(
          new Session({
            ...{ io, asker, style, snapshot, lab, options, externalChanges },
            tokens: tokenSources(io, options, snapshot),
          }),
          known,
          visible,
        )
      : prepare(io, options, snapshot, lab, complete(known, foreignTokenHint(io))),
  );

  const changed = plan.writes.some(({ before, after }) => before !== after);
  const notes = [...earlyNotes, ...plan.notes];
  if (options.dryRun) return dryRun(io, plan, notes, style, options);
  if (!isConfirmed && !options.json) {
    if (changed) io.err(`\n${diffText(plan, io.redactor, style)}\n`);
    io.err(notesText(plan.notes, style));
  }

  io.signals.farewell = undefined;
  const written = await writePlan(plan, 'init');
  io.signals.farewell = () =>
    `Interrupted during the check. The changes are written; \`${withSetupOptions('cf-aig undo', options, style.shell ?? 'posix')}\` reverts them.`;
  const document: SetupDocument = {
    changes: planDocument(plan, written),
    notes,
    gateway,
  };
  if (!options.json) io.err(`${changesText(written, style)}${backupWarnings(plan, written, style)}\n`);
  const after = await openSnapshot(io, options);
  const { providerId } = options;
  const stale = await staleGateway(io, after, options, changesEnv(plan));
  const running =
    stale && asker ? await offerRestart({ io, asker, style, snapshot: after, providerId }, stale) : stale;
  const later = [
    ...directNotes(after, targetOf(after, options)),
    ...(options.skill ? await skillNotes(after) : []),
  ];
  document.notes = [...notes, ...later];
  const reminders = later.map((note) => `\n${notesText([`${note}.`], style)}`).join('');
  const next = nextSteps(running, after, options, style) + reminders;
  if (options.check === false) {
    const left = await refusalOf(io, after, options);
    return left
      ? refusedResult(left, document, style)
      : { exitCode: EXIT_OK, document, human: next.replace(/^\n/, '') };
  }

  const progress = progressOn(io, options);
  const watched = { ...options, onSend: progress.onSend };
  const doctor = await withLab(io, { ...watched, verbose: false }, (lab) =>
    examineAndPrint(io, options, after, lab, progress),
  );
  const { ok, exitCode, findings, verdict } = doctor;
  document.verdict = verdict;
  document.doctor = { schemaVersion: SCHEMA_VERSION, command: 'doctor', ok, exitCode, findings, verdict };
  // What only the running gateway lacks, the next steps put right.
  const isReady = ok || findings.every(({ status, check }) => status !== 'fail' || check === 'daemon');
  if (isReady && options.memorySearch !== undefined) {
    const embedding = await withLab(io, watched, (lab) => proveMemorySearch(after, lab));
    document.memorySearch = embedding;
    if (!options.json) io.out(memorySearchText(embedding, styleOf(io, 'stdout', options)));
    const { category, cause } = embedding;
    if (category && cause) {
      document.verdict = { category, cause };
      return { exitCode: CATEGORY_EXIT_CODES[category], document, human: '' };
    }
  }
  return { exitCode, document, human: isReady ? next : '' };
}

function askerFor(io: Io, options: InitOptions, style: Style): Asker {
  return options.yes ? new UnattendedAsker(io, style) : terminalAsker(io, options);
}

async function prompt(session: Session, known: PartialAnswers, visible: PartialAnswers): Promise<Prepared> {
  try {
    return { plan: await runWizard(session, known, visible), isConfirmed: true };
  } catch (error) {
    const { refusedFor } = session;
    if (error instanceof Unanswered && refusedFor)
      throw new KnownError(error.message, { cause: refusedFor, hint: error.hint });
    const isInterrupted =
      error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
    throw isInterrupted ? new Interrupted(session.externalChanges.interruption()) : error;
  } finally {
    session.asker.close();
  }
}

/** Plans first, so that no gateway is created if the files cannot be written. */
async function prepare(
  io: Io,
  options: InitOptions,
  snapshot: Snapshot,
  lab: Lab,
  answers: Answers,
): Promise<Prepared> {
  const planned = await planFor(answers, options, snapshot);
  const plan = requireSound(await checkPlan(io, snapshot, planned, options));
  const gateway = options.dryRun ? undefined : await createIfRequested(snapshot, lab, options, answers);
  return { plan, gateway, isConfirmed: false };
}

/** `--create-gateway`, init's only change at Cloudflare. */
async function createIfRequested(
  { origins }: Snapshot,
  lab: Lab,
  options: InitOptions,
  { accountId, gateway, token }: Answers,
): Promise<Prepared['gateway']> {
  if (!options.createGateway) return undefined;
  const settings = settingsFromFlags(gateway, options);
  const send = (request: PlannedRequest) => lab.ask(request, { fresh: true });
  const creation = await ensureGateway(send, { origins, token, accountId, settings });
  if (creation.outcome === 'refused') throw new CauseError(creation.diagnosis);
  return { name: gateway, created: creation.outcome === 'created' };
}

function dryRun(
  io: Io,
  plan: Plan,
  notes: readonly string[],
  style: Style,
  options: InitOptions,
): Result<SetupDocument> {
  const document: SetupDocument = { changes: planDocument(plan), dryRun: true, notes };
  if (options.json) return { exitCode: EXIT_OK, document, human: '' };
  io.out(diffText(plan, io.redactor, style) || 'Nothing to change.\n');
  if (notes.length) io.err(`\n${notesText(notes, style)}`);
  return { exitCode: EXIT_OK, document, human: '' };
}
