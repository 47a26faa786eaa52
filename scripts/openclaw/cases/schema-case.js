import { schemaAgreement } from '../schema/agreement.js';
import { NEWEST } from '../versions.js';

/** Of 300 verdicts, those that may differ; all of them configurations that OpenClaw refuses and cf-aig does not. */
const MOST_MISSED = 5;

/**
 * cf-aig's verdict on a configuration is that of OpenClaw's own reader.
 * @type {import('./case.js').Case}
 */
export const schemaCase = {
  group: 'schema',
  name: 'schema 300 configurations',
  versions: [NEWEST],
  gateways: [],
  async run({ openclaw }) {
    const { count, refused, missed, wrong } = await schemaAgreement(openclaw(NEWEST));
    const same = count - missed.length - wrong.length;
    const lines = [
      ...wrong.map((line) => `cf-aig refuses ${line}`),
      ...missed.map((line) => `cf-aig takes ${line}`),
    ];
    const figure = `${same} of ${count} verdicts are OpenClaw's, which refuses ${refused}`;
    console.log([figure, ...lines].join('\n'));
    return wrong.length || missed.length > MOST_MISSED ? { why: [figure, ...lines].join('\n') } : {};
  },
};
