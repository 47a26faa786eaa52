import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { displayWidth } from '../../src/cli/render/columns.js';
import { run } from '../../src/cli/run.js';
import { memoryIo } from '../memory-io.js';
import { builtProgram } from './built.js';
import { Stage } from './features-setup.js';
import { Home, type Run } from './harness.js';

const WIDTHS = [60, 80];

let stage: Stage;
const empty = new Home();
const broken = new Home();
const misspelt = new Home();
beforeAll(async () => {
  stage = await Stage.open({
    init: ['--fallback', 'anthropic/claude-sonnet-5,workers-ai/@cf/meta/llama-3.1-8b-instruct'],
  });
  const config = stage.home.read(stage.home.config);
  broken.write(broken.config, config.replace('models', '"models'));
  misspelt.write(misspelt.config, config.replaceAll('my-gateway', 'my-gatway'));
  misspelt.write(misspelt.dotenv, stage.home.read(stage.home.dotenv));
  await stage.run(['test-model', '--all']);
});
afterAll(async () => {
  await stage.close();
  for (const home of [empty, broken, misspelt]) home.remove();
});

/** A URL, with quotes and punctuation, on a line of its own. */
const URL_ALONE = /^\s*\S*https?:\/\/\S+\s*$/;

function tooWide({ stdout, stderr }: Pick<Run, 'stdout' | 'stderr'>, columns: number): string[] {
  return (stdout + stderr)
    .split(/[\n\r]/)
    .filter((line) => displayWidth(line) > columns && !URL_ALONE.test(stripVTControlCharacters(line)));
}

test.each<[command: string, home: () => Home, env?: NodeJS.ProcessEnv]>([
  ['', () => empty],
  ['', () => broken],
  ['', () => stage.home],
  ['status', () => empty],
  ['status', () => stage.home],
  ['status', () => broken],
  ['doctor', () => empty],
  ['doctor', () => broken],
  ['doctor', () => misspelt],
  ['doctor', () => stage.home],
  ['doctor --verbose --offline', () => stage.home],
  ['doctor --fix', () => misspelt],
  ['test-model', () => stage.home],
  ['test-model', () => misspelt],
  ['test-model --all', () => stage.home],
  ['test-model no-such-model', () => stage.home],
  ['verify', () => stage.home],
  ['verify --yes', () => stage.home],
  ['logs', () => stage.home],
  ['logs', () => misspelt],
  ['usage', () => stage.home],
  ['usage', () => empty],
  ['conformance --list', () => empty],
  ['conformance', () => empty],
  ['explain 2009', () => empty],
  ['explain bad-token', () => empty],
  ['explain nothing', () => empty],
  ['sandbox --list-scenarios', () => empty],
  ['init --dry-run --model openai/gpt-4o', () => stage.home],
  ['init --add-model openai/gpt-4o --dry-run', () => stage.home],
  ['init --remove --dry-run', () => stage.home],
  ['init', () => empty],
  ['undo', () => empty],
  ['undo', () => stage.home],
  ['docter', () => empty],
  ['help doctor', () => empty],
])(
  '%s',
  async (command, home) => {
    for (const columns of WIDTHS) {
      const shown = await runInTerminal(command.split(' ').filter(Boolean), home(), columns);
      expect(tooWide(shown, columns)).toEqual([]);
      expect(shown.stdout + shown.stderr).not.toBe('');
    }
  },
  30_000,
);

/** As in a terminal, colours and live tables included, but nothing is asked. */
async function runInTerminal(
  args: string[],
  home: Home,
  columns: number,
  more: NodeJS.ProcessEnv = {},
): Promise<Pick<Run, 'stdout' | 'stderr'>> {
  const env = {
    ...stage.env,
    HOME: home.path,
    COLUMNS: String(columns),
    TERM: 'xterm',
    PATH: process.env.PATH,
    ...more,
  };
  const io = Object.assign(memoryIo({ env, sleep: async () => {} }), {
    stdoutIsTty: true,
    stderrIsTty: true,
  });
  await run(io, args);
  return io;
}

test('a long address of a page is a short link where the terminal knows links', async () => {
  const link =
    /\u001b\]8;;https:\/\/developers\.cloudflare\.com\/\S+\u0007developers\.cloudflare\.com\/…\/[a-z-]+\u001b/;
  const known = await runInTerminal(['explain', '2009'], empty, 60, { WT_SESSION: 'x' });
  expect(known.stdout).toMatch(link);
  expect(tooWide(known, 60)).toEqual([]);
  expect((await runInTerminal(['explain', '2009'], empty, 60)).stdout).not.toContain('\u001b]8');
});

test('demo', async () => {
  const env = { PATH: process.env.PATH, COLUMNS: '60' };
  const io = Object.assign(memoryIo({ env }), { program: [process.execPath, builtProgram()] });
  expect(await run(io, ['demo'])).toBe(0);
  expect(tooWide(io, 60)).toEqual([]);
}, 60_000);
