import { existsSync } from 'node:fs';
import { originsFrom } from '../../../gateway/address/origins.js';
import { parseJson5 } from '../../../lib/json5/parse.js';
import { PROVIDERS_PATH, readBlock } from '../../../openclaw/blocks/block.js';
import { planSetup } from '../../../openclaw/changes/setup-plan.js';
import { locate } from '../../../openclaw/files/locate.js';
import { recordAt } from '../../../openclaw/files/tree.js';
import { resolveCredentials } from '../../../openclaw/secrets/credentials.js';
import { dummyEnvironment } from '../../../openclaw/secrets/environment.js';
import { EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { invocationOf } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { fromFlags } from './answers/answer-sources.js';
import type { Answers } from './answers/answers.js';
import { complete, missingOf, requireRecipe, settle, withDefaults } from './answers/gather-answers.js';
import type { InitOptions } from './answers/init-options.js';
import { setupOf } from './answers/plan-for.js';

/** Kept out of what is printed, and not asked for. */
const SECRETS = ['--token-stdin', '--provider-key-env'];

/** `init --print`: what init would put into an empty config, and the lines of `.env` with the secrets left open. */
export async function print(io: Io, options: InitOptions): Promise<Result> {
  const answers = await answersFrom(io, options);
  const config = configText(answers, io, options);
  const env = variablesIn(config, options.providerId).map(({ name, what }) => ({ name, value: `<${what}>` }));
  const lines = env.map(({ name, value }) => `${name}=${value}\n`).join('');
  return {
    exitCode: EXIT_OK,
    document: { config: parseJson5(config).value, configText: config, env },
    human: `// openclaw.json\n${config}\n# .env\n${lines}`,
  };
}

async function answersFrom(io: Io, options: InitOptions): Promise<Answers> {
  const noSecrets = {
    token: undefined,
    tokenEnv: undefined,
    tokenStdin: undefined,
    providerKeyEnv: undefined,
  };
  const { token: _, ...given } = await fromFlags(io, { ...options, ...noSecrets });
  const known = withDefaults(settle({ given, proposed: {} }));
  requireRecipe(known);
  const missing = missingOf(known).filter(({ flag }) => !SECRETS.includes(flag));
  if (missing.length) {
    throw new UsageError(
      '--print needs to know more',
      'Secrets are not needed: their place is left open.',
      missing,
    );
  }
  return complete({ ...known, token: '', providerKey: '' });
}

function configText(answers: Answers, io: Io, options: InitOptions): string {
  const place = locate({ ...invocationOf(io, options), exists: existsSync });
  const nothing = (path: string) => ({ kind: 'missing' as const, path, detail: 'not looked at' });
  const plan = planSetup(setupOf(answers, options), {
    place,
    origins: originsFrom(io.env),
    envFile: nothing(place.envPath),
    config: {
      path: place.configPath,
      file: nothing(place.configPath),
      text: '',
      includes: [],
      parts: [],
    },
  });
  return plan.configAfter;
}

function variablesIn(config: string, providerId = 'cloudflare-ai-gateway'): { name: string; what: string }[] {
  const block = recordAt(parseJson5(config).value, [...PROVIDERS_PATH, providerId]) ?? {};
  const { gatewayToken, variables } = resolveCredentials(readBlock(providerId, block), dummyEnvironment());
  return variables.map((name) => ({
    name,
    what: name === gatewayToken?.variable ? 'gateway token' : 'provider key',
  }));
}
