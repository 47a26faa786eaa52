import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../../src/sandbox/server.js';
import { makeTempFolder } from '../../temp-folder.js';
import { builtProgram } from '../built.js';
import { Terminal } from '../terminal.js';
import type { CommandSetup } from './command-setups.js';

export interface Ran {
  exit: number | null;
  /** Both streams. */
  output: string;
}

/** What a page may use beside cf-aig without a row in the table. Nothing else of this machine is run. */
const USUAL = [
  'bash',
  'cat',
  'chmod',
  'cp',
  'curl',
  'env',
  'grep',
  'mkdir',
  'mktemp',
  'mv',
  'rm',
  'sed',
  'sh',
  'stty',
];
const TIMEOUT_MS = 30_000;
/** Those that the sandbox’s providers take. */
const PROVIDER_KEYS = {
  ANTHROPIC_API_KEY: 'sk-ant-sandbox-provider-key-good',
  GEMINI_API_KEY: 'AIza-sandbox-provider-key-good',
  OPENAI_API_KEY: 'sk-sandbox-provider-key-good',
};

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const INIT = 'cf-aig init --model openai/gpt-4o-mini --no-input --no-check';

/** A shell with cf-aig on the PATH, and a sandbox in the place of Cloudflare. */
export class PageShell {
  readonly #sandbox: Sandbox;
  readonly #folder = makeTempFolder('page ');
  #template: Promise<string> | undefined;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    const program = (name: string, script: string) => this.#program(join(this.#folder, 'bin'), name, script);
    program('cf-aig', `exec ${quoted(process.execPath)} ${quoted(builtProgram())} "$@"`);
    program('npx', `while [ "$1" = --yes ] || [ "$1" = -y ]; do shift; done\n"$@"`);
    for (const name of USUAL) {
      const found = process.env
        .PATH!.split(':')
        .map((folder) => join(folder, name))
        .find(existsSync);
      if (found) symlinkSync(found, join(this.#folder, 'bin', name));
    }
  }

  async run(text: string, setup: CommandSetup = {}): Promise<Ran> {
    const place = makeTempFolder('page home ');
    try {
      if (setup.home !== 'empty') cpSync(await this.#setUp(), place, { recursive: true });
      const cwd = join(place, 'work');
      mkdirSync(cwd);
      for (const [name, content] of Object.entries(setup.files ?? {}))
        writeFileSync(join(cwd, name), content);
      for (const [name, script] of Object.entries(setup.programs ?? {}))
        this.#program(join(place, 'bin'), name, script);
      for (const command of setup.before ?? []) {
        const { exit, output } = await this.#start(command, place, { variables: 'all' });
        if (exit !== 0) throw new Error(`${command}: ${exit}\n${output}`);
      }
      return await this.#start(setup.instead ? text.replace(...setup.instead) : text, place, setup);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A home with OpenClaw's files, made once. */
  #setUp(): Promise<string> {
    const home = join(this.#folder, 'home');
    this.#template ??= (async () => {
      mkdirSync(join(home, 'work'), { recursive: true });
      const { exit, output } = await this.#start(INIT, home, { variables: 'all' });
      if (exit !== 0) throw new Error(output);
      rmSync(join(home, 'work'), { recursive: true });
      return home;
    })();
    return this.#template;
  }

  #program(folder: string, name: string, script: string): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  #start(text: string, home: string, setup: CommandSetup): Promise<Ran> {
    const script = `set -o pipefail\n${this.#here(text)}`;
    const cwd = join(home, 'work');
    const env = this.#environment(text, home, setup.variables);
    return setup.answers
      ? inTerminal(script, cwd, env, setup.answers, setup.until)
      : inPipe(script, cwd, env, setup.until);
  }

  /** No port of this machine that others may use: the sandbox's own, or any that is free. */
  #here(text: string): string {
    const { port } = new URL(this.#sandbox.url);
    return text
      .replace(/(cf-aig init .*)--sandbox\b(?! \d)/, `$1--sandbox ${port}`)
      .replace(/\b8787\b/g, port)
      .replace(/cf-aig sandbox(?!.*--list-scenarios)/, 'cf-aig sandbox --port 0');
  }

  #environment(
    text: string,
    home: string,
    variables: CommandSetup['variables'] = {},
  ): Record<string, string> {
    const { gatewayOrigin, apiBaseUrl, accountId, gateway, token } = this.#sandbox;
    const place = {
      CLOUDFLARE_ACCOUNT_ID: accountId,
      CLOUDFLARE_AI_GATEWAY_ID: gateway,
      CLOUDFLARE_AI_GATEWAY_API_KEY: token,
    };
    const known = {
      ...{ ...place, TOKEN: token, NEW_TOKEN: token },
      ...{ GATEWAY: `${gatewayOrigin}/v1/${accountId}/${gateway}`, CF_AIG_TOKEN: token },
      ...{ CF_AIG_HEADER: `Bearer ${token}`, ANTHROPIC_AUTH_TOKEN: token, CLOUDFLARE_API_KEY: token },
      ...PROVIDER_KEYS,
    };
    const named = Object.entries(known).filter(([name]) =>
      new RegExp(`(?:\\$|--(?:token|key)-env )${name}\\b`).test(text),
    );
    return {
      PATH: [join(home, 'bin'), join(this.#folder, 'bin')].join(':'),
      HOME: home,
      TMPDIR: home,
      NO_COLOR: '1',
      LANG: 'C.UTF-8',
      CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: apiBaseUrl,
      ...Object.fromEntries(named),
      ...(variables === 'all' ? place : variables),
    };
  }
}

function inPipe(script: string, cwd: string, env: Record<string, string>, until?: RegExp): Promise<Ran> {
  return new Promise((done, reject) => {
    // A group of its own, so that all of a pipe can be stopped.
    const child = spawn('bash', ['-c', script], { cwd, env, detached: true });
    const stop = (signal: NodeJS.Signals) => {
      if (child.exitCode === null) process.kill(-child.pid!, signal);
    };
    const tooLong = setTimeout(stop, TIMEOUT_MS, 'SIGKILL');
    let output = '';
    const read = (part: string) => {
      output += part;
      if (until?.test(output)) stop('SIGINT');
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.stdin.end();
    child.on('error', reject);
    child.on('close', (exit, signal) => {
      clearTimeout(tooLong);
      done({ exit: signal === 'SIGINT' ? 130 : exit, output });
    });
  });
}

async function inTerminal(
  script: string,
  cwd: string,
  env: Record<string, string>,
  answers: readonly [RegExp, string][],
  until?: RegExp,
): Promise<Ran> {
  const terminal = new Terminal([], env, 80, 24, 0, ['bash', '-c', script], cwd);
  const tooLong = setTimeout(() => terminal.kill(), TIMEOUT_MS);
  try {
    for (const [seen, typed] of answers) await terminal.answer(seen, typed, TIMEOUT_MS);
    if (until) {
      await terminal.see(until, TIMEOUT_MS);
      terminal.type('\u0003');
    }
    return { exit: await terminal.exitCode, output: terminal.text };
  } finally {
    clearTimeout(tooLong);
    terminal.kill();
  }
}
