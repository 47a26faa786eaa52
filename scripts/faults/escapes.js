import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isSeen } from './escapes/judge.js';
import { judgeOf, MODES, misses } from './escapes/modes.js';
import { MARK, PIECES } from './escapes/pieces.js';
import { ANSWERS, rawServer, spoilingServer } from './escapes/wire.js';
import { attackWizard } from './escapes/wizard.js';
import { FILES, SURROUNDINGS } from './escapes/world.js';
import { loadInProcess } from './load-in-process.js';
import { line } from './report.js';

/** Of one run, also on a busy machine. */
const RUN_LIMIT_MS = 60_000;
const WIZARDS_AT_ONCE = 4;

const ERRORS = [
  'doctor',
  'doctor --verbose',
  'doctor --report',
  'test-model',
  'test-model --stream --verbose',
  'logs',
  'usage',
  'verify caching --yes',
  'init --no-input --yes --add-model openai/gpt-4o',
];
const GOOD = [
  ...[
    'doctor',
    'doctor --verbose',
    'doctor --report',
    'test-model',
    'test-model --stream',
    'test-model --tools --verbose',
  ],
  ...[
    'test-model --all --repeat 2',
    'test-model --github openai/fail-401 openai/gpt-4o-mini',
    'logs',
    'logs --verbose',
    'logs --errors',
    'usage',
  ],
  ...['verify caching logs --yes', 'status', 'init --no-input --yes --dry-run --add-model openai/gpt-5'],
];
const LOCAL = [
  ...[
    'doctor --offline',
    'doctor --offline --verbose',
    'doctor --offline --report',
    'doctor --offline --fix --yes --no-input',
    'status',
  ],
  ...[
    'undo --yes --no-input',
    'undo --force --yes --no-input',
    'test-model',
    'logs',
    'init --no-input --dry-run --add-model openai/gpt-4o',
    'init --remove --dry-run --no-input --yes',
  ],
];
const AROUND = [
  'doctor',
  'doctor --verbose',
  'doctor --report',
  'status',
  'logs',
  'test-model',
  'usage',
  'undo --no-input',
  'init --no-input --no-check --dry-run --model openai/gpt-4o-mini',
];
const COMMANDS = [
  'init',
  'doctor',
  'test-model',
  'verify',
  'logs',
  'usage',
  'status',
  'undo',
  'explain',
  'sandbox',
  'demo',
  'completion',
  'help',
];

/** @typedef {typeof import('./in-process.js')} Program */

/**
 * Every hostile text through every channel and command, read as people, terminals, runners and programs read it.
 * @type {import('./report.js').Attack}
 */
