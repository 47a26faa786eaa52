import { describe, expect, test } from '@jest/globals';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { CATEGORIES } from '../../../src/diagnosis/causes/category.js';
import type { Cause } from '../../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { isPlaceholder } from '../../../src/diagnosis/reading/values.js';

/** What must hold of every entry, by name. */
const RULES: Record<string, (id: CauseId, cause: Cause) => void> = {
  'is complete'(id, cause) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(CATEGORIES).toContain(cause.category);
    expect(cause.steps.length).toBeGreaterThan(0);
  },
  'has a title of one sentence'(_id, { title }) {
    expect(title).toMatch(/([.]|: \{\w+\})$/);
    expect(title.replace(/\.(md|env|json)\b/g, '').slice(0, -1)).not.toMatch(/\. [A-Z]/);
    expect(title.length).toBeLessThan(125);
  },
  'uses only known placeholders'(_id, { title, why, steps }) {
    const names = [title, why, ...steps].flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)]);
    expect(names.map((match) => match[1]!).filter((name) => !isPlaceholder(name))).toEqual([]);
  },
  'puts no secret on a command line and holds no bad advice'(_id, { title, why, steps }) {
    for (const text of [title, why, ...steps]) {
      expect(text).not.toMatch(/--token[ =]|--api-key[ =]|export \S+=|echo /);
      expect(text).not.toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0(?!: your keys)/);
    }
  },
  'links to a page of Cloudflare, OpenClaw, Node or the provider'(id) {
    const { docs = 'https://nodejs.org/' } = makeDiagnosis(id, {}, []);
    expect(docs).toMatch(
      /^https:\/\/((developers|dash|www)\.cloudflare(status)?\.com|docs\.openclaw\.ai|nodejs\.org)\//,
    );
    expect(docs).not.toMatch(/[<>{}]/);
  },
  'reads well with nothing known'(id) {
    const { title, why, remedy } = makeDiagnosis(id, {}, []);
    expect([title, why, ...remedy].join('\n')).not.toMatch(/undefined|\{[a-z]+[A-Z]?[a-zA-Z]*\}/);
    expect(remedy.length).toBeGreaterThan(0);
  },
};

test.each(Object.keys(RULES))('every cause %s', (rule) => {
  const broken = CAUSE_IDS.flatMap((id) => {
    try {
      RULES[rule]!(id, CATALOGUE[id]);
      return [];
    } catch (error) {
      return [`${id}: ${String(error)}`];
    }
  });
  expect(broken).toEqual([]);
});

describe('values', () => {
  test('are filled in', () => {
    const { title, remedy } = makeDiagnosis(
      'gateway-not-found',
      { accountId: 'a1', gateway: 'gw', nearest: 'gw2' },
      [],
    );
    expect(title).toBe('The account a1 has no gateway named "gw".');
    expect(remedy[0]).toBe('Did you mean gw2?');
    expect(remedy.join('\n')).toContain('https://dash.cloudflare.com/a1/ai/ai-gateway');
  });

  test('a gateway that the REST API does not know is in a header, and no address is made up for it', () => {
    const { remedy } = makeDiagnosis(
      'gateway-not-found',
      { accountId: 'a1', gateway: 'gw', route: 'rest' },
      [],
    );
    expect(remedy.at(-1)).toContain('cf-aig-gateway-id');
    expect(remedy.join('\n')).not.toContain('/gw/rest');
  });

  test('a step that rests on an unknown value is left out, and the dashboard asks for the account itself', () => {
    const { remedy } = makeDiagnosis('gateway-not-found', {}, []);
    expect(remedy.join('\n')).not.toContain('Did you mean');
    expect(remedy.join('\n')).toContain('https://dash.cloudflare.com/?to=/:account/ai/ai-gateway');
  });

  test('braces that are no placeholder stay', () => {
    expect(makeDiagnosis('api-key-missing', { tokenVariable: 'T' }, []).remedy[0]).toContain(
      '{ source: "env", provider: "default", id: "T" }',
    );
  });
});

test.each(CAUSE_IDS)('%s: one fix; what can be done ends with the alternatives', (id) => {
  const { fix, or, remedy } = makeDiagnosis(id, {}, []);
  expect(fix.what).toMatch(/\S/);
  expect(remedy.slice(remedy.length - or.length)).toEqual(or);
});
