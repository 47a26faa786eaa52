import {
  createPrompt,
  isBackspaceKey,
  isEnterKey,
  isTabKey,
  type KeypressEvent,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core';
import { HELP_KEY } from './asker.js';
import type { PromptTheme } from './theme.js';

export interface LineConfig {
  message: string;
  /** Taken by Enter; shown until the first key. */
  initial?: string;
  /** Nothing of what is typed is shown, not even by the cursor. */
  hidden: boolean;
  /** What is shown in place of a text that cannot be edited: a paste of several lines, a secret. undefined: the text itself. */
  summary(text: string): string | undefined;
  /** Why it cannot be the answer; '' accepts it. */
  refusal(text: string): string;
  /** What is shown behind the question once it is answered. */
  result(text: string): string;
  theme(isExplaining: boolean): PromptTheme;
  /** Called with each change, for the keys that mean something in an empty line only. */
  onChange(text: string): void;
  hasHelp: boolean;
}

/**
 * A line of text, hidden or not. On @inquirer/core: @inquirer/input draws a paste character by character, so that the
 * beginning of a secret is seen before it is known to be one, takes its line breaks for Enter, and places the cursor by
 * what was typed instead of what is shown; @inquirer/password shows no length and keeps what was refused.
 */
export const line = createPrompt<string, LineConfig>((config, done) => {
  const { initial = '' } = config;
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [text, setText] = useState('');
  const [isExplaining, setExplaining] = useState(false);
  const [problem, setProblem] = useState('');
  const theme = config.theme(isExplaining);
  const prefix = usePrefix({ status, theme: makeTheme(theme) });

  /** A held text is not in readline's line: the cursor would follow it. */
  const isHeld = (value: string) => config.hidden || config.summary(value) !== undefined;
  const change = (rl: Readline, value: string) => {
    rl.clearLine(0);
    if (!isHeld(value)) rl.write(value);
    show(value);
  };
  const show = (value: string) => {
    config.onChange(value);
    setText(value);
  };

  useKeypress((key: Key, rl) => {
    if (status === 'done') return;
    if (isEnterKey(key)) {
      const answer = text || initial;
      const refusal = config.refusal(answer);
      setProblem(refusal);
      if (refusal) {
        // What was held cannot be corrected.
        change(rl, isHeld(text) ? '' : text);
        return;
      }
      setText(answer);
      setStatus('done');
      done(answer);
      return;
    }
    setProblem('');
    if (text === '' && key.sequence === HELP_KEY && config.hasHelp) {
      change(rl, '');
      setExplaining(!isExplaining);
    } else if (isTabKey(key)) change(rl, text || (config.hidden ? '' : initial));
    else if (isHeld(text)) change(rl, edit(text, key, rl.line, config.hidden));
    else if (isHeld(rl.line)) change(rl, rl.line);
    else show(rl.line);
  });

  const paste = useRef<(rl: Readline, pasted: string) => void>(() => undefined);
  paste.current = (rl, pasted) => {
    if (status === 'done') return;
    setProblem('');
    const { cursor } = rl as unknown as { cursor: number };
    const at = isHeld(text) ? text.length : cursor;
    change(rl, text.slice(0, at) + pasted + text.slice(at));
  };
  useEffect((rl) => {
    const onPaste = (pasted: string) => paste.current(rl, pasted);
    const { input } = rl as unknown as { input: NodeJS.EventEmitter };
    input.on('paste', onPaste);
    return () => void input.removeListener('paste', onPaste);
  }, []);

  const { style } = theme;
  const header = `${prefix} ${style.message(config.message, status)}`;
  if (status === 'done') return `${header} ${style.answer(config.result(text))}`;
  const placeholder = initial && !config.hidden ? `${style.defaultAnswer(initial)} ` : '';
  const shown = config.summary(text) ?? (theme.plain(text) || placeholder);
  return [`${header} ${shown}`, problem && style.error(problem)];
});

type Readline = Parameters<Parameters<typeof useKeypress>[0]>[1];
type Key = KeypressEvent & { sequence?: string };

/** A held text after a key: only its end can be changed, and one that is not hidden goes away as a whole. */
function edit(text: string, key: Key, typed: string, isHidden: boolean): string {
  if (isBackspaceKey(key)) return isHidden ? [...text].slice(0, -1).join('') : '';
  if (key.ctrl) return key.name === 'u' || key.name === 'w' ? '' : text;
  return text + typed;
}
