import type { StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import { defaultAgent } from '../../../openclaw/blocks/agents.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { hasFeature } from '../../../openclaw/machine/openclaw-features.js';
import { directNote } from '../../../openclaw/secrets/provider-variables.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';
import { hang, type Layout } from '../../render/hang.js';
import { nameProgram } from '../../render/people/program-name.js';
import { withSetupOptions } from '../../render/people/setup-options.js';
import { type Shell, shellWord } from '../../render/people/shell.js';
import type { PlaceOptions } from '../../shared/options.js';

/** Whether the plan changes `.env`, which OpenClaw's gateway only reads at startup. */
export function changesEnv({ writes, place }: Plan): boolean {
  return writes.some(({ path, before, after }) => path === place.envPath && before !== after);
}

const INDENT = '  ';
/** docs.openclaw.ai/install */
const INSTALL = { command: 'npm install -g openclaw@latest', comment: 'not on the PATH yet' };
const TEST = { command: 'cf-aig test-model', comment: 'one small request per model' };

/** Those of the run: the commands that follow need them to find the same setup. */
export type NextOptions = PlaceOptions & { providerId?: string };

/** What to do next, in three lines at most. `gateway` is OpenClaw's, if it is running. */
export function nextSteps(
  gateway: StaleGateway | undefined,
  snapshot: Pick<Snapshot, 'config' | 'installation'>,
  options: NextOptions,
  layout: Layout = { width: 80 },
): string {
  const { width, program = 'cf-aig', shell = 'posix' } = layout;
  const withComment = ({ command, comment }: typeof TEST) => {
    const line = `${nameProgram(command, program)}   # ${comment}`;
    // Where it would not fit the comment is left out, and in cmd, which has none.
    return shell !== 'cmd' && line.length + INDENT.length < width ? line : command;
  };
  const isMissing = !gateway && !snapshot.installation;
  const steps = [
    ...(gateway?.lacks.length ? [gateway.restart.action] : []),
    ...(isMissing ? [withComment(INSTALL)] : []),
    ...turnCommand(gateway !== undefined, snapshot, options, shell),
    withComment({ ...TEST, command: withSetupOptions(TEST.command, options, shell) }),
  ];
  const state =
    gateway && gateway.needs.length > 0
      ? `\n${hang('', stateOf(gateway), { ...layout, width: width - 1 })}\n`
      : '';
  return `${state}\nNext:\n${steps.map((step) => `${INDENT}${step}\n`).join('')}`;
}

/** Which variables of the block also let OpenClaw ask a provider past the gateway. */
export function directNotes({ blocks }: Pick<Snapshot, 'blocks'>, target: Target | undefined): string[] {
  const ids = blocks.map(({ id }) => id);
  const variables = target?.credentials.variables ?? [];
  return variables.flatMap((variable) => directNote(variable, ids) ?? []);
}

/** One turn of the agent: through the gateway if it runs, which is how the user's messages go, else without it. */
function turnCommand(
  isRunning: boolean,
  { config, installation }: Pick<Snapshot, 'config' | 'installation'>,
  { config: path, profile }: NextOptions,
  shell: Shell,
): string[] {
  // OpenClaw has no flag for it, and only this shell sets a variable for one command.
  if (path && shell !== 'posix') return [];
  const variable = path ? `OPENCLAW_CONFIG_PATH=${shellWord(path, shell)} ` : '';
  const openclaw = `${variable}openclaw${profile ? ` --profile ${profile}` : ''}`;
  const agent = `--agent ${defaultAgent(config.value)} --message hi`;
  if (isRunning) return [`${openclaw} agent ${agent}`];
  return hasFeature(installation?.version, 'agent-exec')
    ? [`${openclaw} agent exec "hi"`]
    : [`${openclaw} agent --local ${agent}`];
}

function stateOf({ pid, needs, lacks, restart }: StaleGateway): string {
  const running = `OpenClaw's gateway is running (process ${pid})`;
  if (!lacks.length) return `${running} and has ${needs.join(' and ')}: it needs no restart.`;
  const why = restart.why ? ` ${restart.why}` : '';
  return `${running} without the new ${lacks.join(' and ')}: it reads .env only at startup.${why}`;
}
