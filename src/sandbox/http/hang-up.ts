import { EventEmitter } from 'node:events';

/**
 * Emits `abort` when the client hangs up before its response is complete. An emitter, because an AbortSignal for every
 * request costs far more and most requests never ask for one.
 */
export class HangUp extends EventEmitter<{ abort: [] }> {
  aborted = false;
  #controller?: AbortController;

  abort(): void {
    this.aborted = true;
    this.#controller?.abort();
    this.emit('abort');
  }

  /** For what takes no emitter. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort();
    return this.#controller.signal;
  }
}
