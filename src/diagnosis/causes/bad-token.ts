import { family } from './cause.js';
import { DOCS, DOLLAR, INIT, STEP } from './sentences.js';

const NEW_TOKEN = `Create a new token with the permission Account > {permission}: ${DOCS.dashUserTokens}`;

/** Cloudflare rejected, or lacked, its own credential. */
export const BAD_TOKEN = family('bad-token', {
  'token-missing': {
    title: 'The gateway "{gateway}" requires a token, and none was sent.',
    why: 'The gateway is authenticated. Every request needs your Cloudflare token in cf-aig-authorization, whether or not a provider key is sent too.',
    fix: { command: 'cf-aig init', what: 'asks for the token, and writes it where the gateway looks' },
    steps: [
      NEW_TOKEN,
      STEP.putToken,
      'Have it sent: `cf-aig init` writes the header into the block, or the token as apiKey when it is the only credential.',
      STEP.restart,
    ],
    docs: DOCS.authentication,
  },
  'token-rejected': {
    title: 'Cloudflare rejected the gateway token.',
    why: 'Cloudflare gives the same answer for a token that is mistyped, revoked, of another account, or without the permission {permission}.',
    fix: INIT.token,
    steps: [
      'Check that the account ID {accountId} is the one the token was created in.',
      NEW_TOKEN,
      STEP.putToken,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-unknown': {
    title: 'Cloudflare does not know this token.',
    why: 'It is mistyped, cut off, or was revoked or rolled.',
    fix: INIT.token,
    steps: [
      'Compare the end of the value in {tokenPlace} with what you copied; a token is shown only once, when it is created.',
      NEW_TOKEN,
      STEP.putToken,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.dashUserTokens,
  },
  'token-is-oauth': {
    title: 'The gateway token is an OAuth token of a login, not an API token.',
    why: "`wrangler login` and `wrangler auth token` give OAuth tokens. Cloudflare's REST API accepts them for a while; the gateway's own address (gateway.ai.cloudflare.com) does not.",
    fix: { command: 'cf-aig init', what: 'asks for an API token, and says how to create one' },
    steps: [NEW_TOKEN, STEP.putToken, STEP.restart, STEP.afterKey],
    docs: DOCS.tokenFormats,
  },
  'token-expired': {
    title: 'The gateway token has expired.',
    why: 'It was created with an end date, which has passed.',
    fix: { what: `Extend the token; its value stays the same: ${DOCS.dashUserTokens}` },
    steps: [
      `Extend it, or create a new one with {permission}: ${DOCS.dashUserTokens}`,
      STEP.putToken,
      STEP.restart,
      STEP.afterKey,
    ],
    or: ['To use another token, run `cf-aig init`: it asks for one.'],
    docs: DOCS.dashUserTokens,
  },
  'token-disabled': {
    title: 'The gateway token is disabled.',
    why: 'It exists, but was switched off in the dashboard.',
    fix: { what: `Switch the token on again: ${DOCS.dashUserTokens}` },
    steps: [`Switch it on again, or create a new one: ${DOCS.dashUserTokens}`, STEP.afterKey],
    or: ['To use another token, run `cf-aig init`: it asks for one.'],
    docs: DOCS.dashUserTokens,
  },
  'token-other-account': {
    title: 'The token is valid, but not for the account {accountId}.',
    why: 'A token works only in the accounts it was created for; baseUrl names another one.',
    fix: [
      { command: 'cf-aig init', what: "asks for account and token; this token's account is {nearest}" },
      { command: 'cf-aig init', what: 'asks for a token of this account, or for another account' },
    ],
    steps: [
      'Check the account ID in baseUrl (the token belongs to the account {nearest}): is it the account that has the gateway "{gateway}"?',
      'If it is, create a token there: https://dash.cloudflare.com/{accountId}/api-tokens',
      STEP.putToken,
      STEP.restart,
    ],
    docs: DOCS.accountId,
  },
  'token-lacks-run': {
    title: 'The token is valid, but may not send requests through the gateway.',
    why: 'It lacks the permission AI Gateway > Run. Read and Edit do not include it.',
    fix: { what: `Add the permission AI Gateway > Run to the token: ${DOCS.dashUserTokens}` },
    steps: [
      `Edit the token and add Account > AI Gateway > Run: ${DOCS.dashUserTokens}`,
      'Change nothing else: the value of the token stays the same.',
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-lacks-workers-ai': {
    title: "Cloudflare's REST API did not accept the token for the account {accountId}.",
    why: 'This address (api.cloudflare.com) requires the permission Workers AI > Read. It gives the same answer for a token with AI Gateway permissions alone, for an unknown token, and for one of another account.',
    fix: { what: `Add the permission Workers AI > Read to the token: ${DOCS.dashUserTokens}` },
    steps: [
      `Edit the token and add Account > Workers AI > Read: ${DOCS.dashUserTokens}`,
      'Check that the token was created in the account {accountId}.',
    ],
    or: [
      "Use the gateway's own address, which needs only AI Gateway > Run: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat",
    ],
    docs: DOCS.rest,
  },
  'token-lacks-read': {
    title: 'The token may not read the settings of the account {accountId}.',
    why: 'It lacks AI Gateway > Read for this account, or is unknown there. Requests to models do not need that permission; only some details cannot be checked.',
    fix: { what: `Leave it, or add AI Gateway > Read to see more: ${DOCS.dashUserTokens}` },
    steps: [
      `To let \`cf-aig doctor\` see more, add Account > AI Gateway > Read to the token: ${DOCS.dashUserTokens}`,
    ],
    or: ['Nothing has to change if models answer.'],
    docs: DOCS.authentication,
    severity: 'warn',
  },
  'token-wrong-header': {
    title: 'The gateway token was sent in {header}, where the gateway does not look for it.',
    why: "The gateway reads its token from cf-aig-authorization. In another header it is taken for the provider's key, or not seen at all.",
    fix: { command: 'cf-aig init', what: 'writes the token into cf-aig-authorization' },
    steps: [
      `Send it in cf-aig-authorization: "Bearer ${DOLLAR}{{tokenVariable}}" under headers in the block.`,
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-is-provider-key': {
    title: 'What was sent as gateway token is a provider key.',
    why: "The gateway requires a Cloudflare token (new ones begin with cfut_ or cfat_). The provider's key goes into a header of its own, or is stored at Cloudflare.",
    fix: {
      command: 'cf-aig init',
      what: 'asks for both, the token and the key, and writes each where it belongs',
    },
    steps: [
      NEW_TOKEN,
      "Put the provider's key into {keyVariable} and the token into {tokenVariable}, both in {envFile}, and let the block refer to each; `cf-aig init` asks for both and writes it.",
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-malformed': {
    title: 'The gateway token is malformed.',
    why: 'Cloudflare cannot read it as a token: quotes, a space or a line break inside, the word Bearer twice, a colon after Bearer, or a global API key.',
    fix: INIT.token,
    steps: [
      'Correct what is wrong with it: {detail}.',
      'Correct the value in {tokenPlace}. In {envFile} the line is {tokenVariable}= followed by the token alone.',
      'If quotes or the word Bearer are all that is wrong, take them away.',
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.tokenFormats,
    fixable: true,
  },
});
