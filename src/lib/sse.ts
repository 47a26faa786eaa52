export interface ServerEvent {
  event: string | undefined;
  data: string;
}

/** Reads server-sent events from text that comes in pieces. Source: the HTML standard, "Interpreting an event stream". */
export class EventReader {
  #rest = '';
  #event: string | undefined;
  #data: string[] = [];

  /** The events that this piece completes. */
  push(text: string): ServerEvent[] {
    const buffer = this.#rest + text;
    // A carriage return at the end may be half of a line break.
    const end = buffer.endsWith('\r') ? buffer.length - 1 : buffer.length;
    const lines = buffer.slice(0, end).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? '') + buffer.slice(end);
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  /** The last event, when the stream ended without the empty line that closes it. */
  end(): ServerEvent[] {
    return this.push('\n\n');
  }

  /** All events of a stream that is over. */
  static read(text: string): ServerEvent[] {
    const reader = new EventReader();
    return [...reader.push(text), ...reader.end()];
  }

  #line(line: string): ServerEvent | undefined {
    if (line === '') return this.#complete();
    const { field, value = '' } = /^(?<field>[^:]*)(?:: ?(?<value>.*))?$/s.exec(line)?.groups ?? {};
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#event = value;
    return undefined;
  }

  #complete(): ServerEvent | undefined {
    const event = this.#event;
    const data = this.#data;
    this.#event = undefined;
    this.#data = [];
    if (data.length === 0) return undefined;
    return { event, data: data.join('\n') };
  }
}
