import type { TestedModel } from '../../../../models/tested-model.js';

/** The input of all reports. Contains no secrets. */
export interface ModelRun {
  /** Of cf-aig */
  version: string;
  /** ISO 8601 */
  startedAt: string;
  elapsedMs: number;
  stream: boolean;
  repeat: number;
  /** The gateways of the models, each once. */
  gateways: readonly { gateway: string; accountId: string }[];
  results: readonly TestedModel[];
}
