import { describe, expect, test } from '@jest/globals';
import { hang } from '../src/cli/render/hang.js';
import { explainText } from '../src/diagnosis/explain/explain.js';
import { diagnoseExchange } from '../src/diagnosis/reading/diagnose.js';
import { isPlaceholderKey } from '../src/gateway/credentials/placeholders.js';
import { EXPLAIN_AIDS } from '../src/gateway/pastes/explain-aids.js';
import { readPaste } from '../src/gateway/pastes/read-paste.js';
import { redactSecretWords } from '../src/lib/redact/looks-secret.js';
import { personalMask } from '../src/lib/redact/personal.js';
import { Redactor } from '../src/lib/redact/redactor.js';
import { readAnyReference } from '../src/openclaw/secrets/wrong-references.js';
import { growth, QUADRATIC } from './growth.js';

const mask = personalMask({
  homedir: '/home/mex',
  users: ['mex'],
  names: new Map(),
  hosts: [],
  isPublicHost: () => false,
});

const answer = (body: string, status: number) =>
  diagnoseExchange({
    id: 'x',
    plane: 'gateway',
    request: { method: 'POST', url: 'https://gateway.ai.cloudflare.com/v1/a/b/compat', headers: {} },
    response: { status, headers: {}, body, truncated: false },
    timings: { startedAt: '', totalMs: 0 },
  });

const READERS: Record<string, (text: string) => unknown> = {
  redact: (text) => new Redactor().redact(text),
  words: redactSecretWords,
  mask,
  explain: (text) => explainText(text, EXPLAIN_AIDS),
  'an answer in words': (text) => answer(text, 400),
  'an error message': (text) => answer(JSON.stringify({ error: { message: text } }), 400),
  'a page': (text) => answer(`<html>${text}`, 502),
  paste: readPaste,
  placeholder: isPlaceholderKey,
  reference: readAnyReference,
  wrap: (text) => hang('  ', text, { width: 80 }),
};

/** Each has hung one of them, or might. */
const PARTS: Record<string, string[]> = {
  redact: ['-eyJ', 'eyJ', '.', '-', 'sk-', '-sk-', 'a', '?token', '://a:'],
  words: ['.', ':', '!'],
  mask: ['a.', 'a-', 'sk-', ':0', '1.', 'a@', '.local'],
  explain: [
    '\n',
    '\r',
    '[',
    '[\'"',
    '[\\"',
    '{"a',
    '"\\{',
    '<h1',
    'a:',
    'HTTP/1.1 400\n',
    'no api key U',
    'model=a/',
  ],
  'an answer in words': ['a', 'my_', 'a ', '\n', 'max_tokens not allowed '],
  'an error message': ['a', '\n', 'polic', 'tool_use without '],
  'a page': ['<title', '<h1', 'a'],
  paste: [',', '"', ';'],
  placeholder: ['my_', 'MY_S_', 'a b '],
  reference: ['?a=', '{"a":', '\u0000a\u0000\u0000'],
  wrap: ['ttp://', 'a'],
};

describe.each(Object.entries(PARTS))('%s takes time in proportion to the text', (name, parts) => {
  test.each(parts)('of %j', (part) => {
    const input = (count: number) => `${Math.random()} ${part.repeat((8 * count) / part.length)}!x`;
    expect(growth(input, READERS[name]!)).toBeLessThan(QUADRATIC);
  });
});
