import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { TOPICS } from '../../../scripts/docs/troubleshooting/symptoms.js';
import {
  causesOf,
  renderTroubleshootingPage,
} from '../../../scripts/docs/troubleshooting/troubleshooting-page.js';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/diagnosis/causes/catalogue.js';

const symptoms = TOPICS.flatMap((topic) => topic.symptoms);
const quoted = symptoms.flatMap((symptom) => ('says' in symptom ? [symptom.says] : []));

test('a text stands there once', () => {
  expect(quoted.filter((says, index) => quoted.indexOf(says) !== index)).toEqual([]);
});

test('a cause has the values that its words have', () => {
  expect(renderTroubleshootingPage()).toContain('The connection to 127.0.0.1 port 8787 was refused.');
});

/** The README's table: what was measured of one and the same fault. */
const rows = [
  ...readFileSync('README.md', 'utf8').matchAll(
    /^\| ([\w ]+) \| (.+?) \| (.+?) \| [\d.]+ s \| [\d.]+ s \|$/gm,
  ),
];

/** The causes whose title, with any values, is this. */
function entitled(title: string): CauseId[] {
  return CAUSE_IDS.filter((id) => {
    const parts = CATALOGUE[id].title
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`).test(title);
  });
}

describe('what OpenClaw said of a fault that was measured has a place, and the true cause is among those it names', () => {
  test('all faults', () => {
    expect(rows.length).toBeGreaterThan(5);
  });

  test.each(rows.map(([, fault = '', openclaw = '', cfAig = '']) => [fault, openclaw, cfAig]))(
    '%s',
    (_, openclaw, cfAig) => {
      const place = quoted.find((says) => openclaw.includes(says.replace(/\.$/, '')));
      expect(place).toBeDefined();
      const [cause] = entitled(cfAig);
      expect(causesOf({ says: place! })).toContain(cause);
    },
  );
});
