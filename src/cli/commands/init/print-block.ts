import { existsSync } from 'node:fs';
import { originsFrom } from '../../../gateway/address/origins.js';
import { isRecord } from '../../../lib/json.js';
import { parseJson5 } from '../../../lib/json5/parse.js';
import { PROVIDERS_PATH, readBlock } from '../../../openclaw/blocks/block.js';
import { memorySearchBlock } from '../../../openclaw/blocks/memory-search.js';
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
import {
  complete,
  missingOf,
  requireRecipe,
  resolveAnswers,
  withDefaults,
} from './answers/gather-answers.js';
import type { InitOptions } from './answers/init-options.js';
import { setupOf } from './answers/plan-for.js';

/** Never printed, and not required. */
const SECRETS = ['--token-stdin', '--provider-key-env'];

export interface PrintDocument {
  config: unknown;
  configText: string;
  env: { name: string; value: string }[];
}

/** `init --print`: the blocks that init adds to an empty config, and the lines of `.env` with placeholders for secrets. */
export async function print(io: Io, options: InitOptions): Promise<Result<PrintDocument>> {
  const answers = await answersFrom(io, options);
  const config = configText(answers, io, options);
  const env = variablesIn(config).map(({ name, what }) => ({ name, value: `<${what}>` }));
  const lines = env.map(({ name, value }) => `${name}=${value}\n`).join('');
  return {
    exitCode: EXIT_OK,
    document: { config: parseJson5(config).value, configText: config, env },
    human: `// openclaw.json\n${config}\n# .env\n${lines}`,
    isVerbatim: true,
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
  const known = withDefaults(resolveAnswers({ given, proposed: {} }));
  requireRecipe(known);
  const missing = missingOf(known).filter(({ flag }) => !SECRETS.includes(flag));
  if (missing.length) {
    throw new UsageError(
      '--print needs more answers',
      'Secrets are not needed: placeholders are printed for them.',
      missing,
    );
  }
  return complete({ ...known, token: '', providerKey: '' });
}

function configText(answers: Answers, io: Io, options: InitOptions): string {
  const place = locate({ ...invocationOf(io, options), exists: existsSync });
  const absent = (path: string) => ({ kind: 'missing' as const, path, detail: 'not read' });
  const plan = planSetup(setupOf(answers, options), {
    place,
    origins: originsFrom(io.env),
    envFile: absent(place.envPath),
    config: {
      path: place.configPath,
      file: absent(place.configPath),
      text: '',
      includes: [],
      parts: [],
    },
  });
  return plan.configAfter;
}

function variablesIn(config: string): { name: string; what: string }[] {
  const { value } = parseJson5(config);
  const blocks = Object.entries(recordAt(value, PROVIDERS_PATH) ?? {}).flatMap(([id, block]) =>
    isRecord(block) ? readBlock(id, block) : [],
  );
  const variables = [...blocks, memorySearchBlock(value) ?? []].flat().flatMap((block) => {
    const credentials = resolveCredentials(block, dummyEnvironment());
    return credentials.variables.map((name): [string, string] => [
      name,
      name === credentials.gatewayToken?.variable ? 'gateway token' : 'provider key',
    ]);
  });
  return [...new Map(variables)].map(([name, what]) => ({ name, what }));
}
