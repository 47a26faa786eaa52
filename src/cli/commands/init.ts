import { configTroubles } from '../../checks/config-troubles.js';
import type { DoctorContext } from '../../checks/context.js';
import type { PlannedRequest } from '../../gateway/requests.js';
import { carryOut } from '../../openclaw/carry-out.js';
import type { Plan } from '../../openclaw/plan.js';
import { CauseError, EXIT_OK, Interrupted } from '../errors.js';
import type { Answers } from '../init/answers.js';
import { ensureGateway, settingsFromFlags } from '../init/create.js';
import { complete, requireRecipe, settle } from '../init/gather.js';
import { nextSteps } from '../init/next-steps.js';
import type { InitOptions } from '../init/options.js';
import { planFor } from '../init/plan-for.js';
import { fromExisting, fromFlags, fromSandbox, sandboxEnv } from '../init/sources.js';
import { runWizard } from '../init/wizard.js';
import { mayAsk } from '../interactive.js';
import type { Io } from '../io.js';
import { type Asker, terminalAsker } from '../prompts/ask.js';
import { changesText, diffText, planDocument } from '../render/plan.js';
import { type Style, styleFor } from '../render/style.js';
import type { Result } from '../result.js';
import { examineAloud } from './doctor.js';
import { otherMode } from './init-modes.js';
import { withContext } from './open-context.js';

export async function init(outerIo: Io, options: InitOptions): Promise<Result> {
  const io = options.sandbox ? { ...outerIo, env: sandboxEnv(outerIo.env) } : outerIo;
  const other = await otherMode(io, options);
  if (other) return other;
  const style = styleFor({
    env: io.env,
    isTty: io.stderrIsTty,
    columns: io.columns,
    noColor: options.color === false,
  });
  const asker = mayAsk(io, options) ? terminalAsker() : undefined;

  const { plan, gateway } = await withContext(io, options, async (context) => {
    await refuseBrokenConfig(context);
    const answers = await gatherAnswers(io, options, context, asker);
    const planned = await planFor(answers, options, context);
    const created = options.dryRun ? undefined : await createIfAsked(context, options, answers);
    return { plan: planned, gateway: created };
  });

  const changed = plan.writes.some(({ before, after }) => before !== after);
  if (options.dryRun) return dryRun(io, plan, style, options);
  if (changed && !options.json) io.err(`\n${diffText(plan, io.redactor, style)}\n`);
  for (const note of plan.notes) if (!options.json) io.err(`Note: ${note}\n`);
  if (asker && changed && !options.yes) await confirmPlan(asker, plan);

  const written = await carryOut(plan, 'init');
  const document: Record<string, unknown> = {
    changes: planDocument(plan, written),
    notes: plan.notes,
    ...(gateway && { gateway }),
  };
  if (!options.json) io.err(`${changesText(written, style)}\n`);
  if (options.check === false)
    return { exitCode: EXIT_OK, document, human: nextSteps(plan, options.profile) };

  const doctor = await withContext(io, options, (context) => examineAloud(io, options, context));
  const { ok, exitCode, findings, verdict } = doctor;
  document.doctor = { schemaVersion: 1, command: 'doctor', ok, exitCode, findings, verdict };
  return { exitCode, document, human: ok ? nextSteps(plan, options.profile) : '' };
}

/** Before the first question: what cannot be edited must not cost the user eight answers. */
async function refuseBrokenConfig(context: DoctorContext): Promise<void> {
  const fillable = ['config-missing', 'config-empty'];
  const trouble = (await configTroubles(context)).find(({ cause }) => !fillable.includes(cause));
  if (trouble) throw new CauseError(trouble);
}

async function gatherAnswers(
  io: Io,
  options: InitOptions,
  context: DoctorContext,
  asker: Asker | undefined,
): Promise<Answers> {
  const given = { ...(options.sandbox ? fromSandbox() : {}), ...(await fromFlags(io, options)) };
  io.redactor.add(given.token, given.providerKey);
  const proposed = await fromExisting(context);
  io.redactor.add(proposed.token, proposed.providerKey);
  if (!asker) return complete(settle({ given, proposed }));

  // In a terminal an existing setup proposes and the user decides; only its secrets are taken as they are.
  const { token, providerKey, ...visible } = proposed;
  const known = settle({ given, proposed: { token, providerKey } });
  requireRecipe(known);
  return complete(await runWizard(io, asker, known, visible));
}

/** `--create-gateway`: the one thing that is changed at Cloudflare. */
async function createIfAsked(
  context: DoctorContext,
  options: InitOptions,
  { accountId, gateway, token }: Answers,
): Promise<{ name: string; created: boolean } | undefined> {
  if (!options.createGateway) return undefined;
  const { origins, input } = context;
  const settings = settingsFromFlags(gateway, options);
  const send = (request: PlannedRequest) => input.sender.send(request);
  const done = await ensureGateway(send, { origins, token, accountId, settings });
  if (done.outcome === 'refused') throw new CauseError(done.diagnosis);
  return { name: gateway, created: done.outcome === 'created' };
}

async function confirmPlan(asker: Asker, plan: Plan): Promise<void> {
  if (plan.replacesPrimary) {
    const { from, to } = plan.replacesPrimary;
    const replace = await asker.confirm({
      message: `Replace the primary model ${from} by ${to}?`,
      initial: true,
    });
    if (!replace)
      throw new Interrupted('Nothing was written. With --keep-primary the primary model stays as it is.');
  }
  if (!(await asker.confirm({ message: 'Write these changes?', initial: true })))
    throw new Interrupted('Nothing was written.');
}

function dryRun(io: Io, plan: Plan, style: Style, options: InitOptions): Result {
  const document = { changes: planDocument(plan), dryRun: true, notes: plan.notes };
  return {
    exitCode: EXIT_OK,
    document,
    human: options.json ? '' : diffText(plan, io.redactor, style) || 'Nothing to change.\n',
  };
}
