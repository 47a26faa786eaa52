import { readFile } from 'node:fs/promises';
import { readSandboxConfig } from '../../sandbox/config.js';
import { SCENARIOS } from '../../sandbox/scenarios.js';
import { startSandbox } from '../../sandbox/server.js';
import { EXIT_INTERRUPTED, EXIT_OK, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { asDocument, type Result } from '../result.js';

export interface SandboxOptions extends CommonOptions {
  port?: string;
  sandboxConfig?: string;
  scenario?: string;
  listScenarios?: boolean;
}

const DEFAULT_PORT = 8787;

export async function sandbox(io: Io, options: SandboxOptions): Promise<Result> {
  if (options.listScenarios) return listScenarios();
  const config = options.sandboxConfig
    ? readSandboxConfig(await readConfigFile(options.sandboxConfig))
    : undefined;
  const running = await startSandbox({
    port: portOf(options.port),
    config,
    scenario: options.scenario,
    onRequest: ({ method, path, status }) => {
      if (!options.json) io.err(`${method} ${path} ${status}\n`);
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new UsageError(
      `port ${options.port ?? DEFAULT_PORT} is taken`,
      'Choose another with --port, or --port 0 for any free one.',
    );
  });

  const { url, gatewayOrigin, apiBaseUrl, accountId, gateway, token } = running;
  io.redactor.allow(token);
  const document = { url, gatewayOrigin, apiBaseUrl, accountId, gateway, token };
  if (options.json) {
    io.out(`${JSON.stringify(asDocument('sandbox', { exitCode: EXIT_OK, document, human: '' }), null, 2)}\n`);
  } else {
    io.out(
      `Sandbox gateway on ${url}, Ctrl-C stops it. In another terminal:\n\n` +
        `  export CF_AIG_GATEWAY_ORIGIN=${gatewayOrigin}\n` +
        `  export CLOUDFLARE_API_BASE_URL=${apiBaseUrl}\n` +
        `  export CLOUDFLARE_ACCOUNT_ID=${accountId}\n` +
        `  export CLOUDFLARE_AI_GATEWAY_ID=${gateway}\n` +
        `  export CLOUDFLARE_AI_GATEWAY_API_KEY=${token}   # works only here\n` +
        `  cf-aig init --model openai/gpt-4o-mini\n\n`,
    );
  }
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.removeAllListeners('SIGINT');
    for (const each of ['SIGINT', 'SIGTERM'] as const) process.once(each, resolve);
  });
  await running.close();
  return { exitCode: signal === 'SIGINT' ? EXIT_INTERRUPTED : EXIT_OK, document: null, human: '' };
}

function listScenarios(): Result {
  const widest = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return {
    exitCode: 0,
    document: { scenarios: SCENARIOS.map(({ name, title, cause }) => ({ name, title, cause })) },
    human: SCENARIOS.map(({ name, title }) => `${name.padEnd(widest)}  ${title}\n`).join(''),
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port ${text} is not a port`, 'It takes a whole number from 0 to 65535.');
}

async function readConfigFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot read ${path}: ${error.code ?? error.message}`,
      'Give a JSON5 file to --sandbox-config.',
    );
  });
}
