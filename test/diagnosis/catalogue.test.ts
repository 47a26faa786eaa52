import { describe, expect, test } from '@jest/globals';
import { CATALOGUE, CAUSE_IDS } from '../../src/diagnosis/catalogue.js';
import { CATEGORIES } from '../../src/diagnosis/category.js';
import type { Cause } from '../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../src/diagnosis/diagnosis.js';
import { isPlaceholder } from '../../src/diagnosis/values.js';

const ENTRIES = CAUSE_IDS.map((id): [string, Cause] => [id, CATALOGUE[id]]);

describe.each(ENTRIES)('%s', (id, cause) => {
  const texts = [cause.title, cause.why, ...cause.steps];

  test('is complete', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(CATEGORIES).toContain(cause.category);
    expect(cause.steps.length).toBeGreaterThan(0);
  });

  test('has a title of one sentence', () => {
    expect(cause.title).toMatch(/([.]|: \{\w+\})$/);
    expect(cause.title.replace(/\.(md|env|json)\b/g, '').slice(0, -1)).not.toMatch(/\. [A-Z]/);
    expect(cause.title.length).toBeLessThan(125);
  });

  test('uses only known placeholders', () => {
    const names = texts.flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1]!));
    expect(names.filter((name) => !isPlaceholder(name))).toEqual([]);
  });

  test('puts no secret on a command line and holds no bad advice', () => {
    for (const text of texts) {
      expect(text).not.toMatch(/--token[ =]|--api-key[ =]|export \S+=|echo /);
      expect(text).not.toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0(?!: your keys)/);
    }
  });

  test('links to a page of Cloudflare, OpenClaw, Node or the provider', () => {
    if (!cause.docs) return;
    const { docs } = makeDiagnosis(id as keyof typeof CATALOGUE, {}, []);
    expect(docs).toMatch(
      /^https:\/\/((developers|dash|www)\.cloudflare(status)?\.com|docs\.openclaw\.ai|nodejs\.org)\//,
    );
    expect(docs).not.toMatch(/[<>{}]/);
  });

  test('reads well with nothing known', () => {
    const { title, why, remedy } = makeDiagnosis(id as keyof typeof CATALOGUE, {}, []);
    expect([title, why, ...remedy].join('\n')).not.toMatch(/undefined|\{[a-z]+[A-Z]?[a-zA-Z]*\}/);
    expect(remedy.length).toBeGreaterThan(0);
  });
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
