import { existsSync } from 'node:fs';

/** Large, and so a package of its own: `npm ci --prefix test/fidelity`. */
const clients = existsSync(new URL('test/fidelity/node_modules', import.meta.url));

export default {
  testEnvironment: 'node',
  // All that tests depend on, so that watch mode sees it change.
  roots: ['<rootDir>/src', '<rootDir>/scripts', '<rootDir>/action', '<rootDir>/test'],
  testMatch: ['**/*.test.ts', ...(clients ? [] : ['!**/test/fidelity/**'])],
  reporters: ['default', ...(clients ? [] : ['<rootDir>/scripts/jest-missing-clients.js'])],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.cjs' },
  // Sources import each other with the `.js` suffix that ESM wants; on disk they are `.ts`.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Every core: jest alone would leave one of two idle.
  maxWorkers: '100%',
  // What each file of tests has loaded stays in its worker, and a large one takes longer to end than jest waits.
  workerIdleMemoryLimit: '600MB',
  // For machines that are busy: no test measures time.
  testTimeout: 60_000,
  watchman: false,
};
