import type { StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import { defaultAgent } from '../../../openclaw/blocks/agents.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { hasFeature } from '../../../openclaw/machine/openclaw-features.js';
import { directNote } from '../../../openclaw/secrets/provider-variables.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import type { Target } from '../../../openclaw/target.js';
import { hang, type Layout } from '../../render/hang.js';
import { nameProgram } from '../../render/people/program-name.js';

/** Whether the plan changes `.env`, which OpenClaw's gateway only reads at startup. */
export function changesEnv({ writes, place }: Plan): boolean {
  return writes.some(({ path, before, after }) => path === place.envPath && before !== after);
}

const INDENT = '  ';
/** docs.openclaw.ai/install */
const INSTALL = { command: 'npm install -g openclaw@latest', comment: 'not on the PATH yet' };
const TEST = { command: 'cf-aig test-model', comment: 'one small request per model' };

/** What to do next, in three lines at most. `gateway` is OpenClaw's, if it is running. */
export function nextSteps(
  gateway: StaleGateway | undefined,
  snapshot: Pick<Snapshot, 'config' | 'installation' | 'invocation'>,
  layout: Layout = { width: 80 },
): string {
  const { width, program = 'cf-aig', shell } = layout;
  const withComment = ({ command, comment }: typeof TEST) => {
    const line = `${nameProgram(command, program)}   # ${comment}`;
    // Where it would not fit the comment is left out, and in cmd, which has none.
    return shell !== 'cmd' && line.length + INDENT.length < width ? line : command;
  };
  const isMissing = !gateway && !snapshot.installation;
  const steps = [
    ...(gateway?.lacks.length ? [gateway.restart.action] : []),
    ...(isMissing ? [withComment(INSTALL)] : []),
    turnCommand(gateway !== undefined, snapshot),
    withComment(TEST),
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
  { config, installation, invocation: { profile } }: Pick<Snapshot, 'config' | 'installation' | 'invocation'>,
): string {
  const openclaw = profile ? `openclaw --profile ${profile}` : 'openclaw';
  const agent = `--agent ${defaultAgent(config.value)} --message hi`;
  if (isRunning) return `${openclaw} agent ${agent}`;
  return hasFeature(installation?.version, 'agent-exec')
    ? `${openclaw} agent exec "hi"`
    : `${openclaw} agent --local ${agent}`;
}

function stateOf({ pid, needs, lacks, restart }: StaleGateway): string {
  const running = `OpenClaw's gateway is running (process ${pid})`;
  if (!lacks.length) return `${running} and has ${needs.join(' and ')}: it needs no restart.`;
  const why = restart.why ? ` ${restart.why}` : '';
  return `${running} without the new ${lacks.join(' and ')}: it reads .env only at startup.${why}`;
}
