import { family } from './cause.js';
import { DOCS } from './sentences.js';

const SETTINGS = 'Settings of your gateway: https://dash.cloudflare.com/{accountId}/ai/ai-gateway';
const AGAIN = 'Then run `cf-aig verify` again.';
const REMOVE_HEADER = [
  { command: 'cf-aig init --header {header}=', what: 'removes the header' },
  { what: 'Remove the header from the block.' },
];

/** What the gateway does not do because its settings, or the setup, say so: seen by `verify` over several requests. */
export const FEATURES = family('gateway-policy', {
  'cache-off': {
    title: 'The cache of the gateway "{gateway}" is off.',
    why: 'Its cache TTL is 0, so every request goes to the provider and is paid for.',
    fix: {
      command: 'cf-aig init --header cf-aig-cache-ttl=3600',
      what: 'has answers to requests of OpenClaw kept for an hour',
    },
    steps: [`Give the gateway a cache TTL of 60 seconds or more. ${SETTINGS}`, AGAIN],
    or: [`For all callers, give the gateway a cache TTL: ${DOCS.dashGateways}`],
    docs: DOCS.caching,
  },
  'cache-skipped': {
    title: 'The block tells the gateway not to use its cache.',
    why: 'The header {header} goes with every request of OpenClaw’s, and a header wins over the setting of the gateway.',
    fix: REMOVE_HEADER,
    steps: ['Remove the header {header} from the block in {file}.', AGAIN],
    docs: DOCS.caching,
  },
  'cache-not-used': {
    title: 'The gateway answered the same request twice without using its cache.',
    why: 'Only whole answers of text or images are kept: not streams, not errors, nothing over 25 MB. Not every provider and route is covered, and two requests at once may both miss.',
    fix: {
      command: 'cf-aig verify caching',
      what: 'tries again: the first answer may have come too late to be kept',
    },
    steps: [
      'Run it again: a first miss may still have been on its way into the cache.',
      `Look at the cache TTL. ${SETTINGS}`,
    ],
    or: ['Try another model or route: `cf-aig verify caching --help` shows how.'],
    docs: DOCS.caching,
  },
  'rate-limit-off': {
    title: 'The gateway "{gateway}" has no rate limit.',
    why: 'Its limit is 0: nothing keeps a runaway agent, or a leaked token, from sending as much as it likes.',
    fix: { what: `Set a rate limit, such as 60 requests a minute: ${DOCS.dashGateways}` },
    steps: [
      `Set a number of requests and an interval. An agent’s turn makes several requests: 60 a minute is a fair start. ${SETTINGS}`,
      AGAIN,
    ],
    docs: DOCS.rateLimiting,
  },
  'rate-limit-not-enforced': {
    title: 'The gateway let more requests through than its rate limit allows.',
    why: 'The setting says {expected}; {found} went through one after the other. The count is kept per location of Cloudflare and is not exact.',
    fix: { what: 'Wait a minute and run it again: a new setting takes a while to count everywhere.' },
    steps: [
      'Run it again in a minute: a setting that was changed just now takes a while to reach every location.',
      `Look at the limit. ${SETTINGS}`,
    ],
    docs: DOCS.rateLimiting,
  },
  'logs-off': {
    title: 'The logs of the gateway "{gateway}" are off.',
    why: 'Without logs there is no record of requests, tokens and cost, and nothing to look at when something fails.',
    fix: { what: `Turn on “Collect logs” in the settings of the gateway: ${DOCS.dashGateways}` },
    steps: [`Turn on “Collect logs”. ${SETTINGS}`, AGAIN],
    docs: DOCS.logging,
  },
  'logs-off-by-header': {
    title: 'The block tells the gateway not to log.',
    why: 'The header {header} goes with every request of OpenClaw’s, and a header wins over the setting of the gateway.',
    fix: REMOVE_HEADER,
    steps: ['Remove the header {header} from the block in {file}.', AGAIN],
    docs: DOCS.logging,
  },
  'log-row-missing': {
    title: 'The gateway gave the request a log id, but its row did not appear.',
    why: 'Rows come up to some seconds after the answer. When the log is full and set to stop, new rows are dropped; accounts made since September 2026 keep them in Workers Observability instead.',
    fix: { what: `See whether the log is full, and have it delete its oldest rows: ${DOCS.dashGateways}` },
    steps: [
      `Look for the request in the dashboard: ${DOCS.dashGateways}`,
      `See whether the log is full, and set it to delete the oldest rows. ${SETTINGS}`,
    ],
    docs: DOCS.logging,
  },
  'fallback-not-taken': {
    title: 'The gateway did not go on to the second step of a request with two.',
    why: 'The first step names a model that does not exist, so only the second can answer.',
    fix: { what: 'Let OpenClaw fall back: list the models in agents.defaults.model.fallbacks.' },
    steps: [
      'Read the answer in the evidence.',
      'Let OpenClaw do it instead: agents.defaults.model.fallbacks lists the models to try next.',
    ],
    docs: DOCS.fallbacks,
  },
});
