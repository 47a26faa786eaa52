import { errorCode } from '../../lib/files/error-code.js';
import { readTextFile } from '../../lib/files/read-text.js';
import { isRecord } from '../../lib/json.js';
import { nearest } from '../../lib/nearest.js';
import { checkSandboxConfig, readSandboxConfig } from '../config/config.js';
import type { SandboxConfig } from '../config/config-types.js';
import { boolean, map, SandboxConfigError, string, type Validator } from '../config/validators.js';
import { readUpstream, UpstreamError } from '../proxy/read-upstream.js';
import { UnknownScenario } from '../scenarios.js';
import { type SandboxOptions as Settings, TlsConflict } from '../server.js';
import type { SandboxOptions } from './library-types.js';

/** An option cannot be used; the message names it. */
class SandboxOptionError extends Error {
  override name = 'SandboxOptionError';
}

const MAX_PORT = 65_535;

/** `wanted` completes the message, such as `a port`. */
const expected =
  (isRight: (value: unknown) => boolean, wanted: string): Validator<unknown> =>
  (value, path) => {
    if (!isRight(value)) throw new SandboxConfigError(`${path}: expected ${wanted}, got ${describe(value)}`);
  };

const callback = expected((value) => typeof value === 'function', 'a function');

const OPTIONS: { [K in keyof Required<SandboxOptions>]: Validator<unknown> } = {
  port: expected(
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_PORT,
    'a port',
  ),
  config: expected(
    (value) => (typeof value === 'object' && value !== null) || typeof value === 'string',
    'a path or an object',
  ),
  scenario: string,
  upstreams: map(string),
  tokensPerSecond: expected((value) => typeof value === 'number' && value > 0, 'a number above 0'),
  tls: boolean,
  onRequest: callback,
  onExchange: callback,
  now: callback,
  random: callback,
};

/** The options as the sandbox itself takes them. Throws SandboxOptionError. */
export async function readOptions(options: SandboxOptions): Promise<Settings> {
  if (!isRecord(options as unknown))
    throw new SandboxOptionError(`expected an object of options, got ${describe(options)}`);
  try {
    for (const [name, value] of Object.entries(options)) {
      if (!Object.hasOwn(OPTIONS, name)) throw unknownOption(name);
      if (value !== undefined) OPTIONS[name as keyof SandboxOptions](value, name);
    }
    return {
      ...options,
      config: options.config === undefined ? undefined : await readConfig(options.config),
      upstreams: new Map(
        Object.entries(options.upstreams ?? {}).map(([slug, base]) => readUpstream(`${slug}=${base}`)),
      ),
    };
  } catch (error) {
    throw optionErrorOf(error, options);
  }
}

/** An error about an option as a SandboxOptionError; any other error unchanged. */
export function optionErrorOf(error: unknown, { port }: SandboxOptions): unknown {
  if (errorCode(error) === 'EADDRINUSE') return new SandboxOptionError(`port: ${port} is taken`);
  for (const [kind, prefix] of [
    [SandboxConfigError, ''],
    [UnknownScenario, 'scenario: '],
    [UpstreamError, 'upstreams: '],
    [TlsConflict, 'tls: '],
  ] as const)
    if (error instanceof kind) return new SandboxOptionError(prefix + error.message);
  return error;
}

async function readConfig(config: NonNullable<SandboxOptions['config']>): Promise<SandboxConfig> {
  if (typeof config !== 'string') return checkSandboxConfig(config);
  const file = await readTextFile(config);
  if (file.kind !== 'file') throw new SandboxOptionError(`config: cannot read ${config}: ${file.detail}`);
  try {
    return readSandboxConfig(file.text);
  } catch (error) {
    throw error instanceof SandboxConfigError ? new SandboxOptionError(`${config}: ${error.message}`) : error;
  }
}

function unknownOption(name: string): SandboxOptionError {
  const known = Object.keys(OPTIONS);
  const near = nearest(name, known);
  return new SandboxOptionError(
    `there is no option ${name}; ${near ? `did you mean ${near}?` : `known are ${known.join(', ')}`}`,
  );
}

function describe(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}
