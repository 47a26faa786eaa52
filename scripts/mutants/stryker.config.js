import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

export default {
  testRunner: 'circus',
  plugins: [fileURLToPath(new URL('runner.js', import.meta.url))],
  coverageAnalysis: 'perTest',
  concurrency: availableParallelism(),
  // Texts are data, most of them prose: their wording is proved by the screens, not by the unit tests.
  mutator: { excludedMutations: ['StringLiteral'] },
  // For machines that are busy; a loop without an end is noticed by its hits.
  timeoutMS: 20_000,
  incremental: true,
  // jest and esbuild need no types, and TypeScript 7 has no interface that Stryker could use.
  disableTypeChecks: false,
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'coverage', 'docs'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { reportTests: false },
  // What fails is decided for a room as a whole: test-mutants.js.
  thresholds: { high: 95, low: 85, break: null },
};
