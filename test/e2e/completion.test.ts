import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtProgram } from './built.js';
import { cfAig, Home } from './harness.js';

const CONFIG = `{ models: { providers: { "cloudflare-ai-gateway": {
  baseUrl: "https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat",
  models: [{ id: "openai/gpt-4o", name: "GPT-4o" }, { id: "workers-ai/@cf/meta/llama", name: "Llama" }, { id: "ollama:7b" },
    { id: "evil/$(touch x)" }, { id: "evil/;touch x" }, { id: "evil/\`touch x\`" }, { id: "evil/a\\nb\\u001b[2K" },
    { id: "evil/named", name: "two\\nlines\\u001b[2K" }],
} } } }`;

const home = new Home();
const bin = join(home.path, 'bin');
const posix = process.platform === 'win32' ? test.skip : test;

beforeAll(() => {
  home.write(home.config, CONFIG);
  const program = join(bin, 'cf-aig');
  home.write(program, `#!/bin/sh\nexec "${process.execPath}" "${builtProgram()}" "$@"\n`);
  chmodSync(program, 0o755);
});
afterAll(() => home.remove());

/** The line is taken apart as bash does, which also breaks words at `=`, `:` and `@`. */
const IN_BASH = `
source <(cf-aig completion bash)
complete -p cf-aig >/dev/null || exit 1
COMP_LINE=$1 COMP_POINT=\${#1}
IFS=$'\\n' COMP_WORDS=($(printf '%s' "$1" | sed -E 's/([=:@]+)/\\n\\1\\n/g; s/ +/\\n/g'))
case "$1" in *[\\ =:@]) COMP_WORDS+=("") ;; esac
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_cf_aig cf-aig
printf '%s\\n' "\${COMPREPLY[@]}"
`;

async function completed(line: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', IN_BASH, 'bash', line], {
    env: { HOME: home.path, PATH: `${bin}:${process.env.PATH}` },
  });
  return stdout.split('\n').filter(Boolean);
}

describe('in bash', () => {
  posix.each([
    ['a command', 'cf-aig do', ['doctor']],
    ['a flag', 'cf-aig doctor --off', ['--offline']],
    ['a flag that is given already is not offered', 'cf-aig doctor --json --js', []],
    ['a value', 'cf-aig init --pay ', ['stored', 'own-key', 'own-key-open']],
    ['a value behind =', 'cf-aig init --recipe=a', ['anthropic']],
    ['a value behind a bare =', 'cf-aig init --pay=', ['stored', 'own-key', 'own-key-open']],
    ['a model ref', 'cf-aig test-model cloudflare-ai-gateway/open', ['cloudflare-ai-gateway/openai/gpt-4o']],
    ['a model id', 'cf-aig init --model open', ['openai/gpt-4o']],
    ['behind an @', 'cf-aig init --model workers-ai/@cf', ['cf/meta/llama']],
    ['behind a colon', 'cf-aig init --model ollama:', ['7b']],
    ['no id that a shell would run or take for several words', 'cf-aig init --model evil/', ['evil/named']],
    ['a block', 'cf-aig doctor --provider-id ', ['cloudflare-ai-gateway']],
    ['a cause', 'cf-aig explain token-exp', ['token-expired']],
    ['a shell', 'cf-aig completion p', ['powershell']],
    ['nothing for what does not exist', 'cf-aig nonsense ', []],
    ['hidden commands are not offered', 'cf-aig __', []],
  ])('%s: %s', async (_name, line, expected) => {
    expect(await completed(line)).toEqual(expected);
  });

  posix('all commands', async () => {
    const commands = await completed('cf-aig ');
    for (const name of ['init', 'doctor', 'test-model', 'status', 'undo', 'completion'])
      expect(commands).toContain(name);
  });
});

describe('the command', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('%s: prints a script', async (shell) => {
    const run = await cfAig(['completion', shell]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('cf-aig');
    expect(run.stdout).toContain('__complete --');
  });

  test('another shell is wrong usage', async () => {
    const run = await cfAig(['completion', 'fsh', '--json']);
    expect(run.code).toBe(2);
    expect(run.json().error.hint).toContain('fish');
  });

  test.each([
    ['a broken config', '{ models: '],
    ['no config', undefined],
  ])('%s: nothing is said into the line', async (_name, text) => {
    const other = new Home();
    if (text) other.write(other.config, text);
    const run = await cfAig(['__complete', '--', 'test-model', ''], { env: { HOME: other.path } });
    other.remove();
    expect([run.code, run.stdout, run.stderr]).toEqual([0, '', '']);
  });

  test('a path is left to the shell', async () => {
    expect((await cfAig(['__complete', '--', 'init', '--config', ''])).stdout).toBe(':files\n');
  });
});
