import { originsFrom } from '../gateway/address/origins.js';
import { readJournal } from './changes/journal.js';
import type { ClientSetup } from './client-setup.js';
import { readConfig } from './files/config.js';
import type { ReadText } from './files/includes.js';
import { locate } from './files/locate.js';
import { environmentOf } from './secrets/environment.js';
import type { Invocation, Snapshot } from './snapshot.js';

/** Nothing is read: another client has no files that cf-aig knows. */
const NO_FILES: ReadText = async (path) => ({ kind: 'missing', path, detail: 'not read' });

/** The snapshot of a setup without OpenClaw: the client, and the variables of this process. */
export async function clientSnapshot(invocation: Invocation, client: ClientSetup): Promise<Snapshot> {
  const place = locate({ ...invocation, exists: () => false });
  return {
    invocation,
    client,
    place,
    config: await readConfig(place.configPath, NO_FILES),
    environment: environmentOf(invocation.env),
    envFile: await NO_FILES(place.envPath),
    blocks: [],
    origins: originsFrom(invocation.env),
    held: [],
    journal: await readJournal(place.configPath, NO_FILES),
    skill: await NO_FILES(place.skillPath),
  };
}
