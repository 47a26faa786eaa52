import { tmpdir } from 'node:os';
import { NOT_IN_SANDBOX } from '../../../diagnosis/exchange/sandbox-mark.js';
import { errorCode } from '../../../lib/files/error-code.js';
import { SANDBOX_TOKENS } from '../../../sandbox/config/defaults.js';
import { type ClientFiles, writeClientFiles } from '../../../sandbox/listening/client-files.js';
import {
  CLIENT_CONDITIONS,
  type ClientCondition,
  type Scenario,
} from '../../../sandbox/scenarios/scenario.js';
import { SCENARIOS } from '../../../sandbox/scenarios.js';
import { type Sandbox, type SandboxOptions as Settings, startSandbox } from '../../../sandbox/server.js';
import { hang } from '../../render/hang.js';
import { type Style, styleOf } from '../../render/style.js';
import { EXIT_INTERRUPTED, EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { asDocument, type Result } from '../../shared/result.js';
import { exchangeLine } from './exchange-line.js';
import { HarJournal } from './har-journal.js';
import type { SandboxOptions } from './index.js';
import { asUsage, readSettings, usageErrorOf } from './sandbox-settings.js';
import { type ProviderKey, providerKeys, startText, type TokenSource } from './start-text.js';

export interface ScenariosDocument {
  scenarios: (Pick<Scenario, 'name' | 'title' | 'cause'> & {
    needs: ClientCondition | null;
    /** What `needs` means. */
    condition: string | null;
  })[];
}

/** Printed once it listens. */
export interface ReadyDocument
  extends Pick<Sandbox, 'url' | 'otherUrls' | 'gatewayOrigin' | 'apiBaseUrl' | 'accountId' | 'gateway'> {
  /** null if it is that of the user's own variable. */
  token: string | null;
  /** With `--tls`: the file with the authority's certificate. */
  authority?: string;
  /** With `--tls`: what `node --import` takes. */
  preload?: string;
  providerKeys: readonly ProviderKey[];
}

export async function sandbox(io: Io, options: SandboxOptions): Promise<Result<ScenariosDocument>> {
  if (options.listScenarios) return listScenarios(styleOf(io, 'stdout', options));
  const settings = await readSettings(options, io.env);
  const tellOnce = notices(io);
  const journal = openJournal(io, options);
  const style = styleOf(io, 'stderr', options);
  const isWatched = options.verbose || journal !== undefined;
  const running = await startSandbox({
    ...settings,
    env: io.env,
    onExchange: isWatched
      ? (exchange) => {
          if (options.verbose) io.err(exchangeLine(exchange, style));
          journal?.add(exchange);
        }
      : undefined,
    onFailure: (error) => tellOnce(failureText(error, options)),
    onRequest: ({ method, path, status, missing }) => {
      // A client whose proxy the sandbox is wants something elsewhere.
      if (method === 'CONNECT') io.err(`${method} ${path} ${status}\n`);
      for (const what of missing ?? []) tellOnce(`${what} ${NOT_IN_SANDBOX}`);
    },
  }).catch((error: unknown) => {
    settings.logs?.close();
    journal?.close();
    throw usageErrorOf(error, options);
  });
  // From now on there is something to remove.
  const stopped = io.signals.during(io.signals.next());
  const files =
    running.authority === undefined
      ? undefined
      : await writeClientFiles(running.authority, running.url).catch(async (error: unknown) => {
          await running.close();
          journal?.close();
          throw new UsageError(
            `cannot write into the temporary folder ${tmpdir()}: ${errorCode(error)}`,
            'TMPDIR names another one (TEMP on Windows).',
          );
        });
  const keys = providerKeys(settings);
  // A token of the user's own is never printed.
  io.redactor.add(settings.token);
  for (const text of [...(settings.token ? [] : [running.token]), ...keys.map(({ key }) => key)])
    io.redactor.allow(text);
  if (running.otherUrls.length > 0 || options.allowHost) warn(io, options, running);
  announce(io, options, running, { files, keys, tokenFrom: tokenSource(settings, running) });
  // Keeps the program running until a signal, even when nothing listens.
  const keepAlive = setInterval(() => {}, 2 ** 30);
  const signal = await stopped;
  clearInterval(keepAlive);
  await running.close();
  journal?.close();
  await files?.remove();
  return { exitCode: signal === 'SIGINT' ? EXIT_INTERRUPTED : EXIT_OK, document: null, human: '' };
}

function tokenSource({ token, config }: Settings, running: Sandbox): TokenSource {
  if (token !== undefined) return 'variable';
  const tokens = config?.tokens ?? Object.values(SANDBOX_TOKENS);
  return tokens.some(({ value }) => value === running.token) ? 'config' : 'new';
}

function openJournal(io: Io, options: SandboxOptions): HarJournal | undefined {
  const { journal } = options;
  if (journal === undefined) return undefined;
  const onFailure = (why: string) => io.err(`--journal has ended: ${why}\n`);
  return asUsage(() => HarJournal.open(journal, onFailure), options);
}

function warn(io: Io, options: SandboxOptions, { openGateways }: Sandbox): void {
  const style = styleOf(io, 'stderr', options);
  const texts = [
    `Other machines can reach this sandbox. Without its token they get nothing, but what is sent to it${options.tls ? ' by http' : ''} goes over the network unencrypted.`,
    openGateways.length > 0 ? `These gateways need no token: ${openGateways.join(', ')}.` : '',
  ].filter(Boolean);
  for (const text of texts) io.err(`${hang(`${style.symbols.warn} `, text, style)}\n`);
}

/** So many are remembered. */
const MAX_NOTICES = 1000;

/** Says on stderr what the sandbox does not have or cannot do: each thing once, as an agent asks again and again. */
function notices(io: Io): (text: string) => void {
  const noticed = new Set<string>();
  return (text) => {
    if (noticed.has(text)) return;
    if (noticed.size === MAX_NOTICES) noticed.clear();
    noticed.add(text);
    io.err(`${text.replaceAll('\n', '\\u000a')}\n`);
  };
}

/** SQLite's errors are about the file of `--data`. */
function failureText(error: unknown, { data }: SandboxOptions): string {
  const isData = data !== undefined && errorCode(error) === 'ERR_SQLITE_ERROR';
  const why = error instanceof Error ? error.message : String(error);
  return `${isData ? `Cannot write to ${data}` : 'A request failed'}: ${why}`;
}

function announce(
  io: Io,
  options: SandboxOptions,
  running: Sandbox,
  { files, keys, tokenFrom }: { files?: ClientFiles; keys: readonly ProviderKey[]; tokenFrom: TokenSource },
): void {
  if (options.json) {
    const { url, otherUrls, gatewayOrigin, apiBaseUrl, accountId, gateway } = running;
    const token = tokenFrom === 'variable' ? null : running.token;
    const document: ReadyDocument = {
      ...{ url, otherUrls, gatewayOrigin, apiBaseUrl, accountId, gateway, token },
      authority: files?.authority,
      preload: options.tls ? files?.preload : undefined,
      providerKeys: keys,
    };
    io.out(`${JSON.stringify(asDocument('sandbox', { exitCode: EXIT_OK, document, human: '' }), null, 2)}\n`);
    return;
  }
  const needs = SCENARIOS.find(({ name }) => name === options.scenario)?.needs;
  const { tls } = options;
  io.out(startText(running, { files, tls, needs, keys, tokenFrom }, styleOf(io, 'stdout', options)));
}

function listScenarios(style: Style): Result<ScenariosDocument> {
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
