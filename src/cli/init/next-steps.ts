import type { Plan } from '../../openclaw/plan.js';

/** The exact commands that come next. */
export function nextSteps(plan: Plan, profile: string | undefined): string {
  const openclaw = profile ? `openclaw --profile ${profile}` : 'openclaw';
  const envChanged = plan.writes.some(
    ({ path, before, after }) => path === plan.place.envPath && before !== after,
  );
  const restart = envChanged
    ? `  ${openclaw} gateway restart   # if it runs: .env is read at its start\n`
    : '';
  return `\nNext:\n${restart}  ${openclaw} agent exec "hi"\n  cf-aig test-model            # one small real request per model\n`;
}
