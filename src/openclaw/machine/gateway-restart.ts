import type { RunningGateway } from './gateway-process.js';
import type { ServiceFile } from './service-files.js';

/** How OpenClaw's running gateway gets a new process, without which it keeps the variables that it has. */
export interface Restart {
  /** A command, or what to do instead of one. */
  action: string;
  isCommand: boolean;
  /** Why it is not `openclaw gateway restart`: a whole sentence. */
  why?: string;
}

/** What a service manager leaves in the environment of a process. OpenClaw 2026.9.6, dist/supervisor-markers: with one of these
 * `openclaw gateway restart` ends the process, without any it restarts inside it. 2026.2.23 to 2026.6.11 decide alike. */
const SERVICE_MARKERS = [
  'OPENCLAW_SYSTEMD_UNIT',
  'INVOCATION_ID',
  'SYSTEMD_EXEC_PID',
  'JOURNAL_STREAM',
  'OPENCLAW_LAUNCHD_LABEL',
  'LAUNCH_JOB_LABEL',
  'LAUNCH_JOB_NAME',
  'OPENCLAW_WINDOWS_TASK_NAME',
];

export function restartOf(
  { pid, initialEnv, container }: Pick<RunningGateway, 'pid' | 'initialEnv' | 'container'>,
  services: readonly ServiceFile[],
  profile?: string,
): Restart {
  const openclaw = profile ? `openclaw --profile ${profile}` : 'openclaw';
  const byService: Restart = { action: `${openclaw} gateway restart`, isCommand: true };
  const isSet = (name: string) => Boolean(initialEnv?.[name]?.trim());
  if (initialEnv?.OPENCLAW_SUPERVISOR_MODE?.trim().toLowerCase() === 'external') {
    return instead(`restart process ${pid} with the supervisor that runs it`);
  }
  if (SERVICE_MARKERS.some(isSet)) return byService;
  if (isSet('KUBERNETES_SERVICE_HOST')) return instead('restart its pod');
  if (container) {
    return { ...instead(`${container.engine} restart ${container.id ?? '<container>'}`), isCommand: true };
  }
  const anew = instead(`stop process ${pid} and start it again`);
  if (initialEnv) return anew;
  // Where environments are hidden, an installed service is what most likely runs it.
  return services.length ? byService : { ...anew, why: undefined };
}

/** The words of the command, if it can be run as it is: not where the container is unknown. */
export function restartCommand({ action, isCommand }: Restart): string[] | undefined {
  return isCommand && !action.includes('<') ? action.split(' ') : undefined;
}

function instead(action: string): Restart {
  return {
    action,
    isCommand: false,
    why: 'No service manager runs it, so `openclaw gateway restart` would keep the process and the values that it has.',
  };
}

/** One or two sentences. */
export function restartText({ action, isCommand, why }: Restart): string {
  const sentence = isCommand ? `Run \`${action}\`.` : `${action.charAt(0).toUpperCase()}${action.slice(1)}.`;
  return why ? `${sentence} ${why}` : sentence;
}
