import { describe, expect, test } from '@jest/globals';
import { isTypo, nearest } from '../../src/lib/nearest.js';

const COMMANDS = ['init', 'doctor', 'test-model', 'sandbox', 'explain', 'demo'];
const GATEWAYS = ['my-gateway', 'my-gateway-staging', 'production'];

describe('nearest', () => {
  test.each([
    ['docter', COMMANDS, 'doctor'],
    ['DOCTOR', COMMANDS, 'doctor'],
    ['int', COMMANDS, 'init'],
    ['test', COMMANDS, 'test-model'],
    ['tset-model', COMMANDS, 'test-model'],
    ['my-gatway', GATEWAYS, 'my-gateway'],
    ['prod', GATEWAYS, 'production'],
    ['my-gate', GATEWAYS, 'my-gateway'],
    ['xyz', COMMANDS, undefined],
    ['de', COMMANDS, undefined],
    ['', COMMANDS, undefined],
    ['doctor', [], undefined],
    ['ini', COMMANDS, 'init'],
    ['tst', ['tast', 'test'], 'tast'],
    ['', [''], undefined],
    ['abcde', ['abcxy'], 'abcxy'],
    ['abcdefgh', ['abcd'], undefined],
  ])('%s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

test('a caller may be stricter', () => {
  expect([nearest('docter', COMMANDS, 0.2), nearest('dokter', COMMANDS, 0.2)]).toEqual(['doctor', undefined]);
});

describe('a typo', () => {
  test.each([
    ['gatway', 'gateway', true],
    ['gtway', 'gateway', true],
    ['gtwy', 'gateway', false],
    ['gateway', 'gateway', false],
    ['gpt-4', 'gpt-5', false],
    ['gpt-4o1', 'gpt-4-o1', true],
    ['gpt-45', 'gpt-4-5', false],
    ['abcde', 'abcxy', true],
    ['abc', 'axy', false],
    ['grok4', '4grok', true],
  ])('%s for %s: %s', (word, meant, expected) => {
    expect(isTypo(word, meant)).toBe(expected);
  });
});
