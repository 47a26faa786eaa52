import { SANDBOX_TOKENS } from '../../../src/sandbox/config/defaults.js';

/** What a command of a page needs so that it can be run, and what is expected of it. */
export interface CommandSetup {
  /** Why it is not run here. */
  notRun?: string;
  /** What the home has: a setup that works, with one model (the default), or none of OpenClaw's files. */
  home?: 'empty';
  /** Commands that come before it, in the same home. */
  before?: string[];
  /** Variables: by default none but those that the command itself names. `all`: account, gateway and token, as in CI. */
  variables?: 'all' | Record<string, string>;
  /** Files in the folder that it is run in. */
  files?: Record<string, string>;
  /** Programs of others, as shell scripts. */
  programs?: Record<string, string>;
  /** What is replaced in it: a folder that only the reader's machine has. */
  instead?: [what: RegExp, by: string];
  /** It runs in a terminal, where each of these is seen and then answered (Enter follows). */
  answers?: [seen: RegExp, typed: string][];
  /** It runs until it is stopped: once it has shown this. */
  until?: RegExp;
  /** What it has to show. */
  shows?: RegExp;
  /** By default 0, or 130 with `until`. */
  exit?: number;
}

const TOKEN = SANDBOX_TOKENS.good.value;
const SANDBOX_STARTS: CommandSetup = { home: 'empty', until: /Ctrl-C stops it/ };
const FROM_REGISTRY: CommandSetup = { notRun: 'test/e2e/library.test.ts installs the packed tarball' };
const DOCKER: CommandSetup = {
  notRun: 'needs a Docker engine; test/e2e/dockerfile.test.ts tries what can be tried without',
};
const IN_FOLDER: CommandSetup = { before: ['cp ~/.openclaw/openclaw.json ~/.openclaw/.env .'] };
const CI_PAGE = 'test/e2e/docs/ci-page.test.ts';

