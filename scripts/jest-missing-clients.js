import { readdirSync } from 'node:fs';

const FOLDER = new URL('../test/fidelity/', import.meta.url);

/** A reporter of jest: says, where they would have run, that the suites of the foreign clients lack their package. */
export default class MissingClients {
  /** @param {{ nonFlagArgs: readonly string[] }} config */
  constructor({ nonFlagArgs }) {
    this.paths = nonFlagArgs;
  }

  onRunComplete() {
    if (this.paths.length > 0 && !this.paths.some((path) => path.includes('fidelity'))) return;
    const { length } = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts'));
    console.error(
      `\nLeft out: ${length} suites of foreign clients; they need: npm ci --prefix test/fidelity`,
    );
  }
}
