import { createSender, type Sender } from '../../gateway/wire/send.js';
import { DoctorContext } from '../../lab/context.js';
import { thisMachine } from '../../lab/machine.js';
import type { Io } from './io.js';
import type { PlaceOptions } from './options.js';
import { version } from './version.js';

export interface ContextOptions extends PlaceOptions {
  timeout: number;
  /** Look at this block rather than the primary model's. */
  providerId?: string;
  verbose?: boolean;
}

function openSender(io: Io, timeoutMs: number): Sender {
  return createSender({ env: io.env, redactor: io.redactor, timeoutMs, userAgent: `cf-aig/${version}` });
}

/** Runs `work` with the user's files and the wire in hand, and lets go of the connections afterwards. */
export async function withContext<T>(
  io: Io,
  options: ContextOptions,
  work: (context: DoctorContext) => Promise<T>,
): Promise<T> {
  const sender = openSender(io, options.timeout);
  const { env, cwd, homedir, platform, nodeVersion, redactor } = io;
  const { config, envFile, profile, providerId } = options;
  try {
    return await work(
      new DoctorContext({
        env,
        cwd,
        homedir,
        platform,
        nodeVersion,
        redactor,
        sender,
        config,
        envFile,
        profile,
        providerId,
        machine: thisMachine,
      }),
    );
  } finally {
    await sender.close();
  }
}
