import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';
import { wrapAnsi } from 'fast-wrap-ansi';
import { BACK_KEY, HELP_KEY } from './asker.js';

export interface LineConfig {
  message: string;
  hint?: string;
  help?: string;
  back?: boolean;
  /** Stands there already and can be edited. */
  initial?: string;
  /** Shows nothing of what is typed, not even how long it is. */
  hidden: boolean;
  /** What stands behind the question once it is answered, where it is not what was typed. */
  show?(answer: string): string;
  /** What is wrong with it; undefined: nothing. */
  problemWith(text: string): string | undefined;
  columns: number;
}

/** One line of text. undefined: back to the question before. */
export const line = createPrompt<string | undefined, LineConfig>((config, done) => {
  const { message, help, back, hidden, columns } = config;
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [value, setValue] = useState(config.initial ?? '');
  const [below, setBelow] = useState<{ text: string; wrong: boolean } | undefined>();
  const prefix = usePrefix({ status, theme });

  useEffect((rl) => {
    if (config.initial) rl.write(config.initial);
  }, []);

  useKeypress((key, rl) => {
    if (status === 'done') return;
    const finish = (answer: string | undefined) => {
      setValue(answer ?? '');
      setStatus('done');
      done(answer);
    };
    if (key.name === 'escape') {
      rl.clearLine(0);
      rl.write(value);
      if (back) finish(undefined);
      else setBelow({ text: 'This is the first question.', wrong: true });
    } else if (isEnterKey(key)) {
      const word = value.trim();
      if (word === BACK_KEY && back) return finish(undefined);
      if (word === HELP_KEY && help) {
        setBelow({ text: help, wrong: false });
        return setValue('');
      }
      const problem = word === BACK_KEY ? 'This is the first question.' : config.problemWith(value);
      if (problem === undefined) return finish(value);
      setBelow({ text: problem, wrong: true });
      // Enter has emptied the line: what was typed stays, to be put right. What nobody sees is typed anew.
      if (hidden) setValue('');
      else rl.write(value);
    } else {
      setValue(rl.line);
      setBelow(rl.line === HELP_KEY && help ? { text: help, wrong: false } : undefined);
    }
  });

  const shown = hidden ? (status === 'done' && value ? '(hidden)' : '') : value;
  const said = status === 'done' && config.show ? config.show(value) : shown;
  const answer = status === 'done' ? theme.style.answer(said) : said;
  const header = `${prefix} ${theme.style.message(message, status)} ${answer}`;
  if (status === 'done') return header.trimEnd();
  const folded = wrapAnsi(below?.text || keysOf(config), columns - 3).replaceAll('\n', '\n  ');
  return [header, below?.wrong ? theme.style.error(folded) : theme.style.help(`  ${folded}`)];
});

function keysOf({ hint, help, back }: LineConfig): string {
  const keys = [...(help ? ['? explains'] : []), ...(back ? ['esc goes back'] : [])].join(', ');
  return [hint, keys].filter(Boolean).join(' ');
}
