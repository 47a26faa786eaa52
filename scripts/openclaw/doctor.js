import { runCfAig, tail } from './run-program.js';

/**
 * What `cf-aig doctor` finds wrong or worth a warning, a line each; empty: all well.
 * @param {Record<string, string>} env
 * @returns {Promise<string>}
 */
export async function doctorProblems(env) {
  const ended = await runCfAig(['doctor', '--json'], env);
  try {
    const { findings, error } = JSON.parse(ended.stdout);
    if (error) return `doctor: ${error.message}`;
    return findings
      .filter((/** @type {any} */ { status }) => status === 'fail' || status === 'warn')
      .map((/** @type {any} */ { status, cause, title }) => `doctor: ${status} ${cause}: ${title}`)
      .join('\n');
  } catch {
    return `doctor: ${tail(ended)}`;
  }
}
