import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCOUNT } from '../program.js';

/** @param {string} text */
const words = (text) => text.trim().split(/\s+/);

/** Programs that cf-aig starts, could start, or that these start. */
const PROGRAMS = words(`
  openclaw node npm npx sh bash env git ssh docker podman systemctl launchctl xdg-open open gio
  x-www-browser wslview ps lsof which uname cat dirname sed readlink basename cmd cmd.exe rundll32
  rundll32.exe taskkill openclaw.cmd openclaw.ps1
`);
const PACKAGES = words('undici commander json5 chalk dotenv @inquirer/core fastest-levenshtein openclaw');
const HOOKS = words('pre-commit post-checkout post-index-change fsmonitor-watchman reference-transaction');
/** Variables by which a program could be named. */
const VARIABLES = words(`
  EDITOR VISUAL PAGER GIT_PAGER BROWSER SHELL GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS
  SSH_ASKPASS GIT_EDITOR BASH_ENV ENV LESSOPEN npm_config_script_shell npm_execpath npm_config_node_gyp
  COMSPEC TERMINAL GIT_PROXY_COMMAND OPENCLAW_BIN CF_AIG_OPENCLAW
`);
const CONFIGS = words(
  'cf-aig.config.js cf-aig.config.mjs cf-aig.config.cjs .cf-aigrc.js .openclawrc.js openclaw.mjs',
);

/** Everything planted, under one root. */
export class Planted {
  /** @param {string} root */
  constructor(root) {
    this.root = root;
    this.marks = join(root, 'marks');
    this.repo = join(root, 'repo');
    this.trusted = join(root, 'trusted', 'bin');
    this.home = join(root, 'home');
    mkdirSync(this.marks);
    this.#plantRepository();
    this.#installOpenClaw();
  }

  /** What has been started since the last call; the user's own programs begin with `trusted`. */
  takeMarks() {
    const names = readdirSync(this.marks);
    for (const name of names) rmSync(join(this.marks, name));
    return names;
  }

  /** A shell program that leaves a mark. @param {string} mark */
  script(mark) {
    return `#!/bin/sh\n: > '${this.marks}/${mark.replaceAll('/', '-')}'\n`;
  }

  /** A module that leaves a mark. @param {string} mark */
  module(mark) {
    return `require('node:fs').writeFileSync(${JSON.stringify(join(this.marks, mark.replaceAll('/', '-')))}, '');\n`;
  }

