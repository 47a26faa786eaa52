import type { ModelsDocument } from '../../../src/cli/commands/init/change-models.js';
import type { SetupDocument } from '../../../src/cli/commands/init/init.js';
import type { PrintDocument } from '../../../src/cli/commands/init/print-block.js';
import type { RemovalDocument } from '../../../src/cli/commands/init/remove.js';
import type { EmbeddingResult } from '../../../src/models/embedding-test.js';
import { about, anything, constant, flag, integer, list, nullable, object, text } from './build.js';
import { examined } from './doctor.js';
import { changes, documentOf, envelope, notes, verdict } from './shared-parts.js';
import { moreResultFields, resultFields } from './test-model.js';

const dryRun = constant('With `--dry-run`: the changes are planned, and nothing was written.', true);

const setup = documentOf<SetupDocument>(
  'init',
  'A setup.',
  { changes, notes },
  {
    dryRun,
    gateway: about(
      'With `--create-gateway`.',
      object<NonNullable<SetupDocument['gateway']>>({
        name: text('The name of the gateway.'),
        created: flag('It was not there before.'),
      }),
    ),
    verdict,
    doctor: about(
      'What doctor says of the new setup; missing with `--dry-run` and `--no-check`.',
      object<NonNullable<SetupDocument['doctor']>>({
        ...envelope(constant('The command.', 'doctor')),
        ...examined,
      }),
    ),
    memorySearch: about(
      'With `--memory-search`: the answer to one real embedding.',
      object<EmbeddingResult>(resultFields, {
        ...moreResultFields,
        dimensions: integer('Numbers in the vector.'),
      }),
    ),
  },
);

const removal = documentOf<RemovalDocument>(
  'init',
  'With `--remove`.',
  { removed: nullable('The id of the block; null if there was none.', text('')), changes, notes },
  { dryRun, blocks: list('The ids of all blocks that go: this one, and those of the fallbacks.', text('')) },
);

const models = documentOf<ModelsDocument>(
  'init',
  'With `--add-model`, `--remove-model`, or `--skill` in a setup that stays as it is.',
  { changes, notes },
  { dryRun, providerId: text('The id of the block.'), models: list('The model ids.', text('')) },
);

const print = documentOf<PrintDocument>(
  'init',
  'With `--print`.',
  {
    configText: text('What belongs into openclaw.json, as text.'),
    env: list(
      'The lines of `.env`.',
      object<PrintDocument['env'][number]>({
        name: text('The variable.'),
        value: text('A placeholder for the secret.'),
      }),
    ),
  },
  { config: anything('The same as a value.') },
);

export const init = [setup, removal, models, print];
