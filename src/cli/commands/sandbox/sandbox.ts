import { CLIENT_CONDITIONS, type Scenario } from '../../../sandbox/scenarios/scenario.js';
import { SCENARIOS } from '../../../sandbox/scenarios.js';
import { type Sandbox, startSandbox } from '../../../sandbox/server.js';
import { EXIT_INTERRUPTED, EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { asDocument, type Result } from '../../shared/result.js';
import { writeAuthority } from './authority-file.js';
import type { SandboxOptions } from './index.js';
import { readSettings, usageErrorOf } from './sandbox-settings.js';

export async function sandbox(io: Io, options: SandboxOptions): Promise<Result> {
  if (options.listScenarios) return listScenarios();
  const settings = await readSettings(options);
  const running = await startSandbox({
    ...settings,
    env: io.env,
    onRequest: ({ method, path, status }) => {
      if (!options.json) io.err(`${method} ${path} ${status}\n`);
    },
  }).catch((error: unknown) => {
    settings.logs?.close();
    throw usageErrorOf(error, options);
  });
  const authority = running.authority === undefined ? undefined : await writeAuthority(running.authority);
  io.redactor.allow(running.token);
  announce(io, options, running, authority?.path);
  // Keeps the program running until a signal, even when nothing listens.
  const keepAlive = setInterval(() => {}, 2 ** 30);
  const signal = await io.signals.next();
  clearInterval(keepAlive);
  await running.close();
  await authority?.remove();
  return { exitCode: signal === 'SIGINT' ? EXIT_INTERRUPTED : EXIT_OK, document: null, human: '' };
}

function announce(io: Io, options: SandboxOptions, running: Sandbox, authority: string | undefined): void {
  const { url, gatewayOrigin, apiBaseUrl, accountId, gateway, token } = running;
  const document = { url, gatewayOrigin, apiBaseUrl, accountId, gateway, token, authority };
  if (options.json) {
    io.out(`${JSON.stringify(asDocument('sandbox', { exitCode: EXIT_OK, document, human: '' }), null, 2)}\n`);
    return;
  }
  const needs = SCENARIOS.find(({ name }) => name === options.scenario)?.needs;
  io.out(
    `Sandbox gateway on ${url}, Ctrl-C stops it. In another terminal:\n\n` +
      `  export CF_AIG_GATEWAY_ORIGIN=${gatewayOrigin}\n` +
      `  export CLOUDFLARE_API_BASE_URL=${apiBaseUrl}\n` +
      `  export CLOUDFLARE_ACCOUNT_ID=${accountId}\n` +
      `  export CLOUDFLARE_AI_GATEWAY_ID=${gateway}\n` +
      `  export CLOUDFLARE_AI_GATEWAY_API_KEY=${token}   # works only here\n` +
      (authority && needs === 'trust' ? `  export NODE_EXTRA_CA_CERTS=${authority}\n` : '') +
      `  cf-aig init --model openai/gpt-4o-mini\n\n` +
      (needs ? `To see this scenario: ${CLIENT_CONDITIONS[needs]}.\n\n` : '') +
      (authority && !needs ? `NODE_EXTRA_CA_CERTS=${authority} would make its certificate trusted.\n\n` : ''),
  );
}

function listScenarios(): Result {
  const widest = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return {
    exitCode: EXIT_OK,
    document: {
      scenarios: SCENARIOS.map(({ name, title, cause, needs }) => ({
        name,
        title,
        cause,
        needs: needs ?? null,
        condition: needs ? CLIENT_CONDITIONS[needs] : null,
      })),
    },
    human: SCENARIOS.map(
      (scenario) => `${scenario.name.padEnd(widest)}  ${describeScenario(scenario)}\n`,
    ).join(''),
  };
}

function describeScenario({ title, needs }: Scenario): string {
  return needs ? `${title} (to see it: ${CLIENT_CONDITIONS[needs]})` : title;
}
