import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.js';
import { SETUPS } from './command-setups.js';
import { commandsOf, type PageCommand } from './page-commands.js';
import { PageShell } from './page-shell.js';

// Every command that a reader of the README and of docs/ would paste is run as it is, against the sandbox.

const PAGES = ['README.md', ...readdirSync('docs', { recursive: true }).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md'),
);
const all = PAGES.flatMap((page) => commandsOf(page, readFileSync(page, 'utf8')));

const keysOf = ({ page, name }: PageCommand) => [`${page}: ${name}`, name];
const setupOf = (command: PageCommand) => {
  const key = keysOf(command).find((candidate) => candidate in SETUPS);
  return key === undefined ? {} : SETUPS[key]!;
};

let opened: Promise<{ sandbox: Sandbox; shell: PageShell }> | undefined;
/** Not in `beforeAll`: tests that run side by side do not wait for that. */
const open = () => {
  opened ??= startSandbox({ port: 0 }).then((sandbox) => ({ sandbox, shell: new PageShell(sandbox) }));
  return opened;
};
afterAll(async () => {
  const used = await opened;
  used?.shell.close();
  await used?.sandbox.close();
});

const toRun = all.filter((command) => !setupOf(command).notRun);

/** The commands are for a shell. */
const inShell = process.platform === 'win32' ? describe.skip : describe;
inShell.each([...new Set(toRun.map(({ page }) => page))])('%s', (page) => {
  const commands = toRun.filter((command) => command.page === page);

  test.concurrent.each(commands.map((command) => [command.line, command.name, command] as const))(
    'line %i: %s',
    async (_, __, command) => {
      const setup = setupOf(command);
      const { shell } = await open();
      const { exit, output } = await shell.run(command.text, setup);
      const expected = setup.exit ?? (setup.until ? 130 : 0);
      // The output belongs to the message of a failure.
      expect(exit === expected ? exit : `${exit}\n${output}`).toBe(expected);
      if (setup.until) expect(output).toMatch(setup.until);
      if (setup.shows) expect(output).toMatch(setup.shows);
    },
  );
});

test('the table of set-ups names only commands that a page has', () => {
  const known = new Set(all.flatMap(keysOf));
  expect(Object.keys(SETUPS).filter((key) => !known.has(key))).toEqual([]);
});
