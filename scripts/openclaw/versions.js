/**
 * An OpenClaw that people run.
 * @typedef {object} Version
 * @property {string} version
 * @property {'exec' | 'local'} turn the command that it has for one turn without a running gateway
 * @property {boolean} [stubsLibsignal] its `libsignal`, which only WhatsApp uses, comes from a Git host
 */

/** The newest: what all other checks run with. */
export const NEWEST = '2026.9.6';

/** @type {readonly Version[]} */
export const VERSIONS = [
  { version: NEWEST, turn: 'exec' },
  { version: '2026.6.11', turn: 'local' },
  { version: '2026.6.6', turn: 'local' },
  { version: '2026.4.9', turn: 'local' },
  { version: '2026.2.26', turn: 'local', stubsLibsignal: true },
  { version: '2026.2.23', turn: 'local', stubsLibsignal: true },
];

/** The Node that runs them. */
export const NODE_MAJOR = '24';
