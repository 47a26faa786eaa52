import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of folders: all but what a file system refuses. @param {string} text */
function fileName(text) {
  return text.replace(/[/\0]/g, '').slice(0, 80);
}

/** @param {string} home */
const configOf = (home) => join(home, '.openclaw', 'openclaw.json');

/**
 * @typedef {{ baseUrl: string, models: object[], headers?: Record<string, string> }} Block
 * @typedef {{ models: { providers: Record<string, Block> }, agents: { defaults: { model: { primary: string, fallbacks?: string[] } } } } & Record<string, unknown>} Config
 */

/** @param {string} home @param {(config: Config, block: Block) => void} change */
function edit(home, change) {
  const config = JSON.parse(readFileSync(configOf(home), 'utf8'));
  change(config, config.models.providers['cloudflare-ai-gateway']);
  writeFileSync(configOf(home), JSON.stringify(config, null, 2));
}

/** What files may hold. @type {Readonly<Record<string, (home: string, text: string) => void>>} */
export const FILES = {
  'model ids and names': (home, text) =>
    edit(home, (config, block) => {
      block.models.push({ id: `openai/${text}`, name: text }, { id: 'openai/named', name: text });
      config.agents.defaults.model.fallbacks = [`cloudflare-ai-gateway/openai/${text}`];
    }),
  'keys, blocks and headers': (home, text) =>
    edit(home, (config, block) => {
      config[text] = { [text]: text };
      config.models.providers[text] = { ...block, baseUrl: `${block.baseUrl}/${text}` };
      block.headers = { ...block.headers, 'cf-aig-metadata': text, [text]: text };
      Object.assign(config.agents.defaults, { [text]: text, models: { [text]: { alias: text } } });
    }),
  'an address': (home, text) =>
    edit(home, (_, block) => {
      block.baseUrl = `https://gateway.ai.cloudflare.com/v1/${text}/${text}/compat`;
    }),
  'the primary model': (home, text) =>
    edit(home, (config) => {
      config.agents.defaults.model.primary = text;
    }),
  includes: (home, text) =>
    edit(home, (config) => {
      config.$include = [text, `./${text}.json5`];
    }),
  'no JSON5': (home, text) => writeFileSync(configOf(home), `{\n  a: 1, ${text} "b\n}\n`),
  '.env': (home, text) => {
    const line = text.replace(/[\r\n]/g, ' ');
    writeFileSync(
      join(home, '.openclaw', '.env'),
      `${line}=x\nCLOUDFLARE_AI_GATEWAY_API_KEY="${line}"\nOPENAI_API_KEY='${text}'\n`,
    );
  },
};

/** What surrounds a run: its environment, its machine. @type {Readonly<Record<string, (home: string, text: string, root: string) => { env?: NodeJS.ProcessEnv, machine?: object }>>} */
export const SURROUNDINGS = {
  'the home folder': (home, text, root) => {
    const named = join(root, `home ${fileName(text)}`);
    rmSync(named, { recursive: true, force: true });
    cpSync(home, named, { recursive: true });
    return { env: { HOME: named } };
  },
  'OpenClaw’s variables': (_, text) => ({
    env: {
      OPENCLAW_STATE_DIR: `/nonexistent/${text}`,
      OPENCLAW_CONFIG_PATH: `/nonexistent/${text}.json`,
      OPENCLAW_PROFILE: text,
    },
  }),
  'a profile': (_, text) => ({ env: { OPENCLAW_PROFILE: text, OPENCLAW_HOME: `/nonexistent/${text}` } }),
  'Cloudflare’s variables': (_, text) => ({
    env: {
      CLOUDFLARE_ACCOUNT_ID: text,
      CLOUDFLARE_AI_GATEWAY_ID: text,
      CLOUDFLARE_AI_GATEWAY_API_KEY: text,
      CLOUDFLARE_API_TOKEN: text,
    },
  }),
  addresses: (_, text) => ({
    env: { CF_AIG_GATEWAY_ORIGIN: `https://x/${text}`, CLOUDFLARE_API_BASE_URL: `http://${text}` },
  }),
  proxies: (_, text) => ({
    env: { HTTPS_PROXY: `http://${text}`, HTTP_PROXY: text, NODE_EXTRA_CA_CERTS: `/nonexistent/${text}` },
  }),
  'zone, terminal and other names': (_, text) => ({
    env: {
      TZ: text,
      LANG: text,
      TERM_PROGRAM: text,
      COLUMNS: text,
      [text]: text,
      EDITOR: text,
      SSH_CONNECTION: text,
      WSL_DISTRO_NAME: text,
    },
  }),
  'the installed OpenClaw': (_, text, root) => {
    const bin = join(root, 'bin');
    const folder = join(root, 'openclaw');
    rmSync(bin, { recursive: true, force: true });
    for (const made of [bin, folder]) mkdirSync(made, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'openclaw', version: `2026.9.6-${text}` }),
    );
    writeFileSync(join(folder, 'openclaw.mjs'), '');
    chmodSync(join(folder, 'openclaw.mjs'), 0o755);
    symlinkSync(join(folder, 'openclaw.mjs'), join(bin, 'openclaw'));
    return {
      env: { PATH: bin },
      machine: { run: async () => ({ stdout: `${text}\n{"path":"${text}"}`, stderr: text, failure: text }) },
    };
  },
  'a running OpenClaw': (home, text, root) => {
    const processes = join(root, 'proc');
    rmSync(processes, { recursive: true, force: true });
    const folder = join(processes, '4242');
    mkdirSync(folder, { recursive: true });
    const word = text.replaceAll('\0', '');
    writeFileSync(join(folder, 'cmdline'), `openclaw-gateway\0${word}\0`);
    writeFileSync(
      join(folder, 'environ'),
      `HOME=${home}\0OPENCLAW_STATE_DIR=${home}/.openclaw\0${word}=${word}\0OPENCLAW_PROFILE=\0`,
    );
    writeFileSync(join(folder, 'stat'), `4242 (${word}) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n`);
    writeFileSync(join(folder, 'status'), `Name:\t${word}\nUid:\t0\t0\t0\t0\n`);
    writeFileSync(join(folder, 'cgroup'), `0::/${word}\n`);
    return { machine: { processes, uid: process.getuid?.(), isRunning: () => true } };
  },
};
