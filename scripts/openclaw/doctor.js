import { runCfAig, tail } from './run-program.js';

/**
 * What `cf-aig doctor` finds wrong, and its remedies; empty: all well. A warning counts, advice without a cause does not.
 * @param {Record<string, string>} env
 * @returns {Promise<string>}
 */
export async function doctorProblems(env) {
  const ended = await runCfAig(['doctor', '--json'], env);
  try {
    const { findings, error } = JSON.parse(ended.stdout);
    if (error) return `doctor: ${error.message}`;
    return findings
      .filter((/** @type {any} */ { status, cause }) => cause && (status === 'fail' || status === 'warn'))
      .map((/** @type {any} */ { status, cause, title, remedy }) =>
        [`doctor: ${status} ${cause}: ${title}`, ...remedy].join('\n  '),
      )
      .join('\n');
  } catch {
    return `doctor: ${tail(ended)}`;
  }
}
