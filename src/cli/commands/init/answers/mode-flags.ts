import { type Command, InvalidArgumentError } from 'commander';

/** What `init` can do other than set up the one block: flags of its own, so that each is found under its name. */
export interface SetupModes {
  /** Id of the block under `models.providers`. */
  providerId?: string;
  addModel?: string[];
  remove?: boolean;
  print?: boolean;
}

export function withSetupModes(command: Command): Command {
  return command
    .option(
      '--provider-id <id>',
      'name of the block, for a second one (default: cloudflare-ai-gateway)',
      blockId,
    )
    .option('--add-model <id...>', 'add models to the block that is there; the primary stays')
    .option('--remove', 'take out what init put in, and nothing else')
    .option('--print', 'write nothing; print the block and the .env lines, without secrets');
}

/** The part of a model ref before its first slash. */
function blockId(text: string): string {
  if (/^[a-z][a-z0-9._-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'It takes small letters, digits, dots and hyphens, such as cloudflare-ai-gateway-work.',
  );
}
