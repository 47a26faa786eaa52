import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { CF_AIG, runProgram, tail } from '../run-program.js';
import { takeTurn } from '../turn.js';
import { NEWEST, VERSIONS } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

/** What `openclaw skills list --json` says of a skill. @typedef {{ name: string, eligible: boolean, source: string, missing: { bins: string[] } }} Skill */

/** The skill that `init --skill` writes: OpenClaw finds it, is ready to use it where cf-aig is on the PATH, and then
 * offers it to the agent. @type {Case[]} */
export const skillCases = VERSIONS.map(({ version }) => {
  const gateway = `skill-${version.replaceAll('.', '-')}`;
  return {
    group: 'skill',
    name: `skill/OpenClaw ${version}`,
    versions: [version],
    gateways: [{ id: gateway }],
    run: (stage) => offer(stage, version, gateway),
  };
});

/**
 * @param {Stage} stage
 * @param {string} version
 * @param {string} gateway
 * @returns {Promise<Outcome>}
 */
async function offer({ lab, openclaw }, version, gateway) {
  const home = makeHome(openclaw(version), lab);
  try {
    const args = ['--recipe', 'compat', '--pay', 'stored', '--model', 'openai/gpt-4o-mini', '--skill'];
    const failed = await initProblem(home, lab, { gateway, args });
    if (failed) return { why: failed };
    const without = await readSkill(home.env);
    const bin = join(home.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(CF_AIG, join(bin, 'cf-aig'));
    home.env.PATH = [bin, home.env.PATH].join(delimiter);
    const withIt = await readSkill(home.env);
    const before = lab.requestsTo(gateway).length;
    const turn = await takeTurn(version === NEWEST ? 'exec' : 'local', home);
    const [asked] = lab.requestsTo(gateway).slice(before);
    const problems = [
      typeof without === 'string' && without,
      typeof withIt === 'string' && withIt,
      isReady(without) && 'it is ready without cf-aig on the PATH',
      !namesMissing(without) && 'OpenClaw does not say that cf-aig is missing',
      !isReady(withIt) && `it is not ready with cf-aig on the PATH: ${JSON.stringify(withIt)}`,
      !turn.replied && `no reply: ${turn.text}`,
      turn.replied && !isOffered(asked?.body) && 'the agent is not offered it',
    ];
    return { why: problems.filter(Boolean).join('\n') || undefined, seconds: turn.seconds };
  } finally {
    home.remove();
  }
}

/**
 * @param {Record<string, string>} env
 * @returns {Promise<Skill | string>} or why not
 */
async function readSkill(env) {
  const ended = await runProgram('openclaw', ['skills', 'list', '--json'], { env });
  try {
    /** @type {{ skills: Skill[] }} */
    const { skills } = JSON.parse(ended.stdout.slice(ended.stdout.indexOf('{')));
    return skills.find(({ name }) => name === 'cf-aig') ?? 'openclaw skills list does not have it';
  } catch {
    return `openclaw skills list: ${tail(ended)}`;
  }
}

/** @param {Skill | string} skill */
function isReady(skill) {
  return typeof skill !== 'string' && skill.eligible;
}

/** @param {Skill | string} skill */
function namesMissing(skill) {
  return typeof skill !== 'string' && skill.missing.bins.includes('cf-aig');
}

/** The list of skills in the system prompt. @param {unknown} body */
function isOffered(body) {
  return JSON.stringify(body ?? '').includes('<name>cf-aig</name>');
}
