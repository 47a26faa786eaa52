import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import { createSender, type Sender } from '../../gateway/wire/send.js';
import { Lab } from '../../lab/lab.js';
import { sweep } from '../../lib/files/write-files.js';
import { configProblems } from '../../openclaw/config-problems.js';
import { type Invocation, readSnapshot, type Snapshot, secretsOf } from '../../openclaw/snapshot.js';
import { targetOf, targetSecrets } from '../../openclaw/target.js';
import { CauseError } from './errors.js';
import { exchangeText } from './exchange-text.js';
import type { Io } from './io.js';
import type { PlaceOptions } from './options.js';
import type { Signals } from './signals.js';
import { version } from './version.js';

export interface LabOptions {
  /** Milliseconds for one exchange. */
  timeout: number;
  verbose?: boolean;
  /** Called with every request: its limit in milliseconds, and the work. */
  onSend?(url: string, limitMs: number, work: Promise<unknown>): void;
}

export function invocationOf(io: Io, { config, envFile, profile }: PlaceOptions): Invocation {
  const { env, homedir, cwd, platform, nodeVersion } = io;
  return { env, homedir, cwd, platform, nodeVersion, config, envFile, profile };
}

/** Reads the user's files and redacts their secrets from all later output. */
export async function openSnapshot(io: Io, options: PlaceOptions): Promise<Snapshot> {
  const snapshot = await readSnapshot(invocationOf(io, options));
  hideSecrets(io, snapshot);
  await sweep(filesOf(snapshot));
  return snapshot;
}

/** All that cf-aig writes: a run that was killed may have left a copy of it, with secrets. */
function filesOf({ config, envFile, place, journal, skill }: Snapshot): string[] {
  const links = [config.file, envFile, skill, ...config.parts.map(({ file }) => file)];
  const targets = links.flatMap((file) => (file.kind === 'file' ? [file.path, file.realPath] : []));
  return [...new Set([...targets, place.configPath, place.envPath, place.skillPath, journal.path])];
}

/** Redacts the secrets of the snapshot from all output. */
export function hideSecrets(io: Pick<Io, 'redactor'>, snapshot: Snapshot): void {
  const targets = snapshot.blocks.flatMap(({ id, models }) =>
    // Only models with their own headers send other secrets than their block.
    [undefined, ...models.filter(({ raw }) => raw.headers !== undefined).map((model) => model.id)].flatMap(
      (modelId) => targetOf(snapshot, { providerId: id, modelId }) ?? [],
    ),
  );
  io.redactor.addAll(secretsOf(snapshot));
  io.redactor.addAll(targets.flatMap(targetSecrets));
}

/** A missing config is not broken. */
const ABSENT: readonly CauseId[] = ['config-missing', 'config-empty'];

/** Why the config cannot be used; undefined if it can, or if there is none. */
export function findBrokenConfig(snapshot: Snapshot): Diagnosis | undefined {
  return configProblems(snapshot).find(({ cause }) => !ABSENT.includes(cause));
}

/** Throws CauseError if the config exists but cannot be used. */
export function refuseBrokenConfig(snapshot: Snapshot): void {
  const problem = findBrokenConfig(snapshot);
  if (problem) throw new CauseError(problem);
}

/** Runs `work` with a Lab, and closes its connections afterwards. With `--verbose` prints the exchanges. */
export async function withLab<T>(
  io: Io,
  { timeout, verbose, keeps, onSend }: LabOptions & { keeps?: boolean },
  work: (lab: Lab) => Promise<T>,
): Promise<T> {
  const { env, redactor } = io;
  const sender = createSender({ env, redactor, timeoutMs: timeout, userAgent: `cf-aig/${version}` });
  const lab = new Lab(observe(sender, timeout, io.signals, onSend), { keeps });
  try {
    return await work(lab);
  } finally {
    if (verbose) for (const exchange of lab.exchanges) io.err(exchangeText(exchange));
    await sender.close();
  }
}

/** Signals are handled while an answer is awaited. */
function observe(sender: Sender, timeout: number, signals: Signals, onSend: LabOptions['onSend']): Sender {
  return {
    ...sender,
    send(request, options) {
      const work = signals.during(sender.send(request, options));
      onSend?.(request.url, options?.timeoutMs ?? timeout, work);
      return work;
    },
  };
}
