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
import { type Choice, HELP_KEY, labelOf, type TickQuestion } from './asker.js';
import type { PromptTheme } from './theme.js';

/** `ticked`: several can be ticked, these are. */
export interface PickConfig extends Omit<TickQuestion<string>, 'choices'> {
  choices(typed: string): readonly Choice<string>[];
  /** The choice that is pointed at first. */
  initial?: string;
  theme: PromptTheme;
}

/**
 * A list that is searched by typing; one choice is taken, or several are ticked with the space bar. On @inquirer/core:
 * @inquirer/checkbox cannot search, @inquirer/search cannot tick, and it loses an Enter that arrives in one piece with
 * the text before it, as from a paste or a slow line.
 */
export const pick = createPrompt<readonly Choice<string>[], PickConfig>((config, done) => {
  const { help, mark, theme } = config;
  const { style, icon } = theme;
  const many = config.ticked !== undefined;
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<readonly Choice<string>[]>(() => {
    const all = config.choices('');
    return (config.ticked ?? []).flatMap((value) => all.find((choice) => choice.value === value) ?? []);
  });
  const [helping, setHelping] = useState(false);
  const [problem, setProblem] = useState('');
  const choices = useMemo(() => config.choices(typed), [typed]);
  const [wanted, setActive] = useState(() => startAt(choices, config.initial ?? config.ticked?.[0]));
  const active = Math.min(wanted, Math.max(0, choices.length - 1));
  const prefix = usePrefix({ status, theme: makeTheme(theme) });
  const current = choices[active];
  const isTicked = (choice: Choice<string>) => ticked.some(({ value }) => value === choice.value);
  // Beside others that are ticked, what was searched for would be lost.
  const enterTicks = many && ticked.length > 0 && typed.trim() !== '' && !(current && isTicked(current));

  useKeypress((key, rl) => {
    if (status === 'done') return;
    setProblem('');
    const setLine = (text: string) => {
      rl.clearLine(0);
      rl.write(text);
    };
    const tick = (choice: Choice<string>) => {
      setTicked(
        isTicked(choice) ? ticked.filter(({ value }) => value !== choice.value) : [...ticked, choice],
      );
      setLine('');
      setTyped('');
      setActive(startAt(config.choices(''), choice.value));
    };
    if (isEnterKey(key)) {
      const pointed = current && !current.disabled ? [current] : [];
      const picked = many && ticked.length && !enterTicks ? ticked : pointed;
      if (enterTicks && picked[0]) tick(picked[0]);
      else if (picked.length) {
        setTicked(picked);
        setStatus('done');
        done(picked);
      } else {
        setProblem(current?.disabled ?? 'Nothing matches. Delete some of it to see more.');
        rl.write(typed);
      }
    } else if (isUpKey(key) || isDownKey(key)) {
      setLine(typed);
      setActive(Math.max(0, Math.min(choices.length - 1, active + (isUpKey(key) ? -1 : 1))));
    } else if (rl.line.endsWith(HELP_KEY)) {
      setLine(typed);
      setHelping(!helping);
    } else if (many && isSpaceKey(key)) {
      if (!current || current.disabled) {
        setProblem(current?.disabled ?? '');
        setLine(typed);
        return;
      }
      tick(current);
    } else if (rl.line !== typed) {
      setTyped(rl.line);
      setActive(startAt(config.choices(rl.line)));
    }
  });

  const page = usePagination({
    items: [...choices],
    active,
    pageSize: theme.pageSize,
    loop: false,
    renderItem({ item, isActive }) {
      const place = ticked.findIndex(({ value }) => value === item.value);
      const box = many ? `${place >= 0 ? icon.ticked : icon.open} ` : '';
      const marked = place >= 0 && mark ? ` (${mark(place)})` : '';
      const line = theme.cut(`${isActive ? icon.cursor : ' '} ${box}${item.name}${marked}`);
      if (item.disabled) return style.disabled(line);
      return isActive ? style.highlight(line) : line;
    },
  });

  const header = `${prefix} ${style.message(config.message, status)}`;
  if (status === 'done') return `${header} ${style.answer(ticked.map(labelOf).join(', '))}`;
  const goOn = many && ticked.length ? `go on with ${ticked.length}` : 'take it';
  const enter = enterTicks ? 'tick it' : goOn;
  const text = helping && help ? help : current?.description;
  const below = [
    page || style.help(typed ? '  (nothing)' : ''),
    '',
    ...(text && text !== problem ? [style.description(text)] : []),
    ...(problem ? [style.error(problem)] : []),
    theme.keys(config, 'type to search', ...(many ? ['space tick'] : []), `${theme.enter} ${enter}`),
  ];
  return [`${header} ${style.answer(typed)}`.trimEnd(), below.join('\n')];
});

/** The place of `value`, else of the first choice that can be taken. */
function startAt(choices: readonly Choice<string>[], value?: string): number {
  const place = choices.findIndex((choice) => choice.value === value);
  return Math.max(0, place >= 0 ? place : choices.findIndex(({ disabled }) => !disabled));
}
