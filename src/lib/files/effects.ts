import { setTimeout } from 'node:timers/promises';
import { nodeFileSystem } from './file-system.js';
import type { Patience } from './patient.js';

/** What writing needs; tests inject faults and time here. */
export interface WriteEffects extends Patience {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const nodeEffects: WriteEffects = {
  fs: nodeFileSystem,
  sleep: (ms) => setTimeout(ms),
  platform: process.platform,
  now: Date.now,
};
