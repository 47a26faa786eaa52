import path from 'node:path';
import { isSamePath } from '../../lib/json5/paths.js';
import { isFolder } from '../../lib/look.js';
import type { Machine } from '../machine/this-machine.js';
import type { Snapshot } from '../snapshot.js';
import { askOpenClaw } from './ask-openclaw.js';
import type { Fault } from './fault.js';

/** Whether an OpenClaw takes the config. */
export interface SchemaVerdict {
  /** Of the OpenClaw whose rules these are. */
  version: string;
  faults: readonly Fault[];
  /** The installed OpenClaw is another, and this is why it could not be asked. */
  unanswered?: string;
}

/**
 * The verdict of the installed OpenClaw. If it is the one whose schema cf-aig has, or if there is none, the schema decides;
 * another is asked. undefined if there is no config to judge.
 */
export async function judgeConfig(
  snapshot: Snapshot,
  machine: Pick<Machine, 'run'>,
): Promise<SchemaVerdict | undefined> {
  const { config, installation, environment } = snapshot;
  if (!config.value) return undefined;
  // Only here, so that nothing else waits for the schema to be loaded.
  const [{ rejectionsOf }, { SCHEMA_VERSION }] = await Promise.all([
    import('./rejections.js'),
    import('./schema.generated.js'),
  ]);
  const own: SchemaVerdict = {
    version: SCHEMA_VERSION,
    faults: rejectionsOf({ config: config.value, environment, hasPlugins: hasPlugins(snapshot) }),
  };
  if (!installation || installation.version === SCHEMA_VERSION) return own;
  if (snapshot.isPlanned) return { ...own, unanswered: 'it reads only what is written' };
  const answer = await askOpenClaw(snapshot, machine);
  if ('unanswered' in answer) return { ...own, ...answer };
  return {
    version: installation.version,
    faults: answer.faults.map((fault) => explained(fault, own.faults)),
  };
}

/** Some versions only say that something is invalid: the schema may know what. */
function explained(fault: Fault, known: readonly Fault[]): Fault {
  if (!fault.detail.endsWith(': Invalid input')) return fault;
  return (
    known.find(({ path }) => isSamePath(path, fault.path)) ??
    known.find(({ path }) => isSamePath(path.slice(0, -1), fault.path)) ??
    fault
  );
}

/** Folders below the state folder that OpenClaw installs plugins in. */
const PLUGIN_FOLDERS = ['npm', 'extensions'];

function hasPlugins({ place, config }: Snapshot): boolean {
  const { plugins } = config.value as { plugins?: { load?: { paths?: unknown } } };
  const paths = plugins?.load?.paths;
  if (Array.isArray(paths) && paths.length) return true;
  return PLUGIN_FOLDERS.some((folder) => isFolder(path.join(place.stateDir, folder)));
}
