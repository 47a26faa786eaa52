import type { JobProgress } from '../../../models/run-models.js';
import { LiveRegion } from '../../render/live-lines.js';
import { type ModelRow, tableHead, tableRow } from '../../render/model-table.js';
import type { Style } from '../../render/style.js';
import type { Io } from '../../shared/io.js';

/** Milliseconds. */
const REDRAW_INTERVAL = 120;

/** The live table: models in progress first, as many as fit into the terminal. */
export class LiveModels {
  readonly #io: Io;
  readonly #style: Style;
  readonly #region: LiveRegion;
  readonly #rows: ModelRow[];
  readonly #startTimes: (number | undefined)[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(io: Io, style: Style, models: readonly string[]) {
    this.#io = io;
    this.#style = style;
    this.#region = new LiveRegion(io);
    this.#rows = models.map((model) => ({ model }));
    this.#timer = setInterval(() => this.#draw(), REDRAW_INTERVAL);
    this.#timer.unref();
  }

  on(index: number, progress: JobProgress): void {
    const row = this.#rows[index]!;
    if (progress.state === 'asking' && progress.round === 1) this.#startTimes[index] ??= this.#io.now();
    row.progress = progress;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#region.clear();
  }

  #draw(): void {
    const now = this.#io.now();
    for (const [index, row] of this.#rows.entries()) row.elapsedMs = now - (this.#startTimes[index] ?? now);
    const maxRows = this.#region.maxLines - 2;
    const visible = [...this.#rows].sort((a, b) => rank(a) - rank(b)).slice(0, maxRows);
    const hidden = this.#rows.length - visible.length;
    const done = this.#rows.filter(({ progress }) => progress?.state === 'done').length;
    this.#region.draw([
      tableHead(this.#style),
      ...visible.map((row) => tableRow(row, this.#style)),
      this.#style.paint.dim(`${done} of ${this.#rows.length} done${hidden ? `, ${hidden} not shown` : ''}`),
    ]);
  }
}

function rank({ progress }: ModelRow): number {
  if (!progress) return 2;
  return progress.state === 'done' ? 1 : 0;
}
