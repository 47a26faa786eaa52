import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Stage } from './features-setup.js';

/** Colours, title, clipboard, erasing, C1, backspace, null, reversed text, what is not seen, and a command of a GitHub runner. */
const EVIL =
  '\u001b[34mFOREIGN\u001b[8m\u001b]0;title\u0007\u001b]52;c;aGk=\u0007\u001b[2A\r\u001b[2K\b\0\u009b31m\u202e\u2066\u2028\u200b\u{e0041}\n::stop-commands::x';
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e01ef}]/u;
const COLOURS = /\u001b\[(?:[12]|22|3[1-69])m/g;

/** Fields that people read; others, such as ids and times, stay, so that every command goes on. */
const TEXTS = new Set(['message', 'name', 'content', 'text', 'provider', 'cause', 'error', 'detail']);

/** In front of the sandbox: its answers, with the hostile text in every field that people read. */
async function startHostile(origin: () => string): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { host: _, connection: __, 'content-length': ___, ...headers } = incoming.headers;
    const answer = await fetch(origin() + incoming.url, {
      method: incoming.method,
      headers: headers as Record<string, string>,
      ...(chunks.length && { body: Buffer.concat(chunks) }),
    });
    const text = await answer.text();
    outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    outgoing.end(spoil(text));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

function spoil(text: string): string {
  try {
    return JSON.stringify(
      JSON.parse(text, (key, value) => (TEXTS.has(key) && typeof value === 'string' ? value + EVIL : value)),
    );
  } catch {
    return text + EVIL;
  }
}

/** These print something of it; annotations only name the cause. */
const SHOWN = new Set(['test-model', 'logs', 'status']);

let stage: Stage;
let hostile: Server;
beforeAll(async () => {
  let origin = '';
  hostile = await startHostile(() => origin);
  stage = await Stage.open({
    through: async (sandbox) => {
      origin = sandbox;
      return `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
    },
  });
  stage.editBlock((block) => {
    block.models.push({ id: `openai/${EVIL}` }, { id: 'openai/fail-401' });
  });
  await stage.run(['test-model', 'openai/gpt-4o-mini', 'openai/fail-401']);
});
afterAll(async () => {
  hostile.close();
  await stage.close();
});

/** Another client than OpenClaw, with a variable that is always set. */
const CLIENT = ['--api', 'openai-completions', '--key-env', 'PATH'];
const NOWHERE = 'http://127.0.0.1:1/v1/0123456789abcdef0123456789abcdef/my-gateway/compat';

const COMMANDS: readonly string[][] = [
  ['doctor'],
  ['doctor', '--offline'],
  ['doctor', '--verbose'],
  ['doctor', '--report'],
  ['doctor', '--offline', '--format', 'github'],
  ['doctor', '--format', 'markdown'],
  ['doctor', '--format', 'junit'],
  ['doctor', '--format', 'sarif'],
  ['doctor', '--format', 'prometheus'],
  ['doctor', '--config', `/nonexistent/${EVIL}`],
  ['doctor', '--fix', '--no-input'],
  ['test-model'],
  ['test-model', '--verbose', 'openai/fail-401'],
  ['test-model', `openai/${EVIL}`],
  ['test-model', '--github', 'openai/fail-401'],
  ['test-model', '--format', 'markdown', 'openai/fail-401'],
  ['test-model', '--format', 'junit', 'openai/fail-401'],
  ['test-model', '--format', 'sarif', 'openai/fail-401'],
  ['test-model', '--format', 'prometheus', `openai/${EVIL}`],
  ['logs'],
  ['logs', '--verbose'],
  ['usage'],
  ['verify', 'caching', 'logs'],
  ['status'],
  ['explain', `HTTP 401 {"error":[{"code":2009,"message":"${EVIL}"}]}`],
  ['explain', EVIL],
  ['init', '--gateway', EVIL, '--no-input'],
  ['init', '--add-model', `openai/${EVIL}`, '--dry-run', '--no-input'],
  ['undo', '--no-input'],
  ['doctor', ...CLIENT, '--base-url', `https://x.example/${EVIL}`, '--model', EVIL, '--offline'],
  ['doctor', ...CLIENT, '--base-url', NOWHERE, '--model', EVIL, '--header', 'x=1', '--report'],
  ['test-model', ...CLIENT, '--base-url', NOWHERE, `openai/${EVIL}`],
  ['doctor', '--base-url', NOWHERE, '--header', EVIL],
  [`--${EVIL}`],
  [EVIL],
];

describe.each<[string, NodeJS.ProcessEnv]>([
  ['without colours', {}],
  ['with colours', { FORCE_COLOR: '1' }],
  ['in GitHub Actions', { GITHUB_ACTIONS: 'true' }],
])('foreign text is printed, not obeyed, %s', (_mode, env) => {
  test.each(COMMANDS.map((args) => [args.map((arg) => arg.replace(EVIL, 'EVIL')).join(' '), args] as const))(
    '%s',
    async (name, args) => {
      const port = (hostile.address() as AddressInfo).port;
      const { stdout, stderr } = await stage.run(args, {
        CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
        ...env,
      });
      const all = stdout + stderr;
      // A long word is broken between rows.
      expect(all.replace(/\s+/g, '')).toMatch(
        // SARIF and Prometheus escape the backslash.
        SHOWN.has(args[0]!) && !args.includes('--github') ? /FOREIGN\\{1,2}u001b/ : /./,
      );
      expect(all).not.toContain('\u001b[34mFOREIGN');
      expect(CONTROL.exec(env.FORCE_COLOR ? all.replace(COLOURS, '') : all)?.input).toBeUndefined();
      if (env.GITHUB_ACTIONS && !name.includes('--github')) expect(all).not.toMatch(/^\s*::stop-commands/m);
    },
  );

  test.each(COMMANDS.filter(([name]) => name !== 'undo').map((args) => [args]))(
    'as JSON: %j',
    async (args) => {
      const { stdout } = await stage.run(
        [...args.filter((arg) => !/^--(?:github|report)$/.test(arg)), '--json'],
        env,
      );
      expect(stdout).not.toMatch(CONTROL);
      expect(() => JSON.parse(stdout)).not.toThrow();
    },
  );
});
