import headless from '@xterm/headless';

/** What a terminal shows after all of `raw` was written to it: the visible lines, colours left out. */
export async function screenOf(raw: string, columns: number, rows: number): Promise<string> {
  const terminal = await terminalWith(raw, columns, rows);
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  terminal.dispose();
  return lines.join('\n').trimEnd();
}

export interface Layout {
  /** The terminal's rows from the first to the last that is not empty, those scrolled away included. */
  height: number;
  /** The lines that did not fit the width, each put together again, those scrolled away included. */
  wrapped: string[];
}

/** How `raw` fits a terminal of `columns`. A URL alone on its line (an indent or a label before it) may be wrapped. */
export async function layoutOf(raw: string, columns: number): Promise<Layout> {
  const terminal = await terminalWith(raw, columns, 24);
  const { active } = terminal.buffer;
  const lines: { text: string; rows: number }[] = [];
  let height = 0;
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)!;
    const text = line.translateToString(true);
    if (text.trim()) height = row + 1;
    const whole = line.isWrapped && lines.at(-1);
    if (whole) {
      whole.text += text;
      whole.rows++;
    } else lines.push({ text, rows: 1 });
  }
  terminal.dispose();
  const wrapped = lines.filter(({ text, rows }) => rows > 1 && !isUrlAlone(text)).map(({ text }) => text);
  return { height, wrapped };
}

/** `  https://...`, `"https://...",` and `  Docs  https://...`; not a URL with text after it. */
function isUrlAlone(line: string): boolean {
  return /^\s*(?:\p{Lu}\p{L}+:?\s+)?\S*https?:\/\/\S+\s*$/u.test(line);
}

async function terminalWith(raw: string, columns: number, rows: number): Promise<headless.Terminal> {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    scrollback: 10_000,
    allowProposedApi: true,
    convertEol: false,
  });
  await new Promise<void>((done) => terminal.write(raw, done));
  return terminal;
}
