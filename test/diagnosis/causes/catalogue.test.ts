import { describe, expect, test } from '@jest/globals';
import { wrapAnsi } from 'fast-wrap-ansi';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { CATEGORIES } from '../../../src/diagnosis/causes/category.js';
import type { Cause } from '../../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { isPlaceholder, OPTIONAL, UNKNOWN, type Values } from '../../../src/diagnosis/reading/values.js';

const fixesOf = ({ fix }: Cause) => [fix].flat();
const textsOf = ({ title, why, fix, steps, or }: Cause) => [
  ...[title, why, ...steps, ...or],
  ...[fix].flat().flatMap(({ command = '', what }) => [command, what]),
];

/** Of a usual length; a longer one takes a line more. */
const EXAMPLE: Values = {
  ...Object.fromEntries(Object.keys(UNKNOWN).map((name) => [name, 'a-value-of-24-characters'])),
  accountId: '0123456789abcdef0123456789abcdef',
  gateway: 'my-gateway',
  model: 'openai/gpt-4o-mini',
  nearest: 'openai/gpt-4o-mini',
  baseUrl: 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat',
  api: 'openai-completions',
  route: 'compat',
  keysUrl: 'https://platform.openai.com/api-keys',
  billingUrl: 'https://platform.openai.com/settings/organization/billing/overview',
  providerName: 'OpenAI',
  tokenVariable: UNKNOWN.tokenVariable,
  tokenPlace: UNKNOWN.tokenPlace,
  keyVariable: 'OPENAI_API_KEY',
  file: '~/.openclaw/openclaw.json',
  envFile: '~/.openclaw/.env',
  restart: UNKNOWN.restart,
  restartCommand: 'openclaw gateway restart',
  host: 'gateway.ai.cloudflare.com',
  port: '443',
  line: '12',
  column: '7',
  retryAfter: '17 seconds',
  status: '403',
  code: '2009',
};

const lines = (text: string, width: number) => wrapAnsi(text, width).split('\n').length;

