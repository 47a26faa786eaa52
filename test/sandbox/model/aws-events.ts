interface AwsEvent {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: events of many shapes
  data: any;
}

/** The events of an AWS event stream, whose lengths and types are read and whose checksums are not. */
export function awsEvents(bytes: Buffer): AwsEvent[] {
  const events: AwsEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const message = bytes.subarray(at, at + bytes.readUInt32BE(at));
    const head = 12 + message.readUInt32BE(4);
    // The type of the value, and its length in two bytes.
    const [, type = ''] = /-type\x07..(\w+)/s.exec(message.toString('latin1', 12, head)) ?? [];
    events.push({ type, data: JSON.parse(message.subarray(head, -4).toString('utf8')) });
    at += message.length;
  }
  return events;
}
