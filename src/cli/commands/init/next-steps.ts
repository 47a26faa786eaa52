import { wrapAnsi } from 'fast-wrap-ansi';
import type { StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';

/** Whether the plan changes `.env`, which OpenClaw's gateway only reads at startup. */
export function changesEnv({ writes, place }: Plan): boolean {
  return writes.some(({ path, before, after }) => path === place.envPath && before !== after);
}

/** The exact commands to run next. `gateway` is OpenClaw's, if it is running. */
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
  const state = gateway && gateway.needs.length > 0 ? `\n${wrapAnsi(stateOf(gateway), columns)}\n` : '';
  return `${state}\nNext:\n${commands.map((command) => `  ${command}\n`).join('')}`;
}

function stateOf({ pid, needs, lacks }: StaleGateway): string {
  const running = `OpenClaw's gateway is running (process ${pid})`;
  if (!lacks.length) return `${running} and has ${needs.join(' and ')}: it needs no restart.`;
  return `${running} without the new ${lacks.join(' and ')}: it reads .env only at startup.`;
}
