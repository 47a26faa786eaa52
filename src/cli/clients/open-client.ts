import { clientSnapshot } from '../../openclaw/client-snapshot.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { targetOf, targetSecrets } from '../../openclaw/target.js';
import type { Io } from '../shared/io.js';
import { invocationOf, openSnapshot } from '../shared/open-setup.js';
import { readClient, type SetupOptions } from './read-client.js';

/** The client that the flags and the named models describe, otherwise OpenClaw's setup. Its secrets are redacted from all later output. */
export async function openAnySetup(
  io: Io,
  options: SetupOptions,
  models: readonly string[] = [],
): Promise<Snapshot> {
  const client = readClient(io, options, models);
  if (!client) return openSnapshot(io, options);
  const snapshot = await clientSnapshot(invocationOf(io, {}), client);
  const target = targetOf(snapshot);
  io.redactor.addAll([
    ...(target ? targetSecrets(target) : []),
    ...client.headerVariables.flatMap((name) => io.env[name] ?? []),
  ]);
  return snapshot;
}
