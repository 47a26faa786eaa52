import { Command } from '@commander-js/extra-typings';
import { expect, test } from '@jest/globals';
import { SETUP_OPTIONS } from '../../../../src/cli/commands/init/add-skill.js';
import { withInitFlags } from '../../../../src/cli/commands/init/answers/init-options.js';

/** They say where and how, exclude `--skill`, or belong to an option that asks for a setup. */
const OTHERS = [
  'accessible',
  'addModel',
  'authentication',
  'cacheTtl',
  'check',
  'color',
  'config',
  'dryRun',
  'envFile',
  'input',
  'json',
  'logs',
  'print',
  'profile',
  'providerId',
  'rateLimit',
  'remove',
  'removeModel',
  'skill',
  'timeout',
  'verbose',
  'yes',
];

test('every other option of init asks for a setup', () => {
  const names = withInitFlags(new Command()).options.map((option) => option.attributeName());
  expect([...SETUP_OPTIONS, ...OTHERS].sort()).toEqual([...new Set(names)].sort());
});
