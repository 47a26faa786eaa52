import { expect, test } from '@jest/globals';
import { needsOf } from '../../src/doctor/check/check.js';
import { CHECK_IDS } from '../../src/doctor/check/check-ids.js';
import { ALL_CHECKS } from '../../src/doctor/checks.js';

test('every check is under its own id', () => {
  expect(ALL_CHECKS.map(({ id }) => id)).toEqual([...CHECK_IDS]);
});

test.each(ALL_CHECKS.map((check) => [check.id, check] as const))(
  '%s comes after what it needs',
  (id, check) => {
    const before = CHECK_IDS.slice(0, CHECK_IDS.indexOf(id));
    expect(needsOf(check).filter((need) => !before.includes(need))).toEqual([]);
  },
);
