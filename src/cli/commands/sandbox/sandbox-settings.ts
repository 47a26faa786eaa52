import { errorCode } from '../../../lib/files/error-code.js';
import { readTextFile } from '../../../lib/files/read-text.js';
import { readSandboxConfig } from '../../../sandbox/config/config.js';
import { DEFAULT_PORT } from '../../../sandbox/config/defaults.js';
import { BadToken } from '../../../sandbox/config/own-token.js';
import { SandboxConfigError } from '../../../sandbox/config/validators.js';
import { DataFileError, openDataFile } from '../../../sandbox/data/data-file.js';
import { BadListenHost } from '../../../sandbox/listening/listen-address.js';
import { readUpstream, UpstreamError } from '../../../sandbox/proxy/read-upstream.js';
import { UnknownScenario } from '../../../sandbox/scenarios.js';
import { type SandboxOptions, TlsConflict } from '../../../sandbox/server.js';
import { UsageError } from '../../shared/errors.js';
import { JournalError } from './har-journal.js';
import type { SandboxOptions as Flags } from './index.js';

/** The flags that say what the sandbox does. */
export type SandboxFlags = Pick<
  Flags,
  | 'port'
  | 'host'
  | 'allowHost'
  | 'sandboxConfig'
  | 'scenario'
  | 'upstream'
  | 'insecureUpstream'
  | 'data'
  | 'tls'
  | 'tps'
>;

/** The variable with a token of the user's own. */
export const SANDBOX_TOKEN_VARIABLE = 'CF_AIG_SANDBOX_TOKEN';

/** The sandbox's options from flags and environment. Throws UsageError. */
export async function readSettings(
  flags: SandboxFlags,
  env: NodeJS.ProcessEnv = {},
): Promise<SandboxOptions> {
  const config = flags.sandboxConfig === undefined ? undefined : await readConfigFile(flags.sandboxConfig);
  return {
    port: readPort(flags.port),
    host: flags.host,
    allowedHosts: flags.allowHost?.map(readName),
    token: env[SANDBOX_TOKEN_VARIABLE] || undefined,
    config: config === undefined ? undefined : asUsage(() => readSandboxConfig(config), flags),
    upstreams: new Map(
      (flags.upstream ?? []).map((text) =>
        asUsage(() => readUpstream(text, { insecure: flags.insecureUpstream }), flags),
      ),
    ),
    scenario: flags.scenario,
    tls: flags.tls,
    tokensPerSecond: readRate(flags.tps),
    // Last, because an open file has to be closed.
    ...(flags.data !== undefined && openData(flags.data, flags)),
  };
}

/** What is said of an error about a flag, and the hint. */
const USAGE_ERRORS: readonly [
  kind: new (...of: never[]) => Error,
  text: (message: string, flags: SandboxFlags) => string,
  hint: string,
][] = [
  [UnknownScenario, (message) => message, '`cf-aig sandbox --list-scenarios` names all of them.'],
  [TlsConflict, (message) => `--tls: ${message}`, 'Leave out one of the two.'],
  [
    SandboxConfigError,
    (message, { sandboxConfig }) => `${sandboxConfig}: ${message}`,
    'docs/sandbox.md shows what it can hold.',
  ],
  [
    UpstreamError,
    (message) => `--upstream ${message}`,
    'For example: --upstream openai=http://127.0.0.1:11434/v1',
  ],
  [DataFileError, (message) => `--data: ${message}`, 'Without --data everything is kept in memory.'],
  [JournalError, (message) => `--journal: ${message}`, 'Give a new file, or the journal of an earlier run.'],
  [
    BadToken,
    (message) => `${SANDBOX_TOKEN_VARIABLE}: ${message}`,
    'Without the variable, --host makes a new token in each run.',
  ],
  [
    BadListenHost,
    (message) => `--host ${message} is neither an IP address nor a name`,
    'For example: --host 0.0.0.0',
  ],
];

/** An error about a flag as a UsageError; any other error unchanged. */
export function usageErrorOf(error: unknown, flags: SandboxFlags): unknown {
  for (const [kind, text, hint] of USAGE_ERRORS)
    if (error instanceof kind) return new UsageError(text(error.message, flags), hint);
  return listenError(errorCode(error), flags) ?? error;
}

function listenError(code: string, flags: SandboxFlags): UsageError | undefined {
  const { host = '127.0.0.1', port = DEFAULT_PORT } = flags;
  const otherPort = 'Choose another with --port, or --port 0 for any free one.';
  if (code === 'EADDRINUSE') return new UsageError(`port ${port} is taken`, otherPort);
  if (code === 'EACCES') return new UsageError(`this user may not listen on port ${port}`, otherPort);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT', 'EINVAL'].includes(code))
    return new UsageError(
      `this machine does not have the address ${host} (${code})`,
      '--host 0.0.0.0 listens on all that it has.',
    );
  return undefined;
}

function openData(path: string, flags: SandboxFlags) {
  return asUsage(() => openDataFile(path), flags);
}

/** What `read` gives. Throws UsageError if a flag is wrong. */
export function asUsage<T>(read: () => T, flags: SandboxFlags): T {
  try {
    return read();
  } catch (error) {
    throw usageErrorOf(error, flags);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port ${text} is not a port`, 'It takes a whole number from 0 to 65535.');
}

/** A name as a Host header has it. Throws UsageError. */
function readName(text: string): string {
  const url = `http://${text}`;
  const { hostname = '', host = '' } = URL.canParse(url) ? new URL(url) : {};
  if (hostname && host === hostname && !/[/?#@*\\\s]|:\d*$/.test(text)) return hostname;
  throw new UsageError(
    `--allow-host ${text} is not a name`,
    'It takes a host name without scheme, port or path, such as box.example.com.',
  );
}

function readRate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (Number.isFinite(rate) && rate > 0) return rate;
  throw new UsageError(`--tps ${text} is not a rate`, 'It takes a number above 0: tokens per second.');
}

async function readConfigFile(path: string): Promise<string> {
  const file = await readTextFile(path);
  if (file.kind === 'file') return file.text;
  throw new UsageError(`cannot read ${path}: ${file.detail}`, 'Give a JSON5 file to --sandbox-config.');
}
