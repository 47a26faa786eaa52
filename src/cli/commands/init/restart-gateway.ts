import { compareGateway, type StaleGateway } from '../../../doctor/runtime/running-gateway.js';
import { restartCommand } from '../../../openclaw/machine/gateway-restart.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { readGateway } from '../../../openclaw/surroundings.js';
import { targetOf } from '../../../openclaw/target.js';
import type { Asker } from '../../prompts/asker.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';
import type { Io } from '../../shared/io.js';

/** OpenClaw's running gateway, if any, and which changes it has not loaded. `envChanged`: `.env` has just been written. */
export async function staleGateway(
  { machine }: Pick<Io, 'machine'>,
  snapshot: Snapshot,
  { providerId }: { providerId?: string },
  envChanged: boolean,
): Promise<StaleGateway | undefined> {
  const gateway = await readGateway(snapshot, machine);
  return gateway && compareGateway(gateway, snapshot, targetOf(snapshot, { providerId }), envChanged);
}

const COMMAND_TIMEOUT_MS = 60_000;
/** A new gateway needs about 15 s to start on a small machine. */
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 500;

const HELP =
  'OpenClaw’s gateway reads .env only when it starts, so until then it cannot use the new value. A restart takes a few seconds and interrupts what its agents are doing.';

/**
 * Offers to restart OpenClaw's gateway if it lacks a variable, and waits until the new process has it. Where there is no
 * command for it, nothing is asked. Returns the gateway as it is then.
 */
export async function offerRestart(
  o: { io: Io; asker: Asker; style: Style; snapshot: Snapshot; providerId?: string },
  stale: StaleGateway,
): Promise<StaleGateway | undefined> {
  const { io, asker, style, snapshot } = o;
  const [command, ...args] = restartCommand(stale.restart) ?? [];
  if (!stale.lacks.length || command === undefined) return stale;
  const say = (symbol: string, text: string) => io.err(`${hang(` ${symbol} `, text, style)}\n`);
  say(style.symbols.warn, `OpenClaw’s gateway is running without the new ${stale.lacks.join(' and ')}.`);
  const message = `Restart it now (${stale.restart.action})?`;
  if (!(await asker.confirm({ message, help: HELP, initial: true }))) return stale;

  const program = command === 'openclaw' ? (snapshot.installation?.command ?? command) : command;
  const restarting = io.machine.run(program, args, { env: io.env, timeoutMs: COMMAND_TIMEOUT_MS });
  const { failure, stderr = '' } = await asker.busy('Restarting OpenClaw’s gateway', restarting);
  const waiting = failure === undefined ? awaitFresh(o, stale.pid) : undefined;
  const fresh = waiting && (await asker.busy('Waiting for OpenClaw’s gateway', waiting));
  if (fresh) say(style.symbols.pass, `OpenClaw’s gateway has restarted, with ${fresh.needs.join(' and ')}.`);
  else {
    const words = failure ?? stderr.trim().split('\n').at(-1);
    const reason = words ? `: ${words}` : '';
    say(style.symbols.fail, `${stale.restart.action} did not restart OpenClaw’s gateway${reason}`);
  }
  return fresh ?? staleGateway(io, snapshot, o, true);
}

/** The new process, as soon as it has the variables; undefined: it did not come up in time. */
async function awaitFresh(
  o: { io: Io; snapshot: Snapshot; providerId?: string },
  oldPid: number,
): Promise<StaleGateway | undefined> {
  const { io, snapshot } = o;
  const deadline = io.now() + START_TIMEOUT_MS;
  while (io.now() < deadline) {
    const gateway = await staleGateway(io, snapshot, o, false);
    if (gateway && gateway.pid !== oldPid && !gateway.lacks.length) return gateway;
    await io.sleep(POLL_MS);
  }
  return undefined;
}