  /** @param {string} path in the repository @param {string} text @param {number} [mode] */
  #write(path, text, mode = 0o644) {
    const file = join(this.repo, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  #plantRepository() {
    for (const folder of ['.', 'bin', 'node_modules/.bin'])
      for (const name of PROGRAMS) this.#write(join(folder, name), this.script(`${folder}-${name}`), 0o755);
    for (const name of PACKAGES) {
      this.#write(`node_modules/${name}/index.js`, this.module(`package-${name}`));
      this.#write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '9.9.9', main: 'index.js' }),
      );
    }
    for (const name of CONFIGS) {
      const text = this.module(name);
      this.#write(
        name,
        name.endsWith('.mjs')
          ? `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n${text}`
          : text,
      );
    }
    this.#write('hook.cjs', this.module('hook'));
    this.#write('mark.sh', this.script('mark.sh'), 0o755);
    const mark = join(this.repo, 'mark.sh');
    const scripts = words('preinstall install postinstall prepare start test precf-aig cf-aig');
    this.#write(
      'package.json',
      JSON.stringify({ name: 'x', scripts: Object.fromEntries(scripts.map((name) => [name, mark])) }),
    );
    this.#write('.npmrc', `script-shell=${mark}\nnode-options=--require ./hook.cjs\nonload-script=${mark}\n`);
    this.#write('.env', this.#variables(mark));
    this.#write('.openclaw/openclaw.json', this.#hostileConfig(mark));
    this.#write('.openclaw/.env', this.#variables(mark));
    this.#write('xdg/git/config', this.#gitConfig(mark));
    this.#write('.gitattributes', '* filter=x diff=x merge=x\n');
    this.#git(mark);
  }

  /** @param {string} mark */
  #variables(mark) {
    const named = words(
      'BROWSER EDITOR SHELL GIT_SSH_COMMAND GIT_EXTERNAL_DIFF PAGER BASH_ENV npm_config_script_shell',
    );
    const lines = ['PATH=.:bin', `NODE_OPTIONS="--require ${this.repo}/hook.cjs"`];
    return [...lines, ...named.map((name) => `${name}=${mark}`)].join('\n');
  }

  /** @param {string} mark */
  #gitConfig(mark) {
    return `[core]
	repositoryformatversion = 0
	fsmonitor = ${mark}
	sshCommand = ${mark}
	pager = ${mark}
	editor = ${mark}
	askPass = ${mark}
	hooksPath = hooks
[alias]
	ls-files = !${mark}
	status = !${mark}
[filter "x"]
	clean = ${mark}
	smudge = ${mark}
	process = ${mark}
[diff "x"]
	textconv = ${mark}
	command = ${mark}
[credential]
	helper = !${mark}
[include]
	path = ../xdg/git/config
`;
  }

  /** @param {string} mark */
  #git(mark) {
    execFileSync('git', ['init', '-q', this.repo], { env: { PATH: '/usr/bin:/bin', HOME: this.root } });
    this.#write('.git/config', this.#gitConfig(mark));
    for (const name of HOOKS) this.#write(`.git/hooks/${name}`, this.script(`hook-${name}`), 0o755);
  }

  /** A config whose secrets OpenClaw itself would get from a program. @param {string} mark */
  #hostileConfig(mark) {
    return JSON.stringify({
      secrets: { providers: { mine: { source: 'exec', command: mark, args: [] } } },
      models: {
        providers: {
          'cloudflare-ai-gateway': {
            baseUrl: `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway/compat`,
            apiKey: { source: 'exec', provider: 'mine', id: 'x' },
            headers: { Authorization: `!${mark}`, 'cf-aig-metadata': `$(${mark})` },
            models: [{ id: `openai/\`${mark}\``, name: 'x' }],
          },
        },
      },
      plugins: { load: { paths: [this.repo] } },
    });
  }

  /** The user's own OpenClaw: it is started, which shows that marks are seen. */
  #installOpenClaw() {
    const folder = join(dirname(this.trusted), 'lib', 'node_modules', 'openclaw');
    mkdirSync(folder, { recursive: true });
    mkdirSync(this.trusted, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'openclaw', version: '2026.9.1' }));
    // By its first line, a `node` that is planted would be started.
    const code = `#!/usr/bin/env node\n${this.module('trusted-openclaw')}require('node:child_process').spawnSync('git', ['--version']);\nconsole.log('{"valid":true}');\n`;
    writeFileSync(join(folder, 'openclaw.cjs'), code, { mode: 0o755 });
    symlinkSync(join(folder, 'openclaw.cjs'), join(this.trusted, 'openclaw'));
    writeFileSync(join(this.trusted, 'xdg-open'), this.script('trusted-xdg-open'), { mode: 0o755 });
    symlinkSync(process.execPath, join(this.trusted, 'node'));
  }

  /** Environments in which a planted program would be found. @returns {Record<string, Record<string, string>>} */
  environments() {
    const path = [this.trusted, '/usr/bin', '/bin'].join(':');
    const mark = join(this.repo, 'mark.sh');
    return {
      'the current folder first': { PATH: `.:${path}` },
      'an empty part': { PATH: `:${path}:` },
      'relative folders': { PATH: `bin:node_modules/.bin:../repo/bin:${path}` },
      'as npx sets it': { PATH: `${this.repo}/node_modules/.bin:${this.root}/node_modules/.bin:${path}` },
      'programs in variables': { PATH: path, ...Object.fromEntries(VARIABLES.map((name) => [name, mark])) },
      'folders in variables': {
        PATH: path,
        GIT_DIR: `${this.repo}/.git`,
        GIT_WORK_TREE: this.repo,
        NODE_PATH: `${this.repo}/node_modules`,
        XDG_CONFIG_HOME: `${this.repo}/xdg`,
        GIT_CONFIG_GLOBAL: `${this.repo}/xdg/git/config`,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: mark,
        PREFIX: this.repo,
        npm_config_prefix: this.repo,
        npm_config_userconfig: `${this.repo}/.npmrc`,
        INIT_CWD: this.repo,
        npm_config_local_prefix: this.repo,
      },
      'the repository as home': { PATH: `.:${path}`, HOME: this.repo },
      'a relative home': { PATH: `.:${path}`, HOME: '.', TMPDIR: '.', XDG_RUNTIME_DIR: '.' },
    };
  }
}
