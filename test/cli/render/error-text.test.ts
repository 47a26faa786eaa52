import { expect, test } from '@jest/globals';
import { errorText } from '../../../src/cli/render/error-text.js';
import { styleOf } from '../../../src/cli/render/style.js';
import { CauseError, UsageError } from '../../../src/cli/shared/errors.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { memoryIo } from '../../memory-io.js';

const style = styleOf(memoryIo({}), 'stderr', {});

test('a cause is shown as everywhere: why, fix, alternatives, evidence', () => {
  const error = new CauseError(
    makeDiagnosis('config-missing', { file: 'openclaw.json' }, ['it looked there']),
  );
  const text = errorText(error, style);
  expect(text).toMatch(/^cf-aig: There is no OpenClaw config at openclaw\.json\.\n {2}Why {3}/);
  expect(text).toContain('  Fix   cf-aig init   creates it\n  Or    ');
  expect(text).toContain('  Seen  it looked there\n');
});

test('any other error: the message, what is missing, a hint', () => {
  const missing = [{ flag: '--model', env: 'MODEL', why: 'the model to use' }];
  expect(errorText(new UsageError('something is missing', 'Give it.', missing), style)).toBe(
    'cf-aig: something is missing\n  --model            or MODEL: the model to use\n  Give it.\n',
  );
});
