import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';
import { makeHome } from '../home.js';
import { CF_AIG } from '../run-program.js';
import { takeTurn } from '../turn.js';
import { NEWEST } from '../versions.js';

/** The wizard's story, typed in a pseudo-terminal: token, a new gateway, two models, yes. @type {import('./case.js').Case} */
export const wizardCase = {
  group: 'wizard',
  name: 'the wizard, token first',
  versions: [NEWEST],
  // With fewer than two, the wizard does not ask for one.
  gateways: [{ id: 'wizard-first' }, { id: 'wizard-second' }],
  async run({ lab, openclaw }) {
    const home = makeHome(openclaw(NEWEST), lab);
    try {
      const { code, text } = await typeStory({ ...home.env, TERM: 'xterm-256color' }, [
        ['? Cloudflare API token', lab.token],
        ['? Gateway', 'wizard-gateway'],
        ['? Create', 'y'],
        ['? Models', 'gpt-4o-mini sonnet-5 '],
        ['? Write these changes', ''],
      ]);
      if (code !== 0) return { why: `init exit ${code}\n${text.slice(-1500)}` };
      const turn = await takeTurn('exec', home);
      return { why: turn.replied ? undefined : `no reply: ${turn.text}`, seconds: turn.seconds };
    } finally {
      home.remove();
    }
  },
};

/** Milliseconds for the whole story: a question without an answer would wait for ever. */
const LIMIT = 60_000;

/**
 * @param {Record<string, string>} env
 * @param {[question: string, answer: string][]} answers
 * @returns {Promise<{ code: number, text: string }>}
 */
function typeStory(env, answers) {
  return new Promise((resolve) => {
    const terminal = pty.spawn(process.execPath, [CF_AIG, 'init'], { cols: 80, rows: 24, env });
    let text = '';
    let read = 0;
    terminal.onData((data) => {
      text += data;
      const [question, answer] = answers[0] ?? [];
      if (!question || !stripVTControlCharacters(text.slice(read)).includes(question)) return;
      answers.shift();
      read = text.length;
      // The prompt draws the question before it listens.
      setTimeout(() => terminal.write(`${answer}\r`), 300);
    });
    const timer = setTimeout(() => terminal.kill('SIGKILL'), LIMIT);
    terminal.onExit(({ exitCode, signal }) => {
      clearTimeout(timer);
      resolve({ code: signal ? 128 + signal : exitCode, text: stripVTControlCharacters(text) });
    });
  });
}
