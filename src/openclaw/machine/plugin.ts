import path from 'node:path';
import type { Path } from '../../lib/json5/parse.js';
import { isFolder, namesIn } from '../../lib/look.js';
import { PROVIDER_ID } from '../blocks/block.js';
import { valueAt } from '../files/tree.js';

/** The plugin's settings. */
export const PLUGIN_ENTRY: Path = ['plugins', 'entries', PROVIDER_ID];
export const PLUGIN_SWITCH: Path = [...PLUGIN_ENTRY, 'enabled'];

const PACKAGE = ['@openclaw', 'cloudflare-ai-gateway-provider'];

/** The folder of OpenClaw's own Cloudflare plugin: installed by OpenClaw (2026.9.6: in `npm/projects`), installed by hand
 * (`extensions`), or bundled (up to 2026.6). undefined if it is not installed. */
export function findPlugin(stateDir: string, installation?: string): string | undefined {
  const projects = path.join(stateDir, 'npm', 'projects');
  const names = namesIn(projects);
  const places = [
    ...names.map((name) => path.join(projects, name, 'node_modules', ...PACKAGE)),
    path.join(stateDir, 'npm', 'node_modules', ...PACKAGE),
    path.join(stateDir, 'extensions', PROVIDER_ID),
    ...(installation ? [path.join(installation, 'dist', 'extensions', PROVIDER_ID)] : []),
  ];
  return places.find(isFolder);
}

/** The setting that turns the plugin off; undefined if it is on. */
export function pluginSwitch(config: unknown): string | undefined {
  if (valueAt(config, ['plugins', 'enabled']) === false) return 'plugins.enabled is false';
  if (valueAt(config, PLUGIN_SWITCH) === false) {
    return `plugins.entries["${PROVIDER_ID}"].enabled is false`;
  }
  const denied = valueAt(config, ['plugins', 'deny']);
  return Array.isArray(denied) && denied.includes(PROVIDER_ID) ? 'plugins.deny names it' : undefined;
}
