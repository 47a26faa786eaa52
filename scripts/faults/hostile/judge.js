import { findRaw } from '../raw.js';

/** @typedef {import('../report.js').Miss} Miss */

/** Their middles mark them in every output. */
export const TOKEN = 'cfut_FAKEhostileTOKENfakeHOSTILEtokenFAKEhostile000';
export const KEYS = {
  anthropic: 'sk-ant-FAKEhostilePROVIDERkeyFAKEhostilePROVIDERkey0',
  google: 'AIzaFAKEhostilePROVIDERkeyFAKEhostilePR',
};
const MARKS = ['hostileTOKENfakeHOSTILE', 'hostilePROVIDERkeyFAKE'];

/** The secrets in the forms that anyone can read back. */
const SECRET_FORMS = [
  ...MARKS,
  ...MARKS.map((mark) => Buffer.from(mark).toString('hex')),
  ...[TOKEN, ...Object.values(KEYS)].flatMap((secret) =>
    [0, 1, 2].map((shift) => middleInBase64(secret, shift)),
  ),
];

/** The letters of its base64 that do not depend on what stands around it. @param {string} secret @param {number} shift */
function middleInBase64(secret, shift) {
  return Buffer.from('x'.repeat(shift) + secret)
    .toString('base64')
    .slice(8, 40);
}

const BUG = /a bug in cf-aig|\n +at .+:\d+:\d+\)?/;

/** Checks of doctor that an exchange has to prove. */
const WIRE_CHECKS = ['connection', 'gateway', 'token', 'provider', 'models-offered', 'gateway-settings'];

/** For the work itself, on a machine that has more to do. */
const MARGIN_MS = 10_000;

/**
 * What one run did wrong.
 * @param {import('./client.js').Ended} run @param {import('./commands.js').Command} command
 * @param {import('./listen.js').Hostile} server @returns {Miss[]}
 */
export function judge({ code, stdout, stderr, ms }, command, { proves = [], cause }) {
  /** @type {Miss[]} */
  const misses = [];
  const miss = (/** @type {Miss['kind']} */ kind, /** @type {string} */ what) =>
    void misses.push({ kind, what });
  const all = stdout + stderr;
  if (ms > command.limitMs + MARGIN_MS)
    miss('hung', `ended after ${Math.round(ms)} ms, not ${command.limitMs}`);

  // Wrapped text has line breaks and indentation within words.
  const dense = all.replace(/\s+/g, '');
  const leak = SECRET_FORMS.find((form) => dense.includes(form));
  if (leak) miss('leaked', around(dense, dense.indexOf(leak)));

  const raw = findRaw(all);
  if (raw) miss('raw', raw);

  const bug = BUG.exec(all);
  if (code === 1 || bug)
    miss('wrong', `an internal error, exit code ${code}: ${around(all, bug?.index ?? 0)}`);
  if (code === 2) miss('wrong', `wrong usage: ${all.slice(0, 300)}`);
  if (all.trim() === '' && code !== 0 && code !== 130) miss('wrong', `nothing printed, exit code ${code}`);

  const isProved = (/** @type {string} */ what) => proves.includes(what) || proves.includes('any');
  if (code === 0 && !isProved(command.proof))
    miss('wrong', `exit code 0, but no ${command.proof} was proved`);
  const document = command.args.includes('--json') ? documentIn(stdout) : {};
  if (!document) miss('wrong', `stdout is no JSON document: ${stdout.slice(0, 200)}`);
  for (const green of greensIn(document ?? {})) if (!isProved(green)) miss('wrong', `${green} passed`);
  const verdict = document?.verdict?.cause ?? document?.doctor?.verdict?.cause;
  if (
    command.args[0] === 'doctor' &&
    command.args.includes('--json') &&
    cause &&
    !cause.test(verdict ?? 'none')
  )
    miss('wrong', `the verdict is ${verdict ?? 'none'}, not ${cause.source}`);
  return misses;
}

/** @param {string} stdout @returns {any} */
function documentIn(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

/** What a document calls proved. @param {any} document @returns {string[]} */
function greensIn({ findings = [], doctor = {}, sections = [], results = [] }) {
  return [
    ...[...findings, ...(doctor.findings ?? [])]
      .filter(({ check, status }) => status === 'pass' && WIRE_CHECKS.includes(check))
      .map(({ check }) => check),
    ...sections
      .filter((/** @type {any} */ { status }) => status === 'pass')
      .map((/** @type {any} */ { section }) => section),
    ...results.filter((/** @type {any} */ { ok }) => ok).map(() => 'model'),
  ];
}

/** @param {string} text @param {number} at */
function around(text, at) {
  return text.slice(Math.max(0, at - 80), at + 120);
}
