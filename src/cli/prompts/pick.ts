import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  makeTheme,
  useKeypress,
  useMemo,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import { wrapAnsi } from 'fast-wrap-ansi';
import { BACK_KEY, type Choice, HELP_KEY } from './asker.js';

export interface PickConfig {
  message: string;
  help?: string;
  back?: boolean;
  choices(typed: string): readonly Choice<string>[];
  /** The choice that is pointed at first. */
  initial?: string;
  /** Several can be ticked; these are. */
  ticked?: readonly string[];
  mark?(place: number): string;
  /** Of the terminal. */
  columns: number;
  rows: number;
  unicode: boolean;
}

/** What was picked, in the order of ticking; undefined: back to the question before. */
export type Picked = readonly Choice<string>[] | undefined;

const SYMBOLS = {
  true: { pointer: '❯', ticked: '◉', open: '◯', dot: ' · ', up: '↑↓', enter: '⏎', cut: '…' },
  false: { pointer: '>', ticked: '[x]', open: '[ ]', dot: ' | ', up: 'up/down', enter: 'enter', cut: '...' },
};
/** Lines around the list: the question, a blank, description, errors, keys. */
const CHROME_ROWS = 11;

/** A list that is searched by typing. One can be taken, or several ticked with the space bar. */
export const pick = createPrompt<Picked, PickConfig>((config, done) => {
  const { message, help, back, columns, ticked: tickedAtFirst, mark } = config;
  const many = tickedAtFirst !== undefined;
  const symbols = SYMBOLS[config.unicode ? 'true' : 'false'];
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<readonly Choice<string>[]>(() => {
    const all = config.choices('');
    return (tickedAtFirst ?? []).flatMap((value) => all.find((choice) => choice.value === value) ?? []);
  });
  const [helping, setHelping] = useState(false);
  const [problem, setProblem] = useState('');
  const choices = useMemo(() => config.choices(typed), [typed]);
  const [wanted, setActive] = useState(() => startAt(choices, config.initial ?? tickedAtFirst?.[0]));
  const active = Math.min(wanted, Math.max(0, choices.length - 1));
  const prefix = usePrefix({ status, theme });
  const current = choices[active];

  const finish = (picked: Picked, shown = picked) => {
    setTicked(shown ?? []);
    setStatus('done');
    done(picked);
  };

  useKeypress((key, rl) => {
    if (status === 'done') return;
    setProblem('');
    const goesBack = key.name === 'escape' || (rl.line === BACK_KEY && typed === '');
    if (isEnterKey(key)) {
      if (ticked.length > 0 && many) finish(ticked);
      else if (current && !current.disabled) finish([current]);
      else {
        setProblem(current?.disabled ?? 'Nothing here has that in it. Delete some of it to see more.');
        rl.write(typed);
      }
    } else if (goesBack) {
      rl.clearLine(0);
      if (back) finish(undefined);
      else setProblem('This is the first question.');
    } else if (isUpKey(key) || isDownKey(key)) {
      rl.clearLine(0);
      rl.write(typed);
      const step = isUpKey(key) ? -1 : 1;
      setActive(Math.max(0, Math.min(choices.length - 1, active + step)));
    } else if (rl.line.endsWith(HELP_KEY)) {
      rl.clearLine(0);
      rl.write(typed);
      setHelping(!helping);
    } else if (many && isSpaceKey(key)) {
      rl.clearLine(0);
      if (!current || current.disabled) {
        setProblem(current?.disabled ?? '');
        rl.write(typed);
        return;
      }
      const isTicked = ticked.some(({ value }) => value === current.value);
      setTicked(isTicked ? ticked.filter(({ value }) => value !== current.value) : [...ticked, current]);
      setTyped('');
      setActive(startAt(config.choices(''), current.value));
    } else if (rl.line !== typed) {
      setTyped(rl.line);
      setActive(startAt(config.choices(rl.line), undefined));
    }
  });

  const page = usePagination({
    items: [...choices],
    active,
    pageSize: Math.max(3, Math.min(10, config.rows - CHROME_ROWS)),
    loop: false,
    renderItem({ item, isActive }) {
      const place = ticked.findIndex(({ value }) => value === item.value);
      const box = many ? `${place >= 0 ? symbols.ticked : symbols.open} ` : '';
      const marked = place >= 0 && mark ? ` (${mark(place)})` : '';
      const line = cut(
        `${isActive ? symbols.pointer : ' '} ${box}${item.name}${marked}`,
        columns - 1,
        symbols.cut,
      );
      if (item.disabled) return theme.style.help(line);
      return isActive ? theme.style.highlight(line) : line;
    },
  });

  if (status === 'done') {
    const answer = ticked.map(({ name, short }) => short ?? name).join(', ') || 'back';
    return `${prefix} ${theme.style.message(message, status)} ${theme.style.answer(answer)}`;
  }
  const keys = [
    `${symbols.up} move`,
    'type to search',
    ...(many ? ['space tick'] : []),
    `${symbols.enter} ${many && ticked.length ? `go on with ${ticked.length}` : 'take it'}`,
    ...(help ? ['? explain'] : []),
    ...(back ? ['esc back'] : []),
  ];
  const folded = (text: string) => wrapAnsi(text, columns - 1);
  const below = [
    page || theme.style.help(typed ? '  (nothing)' : ''),
    '',
    ...(helping && help ? [folded(help)] : current?.description ? [folded(current.description)] : []),
    ...(problem ? [theme.style.error(folded(problem))] : []),
    theme.style.help(folded(keys.join(symbols.dot))),
  ];
  return [
    `${prefix} ${theme.style.message(message, status)} ${theme.style.answer(typed)}`.trimEnd(),
    below.join('\n'),
  ];
});

function startAt(choices: readonly Choice<string>[], value: string | undefined): number {
  const wanted = value === undefined ? -1 : choices.findIndex((choice) => choice.value === value);
  return wanted >= 0
    ? wanted
    : Math.max(
        0,
        choices.findIndex(({ disabled }) => !disabled),
      );
}

function cut(text: string, width: number, mark: string): string {
  return text.length <= width ? text : text.slice(0, width - mark.length) + mark;
}
