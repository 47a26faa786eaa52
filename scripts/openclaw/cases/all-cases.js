import { fallbackCase } from './fallback-case.js';
import { memorySearchCases } from './memory-search-case.js';
import { officialCase } from './official-case.js';
import { pageCase } from './page-case.js';
import { recipeCases } from './recipe-cases.js';
import { runningGatewayCase } from './running-gateway-case.js';
import { schemaCase } from './schema-case.js';
import { skillCases } from './skill-case.js';
import { versionCases } from './version-cases.js';
import { wizardCase } from './wizard-case.js';

/** @import { Case } from './case.js' */

/** @type {readonly Case[]} */
const ALL = [
  ...recipeCases,
  ...versionCases,
  officialCase,
  runningGatewayCase,
  fallbackCase,
  ...memorySearchCases,
  pageCase,
  schemaCase,
  ...skillCases,
  wizardCase,
];

/**
 * @param {string[]} words groups or parts of names; none: all cases
 * @returns {Case[]}
 */
export function selectCases(words) {
  return ALL.filter(
    ({ group, name }) => !words.length || words.some((word) => word === group || name.includes(word)),
  );
}
