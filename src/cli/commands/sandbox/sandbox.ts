import { NOT_IN_SANDBOX } from '../../../diagnosis/exchange/sandbox-mark.js';
import { CLIENT_CONDITIONS, type Scenario } from '../../../sandbox/scenarios/scenario.js';
import { SCENARIOS } from '../../../sandbox/scenarios.js';
import { type Sandbox, startSandbox } from '../../../sandbox/server.js';
import { hang } from '../../render/hang.js';
import { type Style, styleOf } from '../../render/style.js';
import { EXIT_INTERRUPTED, EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { asDocument, type Result } from '../../shared/result.js';
import { writeAuthority } from './authority-file.js';
import type { SandboxOptions } from './index.js';
import { readSettings, usageErrorOf } from './sandbox-settings.js';
import { type ProviderKey, providerKeys, startText } from './start-text.js';

export async function sandbox(io: Io, options: SandboxOptions): Promise<Result> {
  if (options.listScenarios) return listScenarios(styleOf(io, 'stdout', options));
  const settings = await readSettings(options);
  const running = await startSandbox({
    ...settings,
    env: io.env,
    onRequest: ({ method, path, status, missing }) => {
      if (!options.json) io.err(`${method} ${path.replaceAll('\n', '\\u000a')} ${status}\n`);
      if (missing !== undefined) io.err(`${missing.replaceAll('\n', '\\u000a')} ${NOT_IN_SANDBOX}\n`);
    },
  }).catch((error: unknown) => {
    settings.logs?.close();
    throw usageErrorOf(error, options);
  });
  const authority = running.authority === undefined ? undefined : await writeAuthority(running.authority);
  const keys = providerKeys(settings);
  for (const text of [running.token, ...keys.map(({ key }) => key)]) io.redactor.allow(text);
  announce(io, options, running, { authority: authority?.path, keys });
  // Keeps the program running until a signal, even when nothing listens.
  const keepAlive = setInterval(() => {}, 2 ** 30);
  const signal = await io.signals.during(io.signals.next());
  clearInterval(keepAlive);
  await running.close();
  await authority?.remove();
  return { exitCode: signal === 'SIGINT' ? EXIT_INTERRUPTED : EXIT_OK, document: null, human: '' };
}

function announce(
  io: Io,
  options: SandboxOptions,
  running: Sandbox,
  { authority, keys }: { authority?: string; keys: readonly ProviderKey[] },
): void {
  if (options.json) {
    const { url, gatewayOrigin, apiBaseUrl, accountId, gateway, token } = running;
    const document = {
      ...{ url, gatewayOrigin, apiBaseUrl, accountId, gateway, token, authority },
      providerKeys: keys,
    };
    io.out(`${JSON.stringify(asDocument('sandbox', { exitCode: EXIT_OK, document, human: '' }), null, 2)}\n`);
    return;
  }
  const needs = SCENARIOS.find(({ name }) => name === options.scenario)?.needs;
  io.out(startText(running, { authority, needs, keys }, styleOf(io, 'stdout', options)));
}

function listScenarios(style: Style): Result {
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
      (scenario) => `${hang(`${scenario.name.padEnd(widest)}  `, describeScenario(scenario), style)}\n`,
    ).join(''),
  };
}

function describeScenario({ title, needs }: Scenario): string {
  return needs ? `${title} (to see it: ${CLIENT_CONDITIONS[needs]})` : title;
}
