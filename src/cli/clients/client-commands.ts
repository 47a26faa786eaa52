import type { Fix } from '../../diagnosis/causes/cause.js';
import { redactUrl } from '../../gateway/address/url-text.js';
import type { ClientSetup } from '../../openclaw/client-setup.js';
import { inShell, type Shell, shellWord } from '../render/people/shell.js';
import type { ClientOptions } from './client-options.js';

interface Advice {
  fix?: Fix;
  steps?: string[];
  or?: string[];
  remedy: string[];
}

/** The commands that examine a client need its flags again: a fix gets them, a sentence says so. */
export function withClientOptions<T extends Advice>(
  advice: T,
  options: ClientOptions,
  { shell, model }: { shell: Shell; model: ClientSetup['model'] },
): T {
  const { fix, steps, or, remedy } = advice;
  const flags = flagsOf(options, model, shell);
  const command =
    fix?.command && EXAMINES.test(fix.command)
      ? [inShell(fix.command, shell), ...flags].join(' ')
      : fix?.command;
  return {
    ...advice,
    fix: fix && { ...fix, command, what: sayWhich(fix.what) },
    steps: steps?.map(sayWhich),
    or: or?.map(sayWhich),
    remedy: remedy.map(sayWhich),
  };
}

const EXAMINES = /^cf-aig (?:doctor|test-model)\b/;

function sayWhich(text: string): string {
  return text.replace(/`cf-aig (?:doctor|test-model)\b[^`]*`/g, '$& with the same options');
}

function flagsOf(options: ClientOptions, model: string, shell: Shell): string[] {
  const { baseUrl = '', api, tokenEnv, keyEnv, tokenHeader, header = [] } = options;
  const values: [flag: string, value: string | undefined][] = [
    ['--base-url', redactUrl(baseUrl)],
    ['--api', api],
    ['--model', model],
    ['--token-env', tokenEnv],
    ['--key-env', keyEnv],
    ['--token-header', tokenHeader],
    ...header.map((text): [string, string] => ['--header', text]),
  ];
  return values.flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag} ${shellWord(value, shell)}`],
  );
}
