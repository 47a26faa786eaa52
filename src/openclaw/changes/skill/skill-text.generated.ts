// Written by `npm run docs` from skills/cf-aig/SKILL.md. Do not edit.
export const SKILL_TEXT = `---
name: cf-aig
description: "Diagnose OpenClaw's Cloudflare AI Gateway: failed model calls (400, 401, 429, schema errors), logs, tokens and cost."
metadata:
  {
    "openclaw":
      {
        "emoji": "🩺",
        "requires": { "bins": ["cf-aig"] },
        "install":
          [
            {
              "id": "node",
              "kind": "node",
              "package": "cf-aig",
              "bins": ["cf-aig"],
              "label": "Install cf-aig (npm)",
            },
          ],
      },
  }
---

# cf-aig

\`cf-aig\` examines how this OpenClaw reaches its models through Cloudflare AI
Gateway, and names the one cause of what is wrong.

## When to use

A model of the provider \`cloudflare-ai-gateway\` fails or is slow, or the user
asks about the gateway, its log or its cost. OpenClaw words different faults
alike, so do not guess from its sentence:

- \`LLM request failed: provider rejected the request schema or tool payload.\`:
  often a wrong account ID, gateway or base URL
- \`401\`, \`authentication_error\`, \`token may have expired\`: the Cloudflare
  token or the provider's own key
- \`429\`, \`rate limit\`, \`insufficient_quota\`: the gateway's limit, or the
  provider's
- \`Inline API key for provider "cloudflare-ai-gateway" is temporarily disabled\`:
  OpenClaw set the key aside after an earlier failure; it takes it up again
  about a minute after a 401, ten minutes after a quota error

## Diagnose

Start with doctor. It changes nothing and costs nothing.

\`\`\`sh
cf-aig doctor --json
\`\`\`

1. \`ok\` is \`true\`: all is well. Otherwise \`verdict\` is \`{category, cause}\`, and
   the finding with that \`cause\` and \`"status": "fail"\` has \`title\`, \`why\`,
   \`evidence\` and \`remedy\`. Failures after it may follow from it.
   \`alternatives\` are causes that the same answer fits.
2. The exit code is that of the category:

| exit | category | who is to act |
| --- | --- | --- |
| 0 | | nothing is wrong; warnings do not count |
| 10 | \`config\` | the user: OpenClaw's files or variables |
| 11 | \`network\` | the user: DNS, proxy, TLS, firewall of this machine |
| 12 | \`bad-url\` | the user: account ID, gateway or path in the base URL |
| 13 | \`bad-token\` | the user: the Cloudflare API token |
| 14 | \`gateway-policy\` | the gateway's owner: its limits, credits or rules |
| 15 | \`upstream-error\` | the provider: its key, quota, model id; \`transient\`: try later |
| 2 | | the command was wrong: read \`error.hint\` |

For a response of the gateway that you have, from \`openclaw logs --json\` for
example, pass it on stdin, in quotes like these, since it may contain anything:

\`\`\`sh
cf-aig explain --json - <<'TEXT'
429 {"success":false,"error":[{"code":2003,"message":"Rate limited"}]}
TEXT
\`\`\`

\`explanations[]\` has an entry for each error in it, with \`cause\`, \`title\` and
\`remedy\`. If an entry has \`alternatives\`, as for most of OpenClaw's sentences,
the text fits these too: doctor finds out which it is, so do not act on the
entry alone. Exit 3: not a known error, so use doctor.

## More

\`\`\`sh
cf-aig status --json                     # what is set up; no requests
cf-aig logs --json --errors --since 1h   # failed requests and their causes
cf-aig usage --json --since 24h          # tokens, costUsd, errors per model
cf-aig test-model --json                 # one small paid request
\`\`\`

\`logs\` and \`usage\` need a token with the permission AI Gateway: Read. If they
are refused, models can still work: that token may only run them. Run
\`test-model\` only when doctor finds nothing and the model still fails; a model
is named as in the config.

## Tell the user

The \`title\`, the \`evidence\` that shows it, and the steps of \`remedy\` in their
order, with commands word for word. Say what was seen, and no more. After a
correction, run doctor again and report the new verdict.

## Ask first

- These change files, or send many paid requests: \`cf-aig doctor --fix\`,
  \`cf-aig init\`, \`cf-aig undo\`, \`cf-aig verify\`, \`cf-aig conformance\`,
  \`cf-aig test-model --all\`. Say what would change, and run them only when the
  user agrees.
- A restart of OpenClaw's gateway interrupts this session. OpenClaw reads
  \`.env\` only at startup.
- Never print or repeat a token or key, and do not read \`.env\` or ask for a
  secret in the chat: the user runs \`cf-aig init\` in a terminal, which asks
  for it. What cf-aig prints has no secrets in it.
`;
