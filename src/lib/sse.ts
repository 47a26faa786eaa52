export interface ServerEvent {
  event?: string;
  data: string;
}

/**
 * The server-sent events in a text, including a last one without the empty line that should end it.
 * Source: the HTML standard, "Interpreting an event stream".
 */
export function readEvents(text: string): ServerEvent[] {
  const events: ServerEvent[] = [];
  let event: string | undefined;
  let data: string[] = [];
  for (const line of [...text.split(/\r\n|\n|\r/), '']) {
    if (line === '') {
      if (data.length > 0) events.push({ event, data: data.join('\n') });
      event = undefined;
      data = [];
    }
    const { field, value = '' } = /^(?<field>[^:]*)(?:: ?(?<value>.*))?$/.exec(line)?.groups ?? {};
    if (field === 'data') data.push(value);
    if (field === 'event') event = value;
  }
  return events;
}
