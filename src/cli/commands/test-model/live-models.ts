import type { JobProgress } from '../../../models/run-models.js';
import { LiveRegion } from '../../render/live-lines.js';
import { type ModelRow, tableHead, tableRow } from '../../render/model-table.js';
import type { Style } from '../../render/style.js';
import type { Io } from '../../shared/io.js';

/** Milliseconds between two pictures. */
const REDRAW_EVERY = 120;

/** The table of models while they are asked: those under way first, as many as the terminal has room for. */
export class LiveModels {
  readonly #io: Io;
  readonly #style: Style;
  readonly #region: LiveRegion;
  readonly #rows: ModelRow[];
  readonly #begun: (number | undefined)[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(io: Io, style: Style, models: readonly string[]) {
    this.#io = io;
    this.#style = style;
    this.#region = new LiveRegion(io);
    this.#rows = models.map((model) => ({ model }));
    this.#timer = setInterval(() => this.#draw(), REDRAW_EVERY);
    this.#timer.unref();
  }

  on(index: number, progress: JobProgress): void {
    const row = this.#rows[index]!;
    if (progress.state === 'asking' && progress.round === 1) this.#begun[index] ??= this.#io.now();
    row.progress = progress;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#region.clear();
  }

  #draw(): void {
    const now = this.#io.now();
    for (const [index, row] of this.#rows.entries()) row.elapsedMs = now - (this.#begun[index] ?? now);
    const room = this.#region.maxLines - 2;
    const shown = [...this.#rows].sort((a, b) => rank(a) - rank(b)).slice(0, room);
    const left = this.#rows.length - shown.length;
    const done = this.#rows.filter(({ progress }) => progress?.state === 'done').length;
    this.#region.draw([
      tableHead(this.#style),
      ...shown.map((row) => tableRow(row, this.#style)),
      this.#style.paint.dim(`${done} of ${this.#rows.length} done${left ? `, ${left} not shown` : ''}`),
    ]);
  }
}

function rank({ progress }: ModelRow): number {
  if (!progress) return 2;
  return progress.state === 'done' ? 1 : 0;
}
