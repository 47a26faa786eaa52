/**
 * An OpenClaw that people run.
 * @typedef {object} Version
 * @property {string} version
 * @property {boolean} [stubsLibsignal] its `libsignal`, which only WhatsApp uses, comes from a Git host
 */

/** The newest: what all other checks run with. */
export const NEWEST = '2026.9.6';

/** @type {readonly Version[]} */
export const VERSIONS = [
  { version: NEWEST },
  { version: '2026.6.11' },
  { version: '2026.6.6' },
  { version: '2026.4.9' },
  { version: '2026.2.26', stubsLibsignal: true },
  { version: '2026.2.23', stubsLibsignal: true },
];

/** The Node that runs them. */
export const NODE_MAJOR = '24';
