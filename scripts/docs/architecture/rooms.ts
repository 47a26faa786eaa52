/** What each folder of src/ is for, from the terminal down. */
export const ROOMS: Record<string, string> = {
  cli: 'The commands, and the only code that touches the terminal: flags, questions, output, exit codes.',
  verify: 'Shows on the wire that caching, logs, fallbacks and the rate limit work.',
  doctor: 'The checks, one file each, and the runner that turns them into findings.',
  models: 'Tests models with real requests: one or many, repeated, with tools, compared with the provider.',
  logs: 'Reads the gateway’s log, names the cause of each failed row, adds up usage.',
  conformance: 'Checks on a gateway what cf-aig assumes about Cloudflare: one row for each experiment.',
  lab: 'The only door to the network: sends requests, remembers exchanges, experiments to tell causes apart.',
  openclaw: 'OpenClaw’s side: its files, blocks and secrets, and every change to them.',
  sandbox: 'The local gateway: answers as Cloudflare does, fails on demand.',
  library: 'What `import "cf-aig"` gives: three pure functions and their types.',
  gateway: 'Cloudflare’s side: addresses, credentials, providers, requests and replies.',
  diagnosis: 'The catalogue of causes, and the rules that lead from an exchange to one. Pure.',
  lib: 'What any program could use: lossless JSON5 and .env editing, safe file writes, redaction.',
};