export async function* escapes(root) {
  const program = await loadInProcess();
  const sandbox = await program.usualSandbox();
  let text = '';
  let answer = '';
  const spoiling = await spoilingServer(() => ({ origin: sandbox.url, text }));
  const raw = await rawServer(() => answer);
  const homes = join(root, 'homes');
  const home = join(root, 'home');

  /** @param {string} name @param {string} origin */
  const setUp = async (name, origin) => {
    mkdirSync(join(homes, name), { recursive: true });
    const args = [
      'init',
      '--account-id',
      sandbox.accountId,
      '--gateway',
      sandbox.gateway,
      '--token-env',
      'SET_UP_TOKEN',
    ];
    const { code, stderr } = await runAs(
      program,
      [...args, '--model', 'openai/gpt-4o-mini', '--no-input', '--no-check'],
      {
        env: {
          HOME: join(homes, name),
          CF_AIG_GATEWAY_ORIGIN: origin,
          CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
          SET_UP_TOKEN: sandbox.token,
        },
      },
    );
    if (code !== 0) throw new Error(stderr);
  };
  /** @param {string} name */
  const fresh = (name) => {
    rmSync(home, { recursive: true, force: true });
    cpSync(join(homes, name), home, { recursive: true });
  };
  /** @param {string} origin @returns {NodeJS.ProcessEnv} */
  const envOf = (origin) => ({
    HOME: home,
    PATH: '/nonexistent',
    CF_AIG_GATEWAY_ORIGIN: origin,
    CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
  });

  /** @typedef {{ tried: number, seen: number, failed: Map<string, import('./report.js').Miss[]> }} Count */
  /** @returns {Count} */
  const start = () => ({ tried: 0, seen: 0, failed: new Map() });
  /**
   * @param {Count} count @param {string} at @param {readonly string[]} args @param {typeof MODES[number]} mode
   * @param {import('./in-process.js').World} world @param {Record<string, string>} [files] files that it writes, by judge
   */
  const attempt = async (count, at, args, mode, world, files = {}) => {
    const all = [...args, ...(args.includes('--json') || args[0] === '__complete' ? [] : mode.args)];
    const ended = runAs(program, all, {
      ...world,
      env: { ...world.env, ...mode.env },
      isTty: mode.isTty,
    });
    const late = setTimeout(RUN_LIMIT_MS, undefined, { ref: false });
    const output = await Promise.race([ended, late]);
    count.tried++;
    if (!output) {
      count.failed.set(`${at}, ${mode.name}`, [
        { kind: 'hung', what: `no end within ${RUN_LIMIT_MS / 1000} s` },
      ]);
      return;
    }
    const { stdout, stderr, code } = output;
    const written = Object.entries(files).map(([judge, file]) => [
      judge,
      existsSync(file) ? readFileSync(file, 'utf8') : '',
    ]);
    const outputs = [[judgeOf(all, mode.out), stdout], [mode.err, stderr], ...written];
    if (outputs.some(([, output = '']) => isSeen(output))) count.seen++;
    const what = outputs.flatMap(([judge = '', output = '']) => misses(judge, output));
    /** @type {import('./report.js').Miss[]} */
    const found = what.map((one) => ({ kind: 'raw', what: one }));
    if (code === 1 && /bug in cf-aig/.test(stderr)) found.push({ kind: 'wrong', what: stderr.slice(0, 300) });
    if (found.length) count.failed.set(`${at}, ${mode.name}`, found);
  };
  /** A channel that nothing of came through proves nothing. @param {string} name @param {Count} count */
  const end = (name, { tried, seen, failed }) => {
    if (!seen) failed.set(name, [{ kind: 'wrong', what: 'nothing of the text reached an output' }]);
    return line(`escapes: ${name}`, tried, failed);
  };

  try {
    await setUp('good', spoiling.origin);
    await setUp('bad', raw.origin);

    const good = start();
    for (const [index, [aim, piece]] of Object.entries(PIECES).entries()) {
      text = piece;
      fresh('good');
      for (const [at, command] of GOOD.entries()) {
        const mode = /** @type {typeof MODES[number]} */ (MODES[(index + at) % MODES.length]);
        await attempt(
          good,
          `${command}, ${aim}`,
          command.split(' '),
          mode,
          { env: envOf(spoiling.origin) },
          {
            Markdown: join(home, 'summary.md'),
          },
        );
      }
      const files = {
        HTML: join(home, 'page.html'),
        XML: join(home, 'junit.xml'),
        JSON: join(home, 'trace.har'),
      };
      const reports = [
        'test-model',
        `openai/${piece}`,
        'openai/fail-401',
        'openai/gpt-4o-mini',
        '--html',
        files.HTML,
        '--junit',
        files.XML,
      ];
      await attempt(
        good,
        `reports, ${aim}`,
        reports,
        /** @type {typeof MODES[number]} */ (MODES[0]),
        { env: envOf(spoiling.origin) },
        { HTML: files.HTML, XML: files.XML },
      );
      await attempt(
        good,
        `annotations, ${aim}`,
        ['test-model', `openai/${piece}`, 'openai/fail-401', '--github'],
        /** @type {typeof MODES[number]} */ (MODES[2]),
        { env: envOf(spoiling.origin) },
        { Markdown: join(home, 'summary.md') },
      );
      await attempt(
        good,
        `trace, ${aim}`,
        ['doctor', '--trace', files.JSON],
        /** @type {typeof MODES[number]} */ (MODES[1]),
        { env: envOf(spoiling.origin) },
        { JSON: files.JSON },
      );
    }
    yield end('answers of a gateway', good);

    const bad = start();
    for (const [index, [aim, piece]] of Object.entries(PIECES).entries()) {
      fresh('bad');
      for (const [kind, render] of Object.entries(ANSWERS)) {
        answer = render(piece);
        for (const [at, command] of ERRORS.entries()) {
          const mode = /** @type {typeof MODES[number]} */ (MODES[(index + at) % MODES.length]);
          await attempt(bad, `${command}, ${kind}, ${aim}`, command.split(' '), mode, {
            env: envOf(raw.origin),
          });
        }
      }
    }
    yield end('answers of other servers', bad);

    const local = start();
    for (const [aim, piece] of Object.entries(PIECES)) {
      for (const [kind, change] of Object.entries(FILES)) {
        for (const [at, command] of LOCAL.entries()) {
          fresh('bad');
          answer = ANSWERS['a provider’s error']?.('no') ?? '';
          change(home, piece);
          const mode = /** @type {typeof MODES[number]} */ (MODES[(local.tried + at) % MODES.length]);
          await attempt(local, `${command}, ${kind}, ${aim}`, command.split(' '), mode, {
            env: envOf(raw.origin),
          });
        }
      }
    }
    yield end('files', local);

    const around = start();
    for (const [aim, piece] of Object.entries(PIECES)) {
      fresh('bad');
      for (const [kind, prepare] of Object.entries(SURROUNDINGS)) {
        const { env, machine } = prepare(home, piece, root);
        for (const command of AROUND) {
          const mode = /** @type {typeof MODES[number]} */ (MODES[around.tried % MODES.length]);
          await attempt(around, `${command}, ${kind}, ${aim}`, command.split(' '), mode, {
            env: { ...envOf(raw.origin), ...env },
            machine,
          });
        }
      }
    }
    yield end('environment and machine', around);

    const given = start();
    for (const [aim, piece] of Object.entries(PIECES)) {
      fresh('bad');
      for (const args of await argumentsWith(program, piece)) {
        const mode = /** @type {typeof MODES[number]} */ (MODES[given.tried % MODES.length]);
        await attempt(given, `${args.join(' ').replace(piece, MARK)}, ${aim}`, args, mode, {
          env: envOf(raw.origin),
          input: piece,
        });
      }
    }
    yield end('arguments and pastes', given);

    yield await requests(program, home);
    yield end('the wizard in a terminal', await wizards(root, sandbox));
    yield await completion(program, homes, home);
  } finally {
    spoiling.close();
    raw.close();
    await sandbox.close();
  }
}

