import type { Stage } from '../../../models/run-models.js';
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

  on(index: number, stage: Stage): void {
    const row = this.#rows[index]!;
    if (stage.state === 'asking' && stage.round === 1) this.#begun[index] ??= this.#io.now();
    row.stage = stage;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#region.clear();
  }

  #draw(): void {
    const now = this.#io.now();
    for (const [index, row] of this.#rows.entries()) row.elapsedMs = now - (this.#begun[index] ?? now);
    const room = this.#region.room - 2;
    const shown = [...this.#rows].sort((a, b) => rank(a) - rank(b)).slice(0, room);
    const left = this.#rows.length - shown.length;
    const done = this.#rows.filter(({ stage }) => stage?.state === 'done').length;
    this.#region.draw([
      tableHead(this.#style),
      ...shown.map((row) => tableRow(row, this.#style)),
      this.#style.paint.dim(`${done} of ${this.#rows.length} done${left ? `, ${left} not shown` : ''}`),
    ]);
  }
}

function rank({ stage }: ModelRow): number {
  if (!stage) return 2;
  return stage.state === 'done' ? 1 : 0;
}