/** How `${page}: ${first line of the command}`, or on every page that line alone, is run. The rest needs nothing special. */
export const SETUPS: Record<string, CommandSetup> = {
  'npm ci && npm start': { notRun: 'installs anew; test/e2e/start.test.ts runs the demo' },
  'npm ci && npm test': { notRun: 'runs this test' },
  'npm install cf-aig': FROM_REGISTRY,
  'npm install --save-dev cf-aig': FROM_REGISTRY,

  'npx cf-aig init': {
    home: 'empty',
    answers: [
      [/Cloudflare API token/, TOKEN],
      [/\? Gateway/, 'my-gateway'],
      [/\? Models/, ''],
      [/Write these changes/, ''],
    ],
  },
  'cf-aig init --remove-model anthropic/claude-haiku-4-5': {
    before: ['cf-aig init --add-model anthropic/claude-haiku-4-5 --no-check'],
    answers: [[/Write these changes/, '']],
  },
  'cf-aig init --provider-id cf-claude --recipe anthropic --pay own-key --keep-primary': {
    answers: [
      [/\? Gateway/, 'my-gateway'],
      [/\? Models/, ''],
      [/Your Anthropic key/, 'sk-ant-sandbox-provider-key-good'],
      [/Write these changes/, ''],
    ],
  },
  'cf-aig init --add-model anthropic/claude-haiku-4-5': { answers: [[/Write these changes/, '']] },
  'cf-aig init --model openai/gpt-4o-mini --fallback anthropic/claude-haiku-4-5 --no-input': {
    shows: /cloudflare-ai-gateway-anthropic/,
  },
  'cf-aig logs --follow': { until: /Ctrl-C stops/ },
  'openclaw logs --json | cf-aig explain -': {
    programs: {
      openclaw: `echo '{"level":"error","message":"401 [{\\"code\\":2009,\\"message\\":\\"Unauthorized\\"}]"}'`,
    },
    shows: /token-rejected/,
  },
  'cf-aig undo': { answers: [[/Undo this/, '']] },
  'cf-aig init --remove': { answers: [[/Remove models\.providers/, '']] },
  'cf-aig doctor --watch': { home: 'empty', until: /Checks again every 10 s/ },
  'cf-aig doctor --fix': {
    before: ['sed -i s/my-gateway/my-gatway/ ~/.openclaw/openclaw.json'],
    answers: [[/\(Y\/n\)/, '']],
    shows: /Verdict: all well/,
  },
  'cf-aig verify': { answers: [[/Send them/, '']] },
  'cf-aig sandbox': SANDBOX_STARTS,
  'cf-aig sandbox --scenario rate-limited': SANDBOX_STARTS,
  'cf-aig sandbox --upstream openai=http://127.0.0.1:11434/v1': SANDBOX_STARTS,
  'cf-aig sandbox --verbose --journal wire.har': SANDBOX_STARTS,
  'cf-aig sandbox --tls': SANDBOX_STARTS,

  'cf-aig conformance': { answers: [[/Start\?/, '']] },
  // Its experiments with limits wait for a minute to pass.
  'cf-aig conformance --create-gateway --yes': { until: /A gateway is created/ },

  'docker build -t claw .': DOCKER,
  'docker run --rm -e CLOUDFLARE_AI_GATEWAY_API_KEY claw cf-aig doctor': DOCKER,
  'docker run -e CLOUDFLARE_AI_GATEWAY_API_KEY claw': DOCKER,
  'docker build -t cf-aig-sandbox .': DOCKER,
  'docker run --rm -p 127.0.0.1:8787:8787 -e CF_AIG_SANDBOX_TOKEN cf-aig-sandbox': DOCKER,
  'docker run --rm -p 127.0.0.1:8787:8787 -e CF_AIG_SANDBOX_TOKEN -v sandbox:/data': DOCKER,
  'sh -c \'cf-aig init --token-stdin --no-input --no-check < "$CREDENTIALS_DIRECTORY/gateway-token"\'': {
    variables: { CREDENTIALS_DIRECTORY: '.' },
    files: { 'gateway-token': TOKEN },
  },
  'cf-aig doctor --offline --config openclaw.json --format sarif > cf-aig.sarif': IN_FOLDER,
  'cf-aig doctor --config openclaw.json --format github --format sarif=cf-aig.sarif': IN_FOLDER,
  'cf-aig doctor --config openclaw.json --format junit=doctor.xml': IN_FOLDER,
  'cf-aig test-model --config openclaw.json --format junit=test-model.xml': IN_FOLDER,
  'npx cf-aig doctor --config openclaw.json --format junit=doctor.xml': IN_FOLDER,
  'npx cf-aig test-model --config openclaw.json --format junit=test-model.xml': IN_FOLDER,
  'docs/ci.md: cf-aig init --model openai/gpt-4o-mini --no-input --json > init.json': {
    home: 'empty',
    variables: 'all',
  },
  'cf-aig doctor --json | node check.mjs': { notRun: 'test/e2e/schemas.test.ts runs it' },
  'npm ci && npm pack': { notRun: 'test/e2e/action.test.ts packs and installs' },
  'state=${XDG_STATE_HOME:-$HOME/.local/state}/cf-aig': { notRun: `${CI_PAGE} runs it several times` },
  'chmod +x ~/bin/cf-aig-alarm': { before: ['mkdir -p ~/bin && echo true > ~/bin/cf-aig-alarm'] },
  "(crontab -l; echo '*/15 * * * * PATH=/usr/local/bin:/usr/bin:/bin $HOME/bin/cf-aig-alarm you@example.com') | crontab -":
    { programs: { crontab: 'test "$*" = -l || grep -q "cf-aig-alarm you"' } },
  // The folder of the metrics is there only where node_exporter is.
  'folder=/var/lib/node_exporter/textfile': { instead: [/\/var\/lib\/node_exporter\/textfile/, '.'] },
  'openclaw skills info cf-aig': { programs: { openclaw: 'test "$*" = "skills info cf-aig"' } },
  'openclaw agent exec "Hello"': { programs: { openclaw: 'test "$2" = exec' } },
  'openclaw gateway restart': { programs: { openclaw: 'test "$*" = "gateway restart"' } },
  // A base URL is not moved to the sandbox.
  'cf-aig doctor --base-url "https://api.cloudflare.com/client/v4/accounts/$CLOUDFLARE_ACCOUNT_ID/ai/v1" --api openai-completions --model openai/gpt-4o-mini --token-env CF_AIG_TOKEN --header cf-aig-gateway-id=my-gateway':
    {
      instead: [/https:\/\/api\.cloudflare\.com\/client\/v4/, '$CLOUDFLARE_API_BASE_URL'],
      shows: /Verdict: all well/,
    },
  "cf-aig doctor --base-url https://ai.example.com/compat --api openai-completions --model openai/gpt-4o-mini --token-env CF_AIG_TOKEN --header 'cf-access-client-id=${ACCESS_ID}' --header 'cf-access-client-secret=${ACCESS_SECRET}' --offline":
    {
      variables: { ACCESS_ID: 'FAKE.access', ACCESS_SECRET: 'FAKEfakeFAKEfake' },
      shows: /no problems/,
    },
  'systemctl --user enable --now cf-aig-doctor.timer': {
    notRun: `needs systemd; ${CI_PAGE} checks the units`,
  },
  'systemctl --user start cf-aig-doctor': { notRun: 'needs systemd' },
  'journalctl --user -u cf-aig-doctor': { notRun: 'needs systemd' },
  'kubectl create configmap openclaw --from-file=openclaw.json': { notRun: 'needs a cluster' },
  'kubectl create secret generic cloudflare-ai-gateway --from-env-file=.env': { notRun: 'needs a cluster' },
};