/** What must hold of every entry, by name. */
const RULES: Record<string, (id: CauseId, cause: Cause) => void> = {
  'is complete'(id, cause) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(CATEGORIES).toContain(cause.category);
    expect(fixesOf(cause).length).toBeGreaterThan(0);
    expect([...cause.steps, ...cause.or].length).toBeGreaterThan(0);
  },
  'has a title of one sentence'(_id, { title }) {
    expect(title).toMatch(/([.]|: \{\w+\})$/);
    expect(title.replace(/\.(md|env|json)\b/g, '').slice(0, -1)).not.toMatch(/\. [A-Z]/);
    expect(title.length).toBeLessThan(125);
  },
  'has a fix for every case: the last one needs no value'(id, cause) {
    expect(fixesOf(cause).at(-1)?.command ?? '').not.toMatch(/\{/);
    const { what } = makeDiagnosis(id, {}, []).fix;
    expect([...OPTIONAL].filter((name) => what.includes(UNKNOWN[name]))).toEqual([]);
  },
  'fixes with a command that can be pasted, or says what to do'(_id, cause) {
    for (const { command, what } of fixesOf(cause)) {
      if (command)
        expect(command).toMatch(
          /^(\{restartCommand\}$|(cf-aig|openclaw|chmod|ls|git|unset|nslookup|date)\b)/,
        );
      expect(command ?? '').not.toMatch(/[<>|;&`$]/);
      // After a command, what it does; without one, a sentence or a way to a page.
      expect(what).toMatch(
        command
          ? /^[a-z].*[^.]$/
          : /^([A-Z].*(\.|https:\/\/\S+|\{(keysUrl|billingUrl|detail|expected)\})|\{restart\})$/,
      );
    }
  },
  'says what to do, and asks nothing'(_id, { steps, or }) {
    for (const text of [...steps, ...or]) {
      expect(text).not.toMatch(/^[^.:]*\?$|did you mean/i);
      expect(text).not.toMatch(/^(What|It|Its|The|This|At present|Or)\b/);
    }
  },
  'fits a screen'(id) {
    const { title, why, fix, or, docs = '' } = makeDiagnosis(id, EXAMPLE, []);
    const fixText = [fix.command, fix.what].filter(Boolean).join('   ');
    expect(lines(title, 78)).toBeLessThanOrEqual(3);
    expect(lines(why, 72)).toBeLessThanOrEqual(4);
    expect(fix.what.replace(/https:\S+/, '').length).toBeLessThanOrEqual(100);
    expect(lines(fixText, 72)).toBeLessThanOrEqual(2);
    const all = [lines(title, 78), lines(why, 72), lines(fixText, 72), ...or.map((way) => lines(way, 72))];
    expect(all.reduce((sum, count) => sum + count) + (docs ? 1 : 0)).toBeLessThanOrEqual(13);
  },
  'uses only known placeholders'(_id, cause) {
    const names = textsOf(cause).flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)]);
    expect(names.map((match) => match[1]!).filter((name) => !isPlaceholder(name))).toEqual([]);
  },
  'puts no secret on a command line and holds no bad advice'(_id, cause) {
    for (const text of textsOf(cause)) {
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
    const { title, fix, remedy } = makeDiagnosis(
      'gateway-not-found',
      { accountId: 'a1', gateway: 'gw', nearest: 'gw2' },
      [],
    );
    expect(title).toBe('The account a1 has no gateway named "gw".');
    expect(fix).toEqual({ command: 'cf-aig init', what: 'lists your gateways; you probably mean gw2' });
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
    expect(remedy.join('\n')).not.toMatch(/you (probably )?mean/);
    expect(remedy.join('\n')).toContain('https://dash.cloudflare.com/?to=/:account/ai/ai-gateway');
  });

  test.each<[name: string, values: Values, fix: string]>([
    [
      'a host that is not Cloudflare’s',
      { foreignHost: 'x.example', proxy: 'http://p:1' },
      'Compare the host',
    ],
    [
      'a program of this machine',
      { localHost: 'localhost', port: '80' },
      'See which program listens at localhost',
    ],
    ['a proxy', { proxy: 'http://p:1' }, 'Try without the proxy http://p:1.'],
    ['none of them', {}, 'Try from another network.'],
  ])('an answer of something else is blamed on what there is: %s', (_name, values, expected) => {
    for (const id of ['foreign-server', 'body-not-json'] as const) {
      const { fix, remedy } = makeDiagnosis(id, values, []);
      expect(fix.what).toMatch(expected);
      expect(/without the proxy/.test(remedy.join())).toBe(values.proxy !== undefined);
    }
  });

  test.each([
    ['/home/me/c.json', '/home/me/c.json'],
    ["/home/me/it's", "'/home/me/it'\\''s'"],
    ['C:\\Users\\me\\.openclaw', 'C:\\Users\\me\\.openclaw'],
    ['C:\\Users\\J M\\.openclaw', '"C:\\Users\\J M\\.openclaw"'],
    ['\\\\server\\my files', '"\\\\server\\my files"'],
  ])('%s is one word of a command', (folder, word) => {
    const { fix } = makeDiagnosis('env-file-in-git', { folder, found: 'x' }, []);
    expect(fix.command).toContain(`git -C ${word} `);
  });

  test('braces that are no placeholder stay', () => {
    expect(makeDiagnosis('api-key-missing', { tokenVariable: 'T' }, []).steps[0]).toContain(
      '{ source: "env", provider: "default", id: "T" }',
    );
  });
});

test.each(CAUSE_IDS)('%s: one fix; what can be done ends with the alternatives', (id) => {
  const { fix, steps, or, remedy } = makeDiagnosis(id, {}, []);
  expect(fix.what).toMatch(/\S/);
  expect(remedy.join('\n')).toContain([...steps, ...or].join('\n'));
});
