import { family } from './cause.js';
import { DOCS, DOLLAR, STEP } from './sentences.js';

const NEW_TOKEN = `Make a new token with the permission Account > AI Gateway > Run: ${DOCS.dashUserTokens}`;

/** Cloudflare rejected, or lacked, its own credential. */
export const BAD_TOKEN = family('bad-token', {
  'token-missing': {
    title: 'The gateway "{gateway}" wants a token, and none was sent.',
    why: 'The gateway is authenticated. Every request needs your Cloudflare token in cf-aig-authorization, whether or not a provider key is sent too.',
    steps: [
      NEW_TOKEN,
      STEP.putToken,
      'Have it sent: `cf-aig init` writes the header, or as the only credential the apiKey, into the block.',
      STEP.restart,
    ],
    docs: DOCS.authentication,
  },
  'token-rejected': {
    title: 'Cloudflare rejected the gateway token.',
    why: 'A token was sent and not accepted. The answer is the same for a token that is mistyped, revoked, of another account, or without the permission AI Gateway Run.',
    steps: [
      'Run `cf-aig doctor`: it asks Cloudflare which of these it is.',
      'Check that the account ID {accountId} is the one the token was made in.',
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
    steps: [
      'Compare the end of the value in {tokenPlace} with what you copied; a token is shown only once, when it is made.',
      NEW_TOKEN,
      STEP.putToken,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.dashUserTokens,
  },
  'token-expired': {
    title: 'The gateway token has expired.',
    why: 'It was made with an end date, which has passed.',
    steps: [
      `Extend it, or make a new one with AI Gateway > Run: ${DOCS.dashUserTokens}`,
      STEP.putToken,
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.dashUserTokens,
  },
  'token-disabled': {
    title: 'The gateway token is disabled.',
    why: 'It exists, but was switched off in the dashboard.',
    steps: [`Switch it on again, or make a new one: ${DOCS.dashUserTokens}`, STEP.afterKey],
    docs: DOCS.dashUserTokens,
  },
  'token-other-account': {
    title: 'The token is good, but not for the account {accountId}.',
    why: 'A token works only in the accounts it was made for; baseUrl names another one.',
    steps: [
      'Check the account ID in baseUrl: is it the account in which the gateway "{gateway}" is?',
      'If it is, make a token there: https://dash.cloudflare.com/{accountId}/api-tokens',
      STEP.putToken,
      STEP.restart,
    ],
    docs: DOCS.accountId,
  },
  'token-lacks-run': {
    title: 'The token is good, but may not send requests through the gateway.',
    why: 'It lacks the permission AI Gateway > Run. Read and Edit do not include it.',
    steps: [
      `Edit the token and add Account > AI Gateway > Run: ${DOCS.dashUserTokens}`,
      'The value of the token stays the same, nothing else has to change.',
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-lacks-workers-ai': {
    title: "Cloudflare's REST API did not accept the token for account {accountId}.",
    why: 'This address (api.cloudflare.com) asks for the permission Workers AI > Read; a token with AI Gateway permissions alone is refused with the same words as an unknown token.',
    steps: [
      `Edit the token and add Account > Workers AI > Read: ${DOCS.dashUserTokens}`,
      'Check that the token was made in the account {accountId}.',
      "Or use the gateway's own address, which needs only AI Gateway > Run: https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat",
    ],
    docs: DOCS.rest,
  },
  'token-lacks-read': {
    title: 'The token may not look at the settings of the account {accountId}.',
    why: 'It lacks AI Gateway > Read for this account, or is unknown there. Requests to models do not need that permission; only some details cannot be checked.',
    steps: [
      'Nothing has to change if models answer.',
      `To let \`cf-aig doctor\` see more, add Account > AI Gateway > Read to the token: ${DOCS.dashUserTokens}`,
    ],
    docs: DOCS.authentication,
    severity: 'warn',
  },
  'token-wrong-header': {
    title: 'The gateway token was sent in {header}, where the gateway does not look for it.',
    why: "The gateway reads its token from cf-aig-authorization. Elsewhere it is taken for the provider's key, or not seen at all.",
    steps: [
      `Send it in cf-aig-authorization: "Bearer ${DOLLAR}{{tokenVariable}}" under headers in the block.`,
      'Or run `cf-aig init`, which writes the right one.',
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-is-provider-key': {
    title: 'What was sent as gateway token is the key of a provider.',
    why: "The gateway wants a token of Cloudflare's (new ones begin with cfut_ or cfat_). The provider's key goes into a header of its own, or is stored at Cloudflare.",
    steps: [
      NEW_TOKEN,
      "Put the provider's key into {keyVariable} and the token into {tokenVariable}, both in {envFile}; `cf-aig init` asks for both.",
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.authentication,
  },
  'token-malformed': {
    title: 'The token is not written as a token can be.',
    why: 'Cloudflare could not even read it: quotes, a space or a line break inside, the word Bearer twice, a colon after Bearer, or a global API key.',
    steps: [
      'What is wrong with it: {detail}.',
      'What is to be looked at stands in {tokenPlace}; as a line of {envFile} it is {tokenVariable}= and then the token, nothing else.',
      STEP.restart,
      STEP.afterKey,
    ],
    docs: DOCS.tokenFormats,
  },
});
