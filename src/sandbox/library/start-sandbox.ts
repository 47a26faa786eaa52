// What `import 'cf-aig/sandbox'` gives: this function. scripts/types.js writes its declarations.

import { writeClientFiles } from '../listening/client-files.js';
import { startSandbox as start } from '../server.js';
import { clientVariables } from './client-variables.js';
import type { Sandbox, SandboxOptions } from './library-types.js';
import { optionErrorOf, readOptions } from './read-options.js';

/**
 * Starts a local AI Gateway on 127.0.0.1. Rejects when an option cannot be used: with an error whose name is
 * `SandboxOptionError` and whose message names the option.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = await readOptions(options);
  const running = await start({ ...settings, env: process.env }).catch((error: unknown) => {
    throw optionErrorOf(error, options);
  });
  const { url, apiBaseUrl, accountId, gateway, token, requests, authority } = running;
  const files =
    authority === undefined
      ? undefined
      : await writeClientFiles(authority, url).catch(async (error: unknown) => {
          await running.close();
          throw error;
        });
  return {
    ...{ url, apiBaseUrl, accountId, gateway, token, requests },
    gatewayUrl: `${url}/v1/${accountId}/${gateway}`,
    env: { ...clientVariables(running), ...(options.tls && files && nodeOptions(files.preload)) },
    authority: files?.authority,
    async close() {
      await running.close();
      await files?.remove();
    },
  };
}

function nodeOptions(preload: string) {
  const { NODE_OPTIONS: given } = process.env;
  return { NODE_OPTIONS: `${given ? `${given} ` : ''}--import=${preload}` };
}