/** Flags with which a command neither asks nor goes on for ever. @type {Record<string, string[]>} */
const WITHOUT_QUESTIONS = {
  init: ['--no-input', '--no-check'],
  verify: ['--no-input'],
  undo: ['--no-input'],
  sandbox: ['--list-scenarios'],
};

/** Every flag that takes a value, and every place of a paste. @param {Program} program @param {string} text */
async function argumentsWith(program, text) {
  /** @type {string[][]} */
  const all = [[text], [`--${text}`], ['help', text], ['explain'], ['explain', text]];
  const body = JSON.stringify({ error: { message: text } });
  all.push(
    ['explain', `HTTP 401 ${body}`],
    ['explain', `cf-aig-step: 3\n${text}: 429 ${body}`],
    ['init', '--no-input', '--token-stdin'],
  );
  for (const command of COMMANDS) {
    all.push([command, `--${text}`], [command, `--json=${text}`]);
    if (/^(?:test-model|verify|completion)$/.test(command))
      all.push([command, text, ...(WITHOUT_QUESTIONS[command] ?? [])]);
    const { stdout } = await runAs(program, [command, '--help'], { env: {} });
    for (const [, flag = ''] of stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+) [<[]/gm)) {
      const more = WITHOUT_QUESTIONS[command] ?? [];
      all.push([command, flag, text, ...more], [command, `${flag}=${text}`, '--verbose', ...more]);
    }
  }
  return all;
}

