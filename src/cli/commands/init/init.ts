import { compareGateway, type StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import type { PlannedRequest } from '../../../gateway/requests/access.js';
import type { Lab } from '../../../lab/lab.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { readGateway } from '../../../openclaw/surroundings.js';
import { targetOf } from '../../../openclaw/target.js';
import { terminalAsker } from '../../prompts/ask.js';
import { backupWarnings, changesText, diffText, planDocument } from '../../render/plan-text.js';
import { type Style, styleOf } from '../../render/style.js';
import { CauseError, EXIT_OK, Interrupted } from '../../shared/errors.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { examineAloud } from '../doctor/doctor.js';
import { fromExisting, fromFlags, fromSandbox, sandboxEnv } from './answers/answer-sources.js';
import type { Answers, Known } from './answers/answers.js';
import { ensureGateway, settingsFromFlags } from './answers/create-gateway.js';
import { Deeds } from './answers/done-so-far.js';
import { complete, requireRecipe, settle } from './answers/gather-answers.js';
import type { InitOptions } from './answers/init-options.js';
import { planFor } from './answers/plan-for.js';
import { otherMode } from './init-modes.js';
import { changesEnv, nextSteps } from './next-steps.js';
import { Session } from './wizard/session.js';
import { runWizard } from './wizard.js';

/** What is to be written, and what has been done at Cloudflare. */
interface Prepared {
  plan: Plan;
  gateway?: { name: string; created: boolean };
  /** Shown and agreed to. */
  agreed: boolean;
}

export async function init(outerIo: Io, options: InitOptions): Promise<Result> {
  const io = options.sandbox ? { ...outerIo, env: sandboxEnv(outerIo.env) } : outerIo;
  const other = await otherMode(io, options);
  if (other) return other;
  const style = styleOf(io, 'stderr', options);
  const asker = mayAsk(io, options) ? terminalAsker(io, options) : undefined;

  const deeds = new Deeds();
  io.signals.farewell = () => deeds.interruption();
  const snapshot = await openSnapshot(io, options);
  // Before the first question: what cannot be edited must not cost the user any answer.
  refuseBrokenConfig(snapshot);
  const { known, visible } = await whatIsKnown(io, options, snapshot, asker !== undefined);
  const { plan, gateway, agreed } = await withLab(io, options, async (lab) =>
    asker
      ? askAll(new Session({ io, asker, style, snapshot, lab, options, deeds }), known, visible)
      : prepare(options, snapshot, lab, complete(known)),
  );

  const changed = plan.writes.some(({ before, after }) => before !== after);
  if (options.dryRun) return dryRun(io, plan, style, options);
  if (!agreed && !options.json) {
    if (changed) io.err(`\n${diffText(plan, io.redactor, style)}\n`);
    for (const note of plan.notes) io.err(`Note: ${note}\n`);
  }

  io.signals.farewell = undefined;
  const written = await writePlan(plan, 'init');
  io.signals.farewell = () =>
    'Interrupted while checking. The changes are written; `cf-aig undo` takes them back.';
  const document: Record<string, unknown> = {
    changes: planDocument(plan, written),
    notes: plan.notes,
    gateway,
  };
  if (!options.json) io.err(`${changesText(written, style)}${backupWarnings(plan, written, style)}\n`);
  const after = await openSnapshot(io, options);
  const running = await staleGateway(io, after, options, changesEnv(plan));
  const next = nextSteps(running, options.profile, style.width - 1);
  if (options.check === false) return { exitCode: EXIT_OK, document, human: next };

  const doctor = await withLab(io, options, (lab) => examineAloud(io, options, after, lab));
  const { ok, exitCode, findings, verdict } = doctor;
  document.verdict = verdict;
  document.doctor = { schemaVersion: 1, command: 'doctor', ok, exitCode, findings, verdict };
  return { exitCode, document, human: ok ? next : '' };
}

/** OpenClaw's gateway, if one runs, and what it does not know yet. */
async function staleGateway(
  { machine }: Io,
  snapshot: Snapshot,
  { providerId }: InitOptions,
  envChanged: boolean,
): Promise<StaleGateway | undefined> {
  const gateway = await readGateway(snapshot, machine);
  return gateway && compareGateway(gateway, snapshot, targetOf(snapshot, { providerId }), envChanged);
}

/** What flags, variables and files say. */
async function whatIsKnown(
  io: Io,
  options: InitOptions,
  snapshot: Snapshot,
  asking: boolean,
): Promise<{ known: Known; visible: Known }> {
  const given = { ...(options.sandbox ? fromSandbox() : {}), ...(await fromFlags(io, options)) };
  io.redactor.add(given.token, given.providerKey);
  const proposed = fromExisting(snapshot, options);
  io.redactor.add(proposed.token, proposed.providerKey);
  if (!asking) return { known: settle({ given, proposed }), visible: {} };

  // In a terminal an existing setup proposes and the user decides; only its secrets are taken as they are.
  const { token, providerKey, ...visible } = proposed;
  const known = settle({ given, proposed: { token, providerKey } });
  requireRecipe(known);
  return { known, visible: settle({ given: {}, proposed: visible }) };
}

async function askAll(session: Session, known: Known, visible: Known): Promise<Prepared> {
  try {
    return { plan: await runWizard(session, known, visible), agreed: true };
  } catch (error) {
    const left = error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
    throw left ? new Interrupted(session.deeds.interruption()) : error;
  }
}

/** Planned first: what cannot be written must not have created a gateway. */
async function prepare(
  options: InitOptions,
  snapshot: Snapshot,
  lab: Lab,
  answers: Answers,
): Promise<Prepared> {
  const plan = await planFor(answers, options, snapshot);
  const gateway = options.dryRun ? undefined : await createIfAsked(snapshot, lab, options, answers);
  return { plan, gateway, agreed: false };
}

/** `--create-gateway`: the one thing that is changed at Cloudflare. */
async function createIfAsked(
  { origins }: Snapshot,
  lab: Lab,
  options: InitOptions,
  { accountId, gateway, token }: Answers,
): Promise<Prepared['gateway']> {
  if (!options.createGateway) return undefined;
  const settings = settingsFromFlags(gateway, options);
  const send = (request: PlannedRequest) => lab.ask(request, { fresh: true });
  const done = await ensureGateway(send, { origins, token, accountId, settings });
  if (done.outcome === 'refused') throw new CauseError(done.diagnosis);
  return { name: gateway, created: done.outcome === 'created' };
}

function dryRun(io: Io, plan: Plan, style: Style, options: InitOptions): Result {
  const document = { changes: planDocument(plan), dryRun: true, notes: plan.notes };
  return {
    exitCode: EXIT_OK,
    document,
    human: options.json ? '' : diffText(plan, io.redactor, style) || 'Nothing to change.\n',
  };
}
