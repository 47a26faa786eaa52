import { wrapAnsi } from 'fast-wrap-ansi';
import type { StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';

/** Whether `.env`, which a gateway of OpenClaw reads at its start, changes. */
export function changesEnv({ writes, place }: Plan): boolean {
  return writes.some(({ path, before, after }) => path === place.envPath && before !== after);
}

/** The exact commands that come next. `gateway`: OpenClaw's, if one runs. */
export function nextSteps(
  gateway: StaleGateway | undefined,
  profile: string | undefined,
  columns = 80,
): string {
  const openclaw = profile ? `openclaw --profile ${profile}` : 'openclaw';
  const commands = [
    ...(gateway?.lacks.length ? [`${openclaw} gateway restart`] : []),
    `${openclaw} agent exec "hi"`,
    'cf-aig test-model            # one small real request per model',
  ];
  const said = gateway && gateway.needs.length > 0 ? `\n${wrapAnsi(stateOf(gateway), columns)}\n` : '';
  return `${said}\nNext:\n${commands.map((command) => `  ${command}\n`).join('')}`;
}

function stateOf({ pid, needs, lacks }: StaleGateway): string {
  const runs = `OpenClaw's gateway is running (process ${pid})`;
  if (!lacks.length) return `${runs} and has ${needs.join(' and ')}: it needs no restart.`;
  return `${runs} without the ${lacks.join(' and ')} that is written now: it reads .env when it starts.`;
}
