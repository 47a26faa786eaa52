import { expect, test } from '@jest/globals';
import { advise } from '../../../../src/cli/commands/test-model/advise.js';
import type { CauseId } from '../../../../src/diagnosis/causes/catalogue.js';
import { makeDiagnosis } from '../../../../src/diagnosis/reading/diagnosis.js';
import type { Values } from '../../../../src/diagnosis/reading/values.js';
import { toFailure } from '../../../../src/models/model-test.js';
import { targetOf } from '../../../../src/openclaw/target.js';
import { GATEWAY_URL, inHome, type Setup } from '../../../doctor/home.js';

interface Failure {
  setup?: Setup;
  /** As it was asked; by default the primary. */
  model?: string;
  cause: CauseId;
  values?: Values;
  config?: string;
}

const MISSPELT = { baseUrl: `${GATEWAY_URL.replace('my-gateway', 'my-gatway')}/compat` };

function advised({ setup = {}, model, cause, values = {}, config }: Failure) {
  return inHome(async (home) => {
    const { snapshot } = await home.inputs(setup);
    const target = targetOf(snapshot, { modelId: model })!;
    const failure = toFailure(target.modelId ?? '', makeDiagnosis(cause, values, []));
    return advise(snapshot, target, failure, { config, shell: 'posix', now: () => 0 });
  });
}

/** The block lists `openai/gpt-4o-mini`, which is the primary. */
test.each<[string, Failure, command: string | undefined]>([
  [
    'a name on the command line that is nearly a listed one',
    { model: 'openai/gpt-4o-mni', cause: 'provider-model-not-found' },
    'cf-aig test-model openai/gpt-4o-mini',
  ],
  [
    'a name on the command line that is like none',
    { model: 'nosuch', cause: 'model-prefix-missing' },
    'cf-aig test-model',
  ],
  [
    'a gateway that only the files can have wrong',
    {
      setup: { block: MISSPELT },
      model: 'nosuch',
      cause: 'gateway-not-found',
      values: { gateway: 'my-gatway', nearest: 'my-gateway' },
    },
    'cf-aig doctor --fix',
  ],
  ['a cause that no repair corrects', { cause: 'token-unknown' }, 'cf-aig init'],
  ['a configured model', { cause: 'provider-model-not-found', values: { nearest: 'x' } }, undefined],
  [
    'another config',
    { model: 'nosuch', cause: 'model-prefix-missing', config: '/etc/openclaw.json' },
    'cf-aig test-model --config /etc/openclaw.json',
  ],
])('%s', async (_name, failure, command) => {
  const { fix, remedy } = await advised(failure);
  expect(fix?.command).toBe(command);
  expect(remedy.length).toBeGreaterThan(0);
});
