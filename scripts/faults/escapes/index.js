import { join } from 'node:path';
import { loadInProcess } from '../bundle.js';
import { argumentsWith } from './arguments.js';
import { Channel } from './channel.js';
import { AROUND, ERRORS, GOOD, LOCAL } from './commands.js';
import { attackCompletion } from './completion.js';
import { Homes } from './homes.js';
import { GITHUB, modeAt, PLAIN, TERMINAL } from './modes.js';
import { MARK, PIECES } from './pieces.js';
import { attackSandboxLog } from './sandbox-log.js';
import { ANSWERS, rawServer, spoilingServer } from './wire.js';
import { attackWizard } from './wizard.js';
import { FILES, SURROUNDINGS } from './world.js';

const ALL = Object.entries(PIECES);

/**
 * Every hostile text through every channel and command, read as people, terminals, runners and programs read it.
 * @type {import('../report.js').Attack}
 */
export async function* escapes(root) {
  const program = await loadInProcess(root);
  const sandbox = await program.usualSandbox();
  let text = '';
  let answer = '';
  const spoiling = await spoilingServer(() => ({ origin: sandbox.url, text }));
  const raw = await rawServer(() => answer);
  const homes = new Homes(root);
  const { home } = homes;
  try {
    await homes.setUp(program, 'good', spoiling.origin, sandbox);
    await homes.setUp(program, 'bad', raw.origin, sandbox);

    const good = new Channel('answers of a gateway');
    for (const [index, [aim, piece]] of ALL.entries()) {
      text = piece;
      homes.reset('good');
      const world = { env: homes.env(spoiling.origin) };
      const summary = { Markdown: join(home, 'summary.md') };
      for (const [at, command] of GOOD.entries())
        await good.attack(
          program,
          `${command}, ${aim}`,
          command.split(' '),
          modeAt(index + at),
          world,
          summary,
        );
      const files = { HTML: join(home, 'page.html'), XML: join(home, 'junit.xml') };
      const models = [`openai/${piece}`, 'openai/fail-401', 'openai/gpt-4o-mini'];
      const reports = ['test-model', ...models, '--html', files.HTML, '--junit', files.XML];
      await good.attack(program, `reports, ${aim}`, reports, PLAIN, world, files);
      const annotations = ['test-model', ...models.slice(0, 2), '--github'];
      await good.attack(program, `annotations, ${aim}`, annotations, GITHUB, world, summary);
      const trace = join(home, 'trace.har');
      await good.attack(program, `trace, ${aim}`, ['doctor', '--trace', trace], TERMINAL, world, {
        JSON: trace,
      });
    }
    yield good.end();

    const bad = new Channel('answers of other servers');
    for (const [index, [aim, piece]] of ALL.entries()) {
      homes.reset('bad');
      for (const [kind, render] of Object.entries(ANSWERS)) {
        answer = render(piece);
        for (const [at, command] of ERRORS.entries())
          await bad.attack(program, `${command}, ${kind}, ${aim}`, command.split(' '), modeAt(index + at), {
            env: homes.env(raw.origin),
          });
      }
    }
    yield bad.end();

    const local = new Channel('files');
    for (const [aim, piece] of ALL) {
      for (const [kind, change] of Object.entries(FILES)) {
        for (const [at, command] of LOCAL.entries()) {
          homes.reset('bad');
          answer = ANSWERS['a provider’s error']?.('no') ?? '';
          change(home, piece);
          await local.attack(
            program,
            `${command}, ${kind}, ${aim}`,
            command.split(' '),
            modeAt(local.tried + at),
            { env: homes.env(raw.origin) },
          );
        }
      }
    }
    yield local.end();

    const around = new Channel('environment and machine');
    for (const [aim, piece] of ALL) {
      homes.reset('bad');
      for (const [kind, prepare] of Object.entries(SURROUNDINGS)) {
        const { env, machine } = prepare(home, piece, root);
        const world = { env: { ...homes.env(raw.origin), ...env }, machine };
        for (const command of AROUND)
          await around.attack(
            program,
            `${command}, ${kind}, ${aim}`,
            command.split(' '),
            modeAt(around.tried),
            world,
          );
      }
    }
    yield around.end();

    const given = new Channel('arguments and pastes');
    for (const [aim, piece] of ALL) {
      homes.reset('bad');
      const world = { env: homes.env(raw.origin), input: piece };
      for (const args of await argumentsWith(program, piece)) {
        const at = `${args.join(' ').replace(piece, MARK)}, ${aim}`;
        await given.attack(program, at, args, modeAt(given.tried), world);
      }
    }
    yield given.end();

    yield await attackSandboxLog(program, home);
    yield await attackWizard(root, sandbox);
    yield await attackCompletion(program, homes);
  } finally {
    spoiling.close();
    raw.close();
    await sandbox.close();
  }
}
