import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inPool } from '../pool.js';
import { INIT, run, TOKEN } from '../program.js';
import { Tries } from '../report.js';

const COMMANDS = [['doctor', '--offline'], INIT, ['undo', '--yes', '--no-input']];
const LIMIT_MS = 10_000;
const AT_ONCE = 3;
const VICTIM = 'what another program has written\n';

/** What may lie in the way of reading and writing. @type {Record<string, (path: string, victim: string) => void>} */
const OBSTACLES = {
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'an endless device': (path) => symlinkSync('/dev/zero', path),
  'a terminal': (path) => symlinkSync('/dev/tty', path),
  'a link to another file': (path, victim) => symlinkSync(victim, path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a folder': (path) => mkdirSync(path),
};

/** Files that the program reads or writes of its own accord, by folder. @param {string} home @param {string} cwd @param {string} temp */
function files(home, cwd, temp) {
  const state = join(home, '.openclaw');
  const config = join(state, 'openclaw.json');
  const lock = createHash('sha256').update(config).digest('hex').slice(0, 8);
  const uid = process.getuid?.();
  return [
    config,
    ...['.cf-aig.bak', '.cf-aig.bak.1', '.cf-aig.journal', '.cf-aig.journal.cf-aig.bak'].map(
      (end) => config + end,
    ),
    join(state, '.env'),
    join(state, '.env.cf-aig.bak'),
    join(state, '.env.cf-aig.bak.1'),
    join(state, 'clawdbot.json'),
    join(state, 'tmp', `openclaw-${uid}`, 'gateway.state.lock'),
    join(temp, `openclaw-${uid}`, `gateway.${lock}.lock`),
    join(state, 'agents', 'main', 'agent', 'auth-profiles.json'),
    join(state, 'agents', 'main', 'agent', 'openclaw-agent.sqlite'),
    join(state, 'state', 'openclaw.sqlite'),
    join(state, 'service-env', 'gateway.env'),
    join(state, 'cron', 'jobs.json'),
    join(home, '.config', 'openclaw', 'gateway.env'),
    join(home, '.config', 'systemd', 'user', 'openclaw-gateway.service'),
    join(home, 'Library', 'LaunchAgents', 'ai.openclaw.gateway.plist'),
    join(home, 'bin', 'package.json'),
    join(cwd, '.env'),
    ...['.git', '.git/HEAD', '.git/config', '.git/index', '.git/commondir'].map((name) => join(state, name)),
  ];
}

/** Pipes, devices and links where files are expected. @param {string} root */
export async function plantedPipes(root) {
  const names = files('', '', '').length;
  const obstacles = Array.from({ length: names }, (_, index) => index).flatMap((index) =>
    Object.keys(OBSTACLES).map((kind) => ({ index, kind })),
  );
  const tries = new Tries();
  await inPool(obstacles, AT_ONCE, async (obstacle, place) => {
    const { file, misses } = await tryOne(join(root, `pipes-${place}`), obstacle);
    tries.add(`${obstacle.kind} as ${file}`, misses);
  });
  return tries.line('foreign: pipes and links');
}

/** @param {string} folder @param {{ index: number, kind: string }} obstacle */
async function tryOne(folder, { index, kind }) {
  rmSync(folder, { recursive: true, force: true });
  const home = join(folder, 'home');
  const cwd = join(folder, 'work');
  const temp = join(folder, 'temp');
  const bin = join(home, 'bin');
  const state = join(home, '.openclaw');
  const victim = join(folder, 'victim');
  for (const made of [cwd, temp, bin, state]) mkdirSync(made, { recursive: true });
  writeFileSync(victim, VICTIM);
  writeFileSync(join(bin, 'openclaw'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(state, 'openclaw.json'), '{}\n', { mode: 0o600 });
  writeFileSync(join(state, '.env'), `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`, { mode: 0o600 });
  const file = files(home, cwd, temp)[index] ?? '';
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  OBSTACLES[kind]?.(file, victim);
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: home, TMPDIR: temp };
  /** @type {import('../report.js').Miss[]} */
  const misses = [];
  for (const args of COMMANDS) {
    const { code, signal, stdout, stderr } = await run(home, args, { cwd, env, timeoutMs: LIMIT_MS });
    if (signal === 'SIGKILL') misses.push({ kind: 'hung', what: args.slice(0, 2).join(' ') });
    if (code === 1)
      misses.push({
        kind: 'wrong',
        what: `${args.slice(0, 2).join(' ')}: ${(stdout + stderr).slice(0, 300)}`,
      });
  }
  // A config or `.env` that is a link is the file that it leads to.
  const isFollowed = /\/(?:openclaw\.json|\.openclaw\/\.env)$/.test(file);
  if (!isFollowed && (!existsSync(victim) || readFileSync(victim, 'utf8') !== VICTIM))
    misses.push({ kind: 'lost', what: 'the file that the link leads to' });
  return { file: file.slice(folder.length), misses };
}
