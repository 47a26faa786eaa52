import { connect } from 'node:net';
import { line } from '../report.js';
import { isSeen } from './judge.js';
import { asRaw, findProblems, judgeOf, MODES } from './modes.js';
import { PIECES } from './pieces.js';
import { runAs } from './run-as.js';

const COLOUR = /\u001b\[\d+m/g;

/** What `sandbox --verbose` prints. @param {import('./run-as.js').Program} program @param {string} home */
export async function attackSandboxLog(program, home) {
  /** @type {Map<string, import('../report.js').Miss[]>} */
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
    const { stdout, stderr } = await runAs(program, ['sandbox', '--port', '0', '--verbose', ...mode.args], {
      env: { HOME: home, ...mode.env },
      isTty: mode.isTty,
      onOut: (text) => ready(Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1])),
      stop: port.then(sendAll),
    });
    const what = [...findProblems(judgeOf(mode.args, mode.out), stdout), ...findProblems(mode.err, stderr)];
    // Each row is one request, of which none made two.
    const rows = stderr.replaceAll(COLOUR, '').split('\n').filter(Boolean);
    const forged = rows.filter((row) => !/^\d\d:\d\d:\d\d (?:\d{3}|---) \d/.test(row));
    what.push(...forged.map((row) => `a row of its own: ${JSON.stringify(row)}`));
    if (!mode.args.length && !isSeen(stderr)) what.push('no request is in the log');
    if (what.length) failed.set(mode.name, asRaw(what));
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
