import { makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { DotenvRefused } from '../../lib/dotenv/dotenv.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import type { Place } from '../../openclaw/files/locate.js';
import { CauseError } from './errors.js';

/** Converts EditRefused and DotenvRefused into CauseError. */
export async function convertRefusals<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EditRefused) {
      throw new CauseError(
        makeDiagnosis('edit-refused', { file: place.configPath, detail: error.message }, [error.message]),
      );
    }
    if (error instanceof DotenvRefused) {
      throw new CauseError(
        makeDiagnosis('edit-refused', { file: place.envPath, detail: error.message }, [error.message]),
      );
    }
    throw error;
  }
}
