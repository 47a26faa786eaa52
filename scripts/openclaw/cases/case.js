/**
 * What one case gave: `why` it failed, absent when it passed. What it measured is a row of the table.
 * @typedef {{ why?: string, usage?: string, cost?: string, reasoning?: string, seconds?: number }} Outcome
 */

/**
 * One thing that must work with a real OpenClaw.
 * @typedef {object} Case
 * @property {string} group a word that selects it
 * @property {string} name a part of it selects it, too
 * @property {string[]} versions of OpenClaw
 * @property {import('../lab/start-sandbox.js').Gateway[]} gateways its own, so that its requests can be told apart
 * @property {(stage: import('../run.js').Stage) => Promise<Outcome>} run
 */

export {};