/** Several at once: they wait most of the time. @param {string} root @param {{ url: string, token: string }} sandbox */
async function wizards(root, sandbox) {
  const count = {
    tried: 0,
    seen: 0,
    failed: /** @type {Map<string, import('./report.js').Miss[]>} */ (new Map()),
  };
  const left = Object.entries(PIECES);
  const next = async () => {
    for (let piece = left.shift(); piece; piece = left.shift()) {
      const [aim, text] = piece;
      const { isSeen: seen, misses: found } = await attackWizard(root, sandbox, text, `wizard ${aim}`);
      count.tried++;
      if (seen) count.seen++;
      if (found.length) count.failed.set(aim, found);
    }
  };
  await Promise.all(Array.from({ length: WIZARDS_AT_ONCE }, next));
  return count;
}

/** The log of `sandbox`. @param {Program} program @param {string} home */
async function requests(program, home) {
  /** @type {Map<string, import('./report.js').Miss[]>} */
  const failed = new Map();
  let tried = 0;
  /** @param {number} port */
  const sendAll = async (port) => {
    for (const piece of Object.values(PIECES)) {
      const encoded = [...Buffer.from(piece)]
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join('');
      const bytes = piece.replace(/[\s\0]/g, '');
      await send(port, `GET /v1/${encoded} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      await send(
        port,
        `GET /v1/${bytes}?${bytes} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Foreign: ${bytes}\r\n\r\n`,
      );
      tried += 2;
    }
  };
  for (const mode of MODES) {
    /** @type {(port: number) => void} */
    let ready = () => {};
    const port = new Promise((resolve) => {
      ready = resolve;
    });
    const { stdout, stderr } = await runAs(program, ['sandbox', '--port', '0', ...mode.args], {
      env: { HOME: home, ...mode.env },
      isTty: mode.isTty,
      onOut: (text) => ready(Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1])),
      stop: port.then(sendAll),
    });
    const what = [...misses(judgeOf(mode.args, mode.out), stdout), ...misses(mode.err, stderr)];
    // Each row is one request, of which none made two.
    const forged = stderr.split('\n').filter((row) => row && !/^(?:GET|POST) .* \d{3}$/.test(row));
    what.push(...forged.map((row) => `a row of its own: ${JSON.stringify(row)}`));
    if (!mode.args.length && !isSeen(stderr)) what.push('no request is in the log');
    if (what.length)
      failed.set(
        mode.name,
        what.map((one) => ({ kind: 'raw', what: one })),
      );
  }
  return line('escapes: log of the sandbox', tried, failed);
}

/** @param {number} port @param {string} text @returns {Promise<void>} */
function send(port, text) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', () => socket.end());
    socket.on('error', () => {});
    socket.on('close', () => done());
    socket.setTimeout(1000, () => socket.destroy());
  });
}

/** @param {Program} program @param {string} homes @param {string} home */
async function completion(program, homes, home) {
  /** @type {Map<string, import('./report.js').Miss[]>} */
  const failed = new Map();
  let tried = 0;
  for (const [aim, piece] of Object.entries(PIECES)) {
    rmSync(home, { recursive: true, force: true });
    cpSync(join(homes, 'bad'), home, { recursive: true });
    FILES['model ids and names']?.(home, piece);
    for (const words of [
      ['test-model', ''],
      ['init', '--model', ''],
      ['doctor', '--provider-id', ''],
    ]) {
      const { stdout } = await runAs(program, ['__complete', '--', ...words], { env: { HOME: home } });
      tried++;
      const wrong = stdout
        .split('\n')
        .filter((row) => row && !/^[\w@%+=:,./-]+(?:\t[^\u0000-\u001f]*)?$/.test(row));
      const what = [...misses('plain', stdout), ...wrong.map((row) => JSON.stringify(row))];
      if (what.length)
        failed.set(
          `${words.join(' ')}, ${aim}`,
          what.map((one) => ({ kind: 'raw', what: one })),
        );
    }
  }
  return line('escapes: completion', tried, failed);
}

/** A system passes on bytes: half a surrogate pair is none. @param {string} text */
function fromSystem(text) {
  return Buffer.from(text).toString();
}

/** @param {Program} program @param {readonly string[]} args @param {import('./in-process.js').World} world */
function runAs(program, args, world) {
  const env = Object.entries(world.env).map(([name, value]) => [
    fromSystem(name),
    value && fromSystem(value),
  ]);
  return program.runInProcess(args.map(fromSystem), {
    cwd: world.env.HOME,
    ...world,
    env: Object.fromEntries(env),
  });
}
