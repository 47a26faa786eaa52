import headless from '@xterm/headless';

/** What a terminal shows after all of `raw` was written to it: the visible lines, colours left out. */
export async function screenOf(raw: string, columns: number, rows: number): Promise<string> {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: false });
  await new Promise<void>((done) => terminal.write(raw, done));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  terminal.dispose();
  return lines.join('\n').trimEnd();
}
