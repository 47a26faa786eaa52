import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';
import headless from '@xterm/headless';
import { inPool } from '../pool.js';
import { BIN } from '../program.js';
import { Channel } from './channel.js';
import { isSeen } from './judge.js';
import { asRaw, findProblems } from './modes.js';
import { MARK, PIECES } from './pieces.js';
import { spoilingServer } from './wire.js';

const ENTER = '\r';
const CTRL_U = '\u0015';
const CTRL_C = '\u0003';
/** What a prompt writes to redraw itself: moves, erasing, the cursor, brackets of pastes. */
const DRAWN = /\u001b\[(?:\d*[A-DGJK]|\?(?:25|2004)[hl])|\r(?=\n|\u001b)|[\b] [\b]/g;
/** Behind the text nothing moves or erases but at the end of a row. */
const MOVED = new RegExp(`${MARK}(?:\\u001b\\[\\d*[A-DGJK])+(?!\\r?\\n|\\u001b|$)`);
/** Answers until the plan is shown. */
const MOST_ANSWERS = 8;
const QUIET_MS = 400;
const LIMIT_MS = 60_000;
/** They wait most of the time. */
const AT_ONCE = 4;

/** `init` with each text. @param {string} root @param {{ url: string, token: string }} sandbox */
export async function attackWizard(root, sandbox) {
  const channel = new Channel('the wizard in a terminal');
  await inPool(Object.entries(PIECES), AT_ONCE, async ([aim, text]) => {
    const { isSeen: seen, misses } = await playWizard(root, sandbox, text, `wizard ${aim}`);
    if (seen) channel.seen++;
    channel.add(aim, misses);
  });
  return channel.end();
}

/**
 * `init` in a pseudo-terminal, with the text in the names and messages of the account, and pasted at each question.
 * @param {string} root @param {{ url: string, token: string }} sandbox @param {string} text @param {string} name of a folder
 * @returns {Promise<{ isSeen: boolean, misses: import('../report.js').Miss[] }>}
 */
async function playWizard(root, sandbox, text, name) {
  const home = join(root, name);
  mkdirSync(home, { recursive: true });
  const server = await spoilingServer(() => ({ origin: sandbox.url, text }));
  const terminal = pty.spawn(process.execPath, [BIN, 'init', '--no-check'], {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    env: {
      ...{ HOME: home, PATH: '/nonexistent', LANG: 'C.UTF-8', TERM: 'xterm-256color', FORCE_COLOR: '1' },
      ...{ CF_AIG_GATEWAY_ORIGIN: server.origin, CLOUDFLARE_API_BASE_URL: `${server.origin}/client/v4` },
    },
  });
  let raw = '';
  let hasEnded = false;
  terminal.onData((data) => {
    raw += data;
  });
  terminal.onExit(() => {
    hasEnded = true;
  });
  const late = Date.now() + LIMIT_MS;
  const settled = async () => {
    for (let seen = -1; seen !== raw.length && Date.now() < late; await setTimeout(QUIET_MS))
      seen = raw.length;
  };
  try {
    while (!stripVTControlCharacters(raw).includes('Cloudflare API token') && Date.now() < late)
      await setTimeout(50);
    await settled();
    terminal.write(`${sandbox.token}${ENTER}`);
    // Later the terminal itself echoes what is typed.
    const asks = () => !hasEnded && raw.lastIndexOf('\u001b[?2004h') > raw.lastIndexOf('\u001b[?2004l');
    await settled();
    for (let answers = 0; answers < MOST_ANSWERS && asks(); answers++) {
      terminal.write(`\u001b[200~${text.replaceAll('\u001b', '')}\u001b[201~`);
      await settled();
      if (asks()) terminal.write(answers % 2 ? `${CTRL_U}${ENTER}` : ENTER);
      await settled();
    }
    if (!hasEnded) terminal.write(CTRL_C);
    await settled();
  } finally {
    if (!hasEnded) terminal.kill();
    server.close();
  }
  const what = [
    ...findProblems('terminal', raw.replace(DRAWN, '').replace(/\u001b\[(?:4m|24m|90m)/g, '')),
    ...(await obeyed(raw)),
  ];
  const moved = MOVED.exec(raw);
  if (moved) what.push(`the cursor moves: ${JSON.stringify(raw.slice(moved.index, moved.index + 60))}`);
  return { isSeen: isSeen(stripVTControlCharacters(raw)), misses: asRaw(what) };
}

/** What a terminal would do but draw. @param {string} raw */
async function obeyed(raw) {
  /** @type {string[]} */
  const done = [];
  const screen = new headless.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  screen.onTitleChange((title) => done.push(`the title is ${JSON.stringify(title)}`));
  screen.onBell(() => done.push('it rings'));
  for (const command of [4, 7, 9, 10, 11, 12, 52, 104, 777, 1337])
    screen.parser.registerOscHandler(command, () => {
      done.push(`OSC ${command}`);
      return true;
    });
  await new Promise((drawn) => screen.write(raw, () => drawn(undefined)));
  screen.dispose();
  return done;
}
