import { expect, test } from '@jest/globals';
import { momentIn, timeIn, zoneAt } from '../../../src/cli/render/zone.js';

test.each([
  [0, 'UTC', '2026-11-23', '23:30:00'],
  [60, 'UTC+1', '2026-11-24', '00:30:00'],
  [330, 'UTC+5:30', '2026-11-24', '05:00:00'],
  [-210, 'UTC-3:30', '2026-11-23', '20:00:00'],
])('%d minutes east', (offset, label, date, time) => {
  const zone = zoneAt(offset);
  expect(zone.label).toBe(label);
  expect(timeIn(zone, Date.UTC(2026, 10, 23, 23, 30))).toEqual({ date, time });
});

test('no time', () => {
  expect(timeIn(zoneAt(0), Number.NaN)).toBeUndefined();
});

test('a moment of a record, to the minute', () => {
  expect(momentIn(zoneAt(60), '2026-11-27T18:20:41.867Z')).toBe('2026-11-27 19:20 UTC+1');
  expect(momentIn(zoneAt(0), 'yesterday')).toBe('yesterday');
});
