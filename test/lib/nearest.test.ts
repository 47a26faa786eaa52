import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../src/lib/nearest.js';

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
  ])('%s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
