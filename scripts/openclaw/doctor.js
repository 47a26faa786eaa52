import { runCfAig, tail } from './run-program.js';

/** @typedef {{ status: string, cause?: string, title: string, remedy: string[] }} Finding */

/**
 * What `cf-aig doctor` finds wrong, and its remedies; empty: all well. A warning counts, advice without a cause does not.
 * @param {Record<string, string>} env
 * @param {string} [expected] a cause that it has to name
 * @returns {Promise<string>}
 */
export async function doctorProblems(env, expected) {
  const ended = await runCfAig(['doctor', '--json'], env);
  try {
    /** @type {{ findings: Finding[], error?: { message: string } }} */
    const { findings, error } = JSON.parse(ended.stdout);
    if (error) return `doctor: ${error.message}`;
    const problems = findings.filter(
      ({ status, cause }) => cause && (status === 'fail' || status === 'warn'),
    );
    const silent = expected && problems.every(({ cause }) => cause !== expected);
    return [
      ...(silent ? [`doctor: does not name ${expected}`] : []),
      ...problems
        .filter(({ cause }) => cause !== expected)
        .map(({ status, cause, title, remedy }) =>
          [`doctor: ${status} ${cause}: ${title}`, ...remedy].join('\n  '),
        ),
    ].join('\n');
  } catch {
    return `doctor: ${tail(ended)}`;
  }
}
