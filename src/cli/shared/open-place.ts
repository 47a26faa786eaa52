import { existsSync } from 'node:fs';
import { type Origins, originsFrom } from '../../gateway/address/origins.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import { findBlocks, PROVIDER_ID, type ProviderBlock } from '../../openclaw/blocks/block.js';
import { type OpenClawConfig, readConfig } from '../../openclaw/files/config.js';
import { locate, type Place } from '../../openclaw/files/locate.js';
import { type Environment, loadEnvironment } from '../../openclaw/secrets/environment.js';
import { distinctSecretsIn } from '../../openclaw/secrets/secrets-in.js';
import { UsageError } from './errors.js';
import type { Io } from './io.js';
import type { PlaceOptions } from './options.js';

/** OpenClaw's files as they are, without a wire: for commands that make no request. */
export interface Files {
  place: Place;
  config: OpenClawConfig;
  envFile: TextFile;
  environment: Environment;
  origins: Origins;
}

export function openPlace({ env, homedir, cwd }: Io, { config, envFile, profile }: PlaceOptions): Place {
  return locate({ env, homedir, cwd, profile, config, envFile, exists: existsSync });
}

export async function openFiles(io: Io, options: PlaceOptions): Promise<Files> {
  const place = openPlace(io, options);
  const config = await readConfig(place.configPath);
  const envFile = await readTextFile(place.envPath);
  const environment = await loadEnvironment(place, io.env, config.value);
  for (const { file } of [config, ...config.parts, ...environment.files, { file: envFile }])
    if (file.kind === 'file') io.redactor.add(...distinctSecretsIn(file.text));
  return {
    place,
    config,
    envFile,
    environment,
    origins: originsFrom(io.env),
  };
}

/** The block with this id; by default Cloudflare's own, else the only one that leads to a gateway. */
export function blockOf({ config, origins }: Files, providerId?: string): ProviderBlock | undefined {
  const blocks = config.value ? findBlocks(config.value, origins) : [];
  if (providerId !== undefined) return blocks.find(({ id }) => id === providerId);
  if (blocks.length > 1 && blocks[0]!.id !== PROVIDER_ID) {
    throw new UsageError(
      'there is more than one block',
      `Say which with --provider-id: ${blocks.map(({ id }) => id).join(', ')}.`,
    );
  }
  return blocks[0];
}
