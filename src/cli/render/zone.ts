/** A time zone with the offset that it has now. All times of one screen use the same offset, so that the label fits all. */
export interface Zone {
  /** `UTC`, `UTC+1`, `UTC-3:30`. */
  label: string;
  /** Minutes east of UTC. */
  offset: number;
}

const MINUTE_MS = 60_000;

export function localZone(now = new Date()): Zone {
  return zoneAt(-now.getTimezoneOffset());
}

export function zoneAt(offset: number): Zone {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const rest = minutes ? `:${String(minutes).padStart(2, '0')}` : '';
  return { label: offset ? `UTC${offset < 0 ? '-' : '+'}${hours}${rest}` : 'UTC', offset };
}

export interface LocalTime {
  /** `2026-11-23` */
  date: string;
  /** `05:01:02` */
  time: string;
}

/** `at` is in milliseconds since the epoch. Undefined if it is no time. */
export function timeIn(zone: Zone, at: number): LocalTime | undefined {
  const shifted = new Date(at + zone.offset * MINUTE_MS);
  if (Number.isNaN(shifted.getTime())) return undefined;
  const iso = shifted.toISOString();
  const split = iso.indexOf('T');
  return { date: iso.slice(0, split), time: iso.slice(split + 1, split + 9) };
}

/** An ISO time to the minute, as `2026-11-27 19:20 UTC+1`; other text as it is. */
export function momentIn(zone: Zone, text: string): string {
  const at = timeIn(zone, Date.parse(text));
  return at ? `${at.date} ${at.time.slice(0, 5)} ${zone.label}` : text;
}
