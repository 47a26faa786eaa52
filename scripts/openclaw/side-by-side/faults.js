import { readFileSync, writeFileSync } from 'node:fs';

/** @import { Home } from '../home.js' */
/** @import { Lab } from '../lab/lab.js' */

/**
 * A fault in a setup that worked.
 * @typedef {object} Fault
 * @property {string} name
 * @property {boolean} [ownKey] the provider key is sent along
 * @property {(home: Home, lab: Lab) => void} put
 */

export const GATEWAY = 'my-gateway';
export const MODEL = 'openai/gpt-4o-mini';
export const KEY = 'sk-sandbox-provider-key-good';

/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    name: 'gateway misspelt',
    put: ({ config }) => replaceIn(config, `/${GATEWAY}/`, '/my-gatway/'),
  },
  {
    name: 'account misspelt',
    put: ({ config }, { accountId }) => replaceIn(config, accountId, accountId.replace(/^.{4}/, '0132')),
  },
  {
    name: 'gateway token wrong',
    put: ({ dotenv }, { token }) => replaceIn(dotenv, token, token.replace('first', 'wrong')),
  },
  {
    name: 'provider key wrong',
    ownKey: true,
    put: ({ dotenv }) => replaceIn(dotenv, KEY, KEY.replace('good', 'bad0')),
  },
  {
    name: 'provider answers 500',
    put: (_, lab) => lab.failModel(GATEWAY, MODEL, 'openai/fail-outage'),
  },
  {
    name: 'variable missing',
    put: ({ dotenv }) => writeFileSync(dotenv, ''),
  },
];

/**
 * @param {string} file
 * @param {string} from
 * @param {string} to
 */
function replaceIn(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`no ${from} in ${file}`);
  writeFileSync(file, text.replace(from, to));
}
