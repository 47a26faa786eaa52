import { describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { emptyEnvironment, NO_API, placeForEachTest, settle } from './scenes.js';
import { layoutOf, screenOf } from './screen.js';
import { KEYS, type Terminal } from './terminal.js';

// Anything can be pasted at any question: what the wizard says of it and asks next.

jest.setTimeout(60_000);

const place = placeForEachTest();

const { enter, down, ctrlC } = KEYS;
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const OTHER_ACCOUNT = 'fedcba9876543210fedcba9876543210';
const GOOD = SANDBOX_TOKENS.good.value;
const RUN_ONLY = SANDBOX_TOKENS.runOnly.value;
const XAI_KEY = 'xai-sandboxFAKEkey000000000000000000000000000';
/** A part of every secret above. */
const MARK = 'sandboxFAKE';
const GATEWAY = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway`;

const PASTES = {
  'a dashboard address': `https://dash.cloudflare.com/${ACCOUNT}/ai/ai-gateway/gateways/my-gateway/overview`,
  'an address of another account': `https://dash.cloudflare.com/${OTHER_ACCOUNT}/ai/ai-gateway/gateways/theirs`,
  'a gateway address': `${GATEWAY}/anthropic/v1/messages`,
  'a curl command': `curl ${GATEWAY}/compat/chat/completions \\\n  --header 'cf-aig-authorization: Bearer ${GOOD}' \\\n  --data '{"model": "openai/gpt-4o-mini", "messages": []}'\n`,
  'a whole .env': `# Cloudflare\r\nCLOUDFLARE_ACCOUNT_ID=${ACCOUNT}\r\nCLOUDFLARE_AI_GATEWAY_ID="my-gateway"\r\nexport CLOUDFLARE_API_TOKEN='${GOOD}'\r\nXAI_API_KEY=${XAI_KEY}\r\n`,
  'Python code': `client = OpenAI(\n    api_key="${GOOD}",\n    base_url="${GATEWAY}/compat",\n)\nclient.chat.completions.create(model="openai/gpt-4o-mini")`,
  JSON: `{"account_id": "${ACCOUNT}", "gateway": "my-gateway", "token": "${GOOD}"}`,
  'the output of wrangler': `⛅️ wrangler 4.64.0\n│ Account Name │ Account ID │\n│ Sandbox account │ ${ACCOUNT} │`,
  'a variable': `export CLOUDFLARE_API_TOKEN="${GOOD}"`,
  'a token in smart quotes': `“${GOOD}”`,
  'a provider’s key': XAI_KEY,
} as const;
type PasteName = keyof typeof PASTES;

interface Scene {
  /** The questions before it, with the keys that answer them. */
  before: readonly [question: RegExp, keys: string][];
  question: RegExp;
  noApi?: boolean;
  /** A paste waits for Enter there. */
  isText?: boolean;
}

const TOKEN: Scene['before'] = [[/\? Cloudflare API token/, `${GOOD}${enter}`]];
const MODELS: Scene['before'] = [...TOKEN, [/\? Gateway /, `my-gateway${enter}`]];
const PAYMENT: Scene['before'] = [...MODELS, [/\? Models/, `grok/grok-4${enter}`]];

const QUESTIONS: Record<string, Scene> = {
  'the token': { before: [], question: /\? Cloudflare API token/, isText: true },
  'what next': { before: [[/\? Cloudflare API token/, enter]], question: /\? What next/ },
  'the account': { before: TOKEN, question: /\? Account ID/, noApi: true, isText: true },
  'the gateway by name': {
    before: [[/\? Cloudflare API token/, `${RUN_ONLY}${enter}`]],
    question: /\? Name of the gateway/,
    isText: true,
  },
  'the gateway from a list': { before: TOKEN, question: /\? Gateway / },
  'a setting of a new gateway': {
    before: [...TOKEN, [/\? Gateway /, `custom${down}${enter}`]],
    question: /\? Require the token/,
  },
  'the models': { before: MODELS, question: /\? Models/ },
  'who pays': { before: PAYMENT, question: /\? Who pays xAI/ },
  'the provider key': {
    before: [...PAYMENT, [/\? Who pays xAI/, enter]],
    question: /\? Your xAI key/,
    isText: true,
  },
  'whether to write': {
    before: [...MODELS, [/\? Models/, `gpt-4o-mini${enter}`]],
    question: /\? Write these changes/,
  },
};

async function openAt({ before, question, noApi }: Scene, columns = 80, rows = 24): Promise<Terminal> {
  const terminal = place.open(
    ['init', '--no-color'],
    { ...emptyEnvironment(place), ...(noApi && NO_API) },
    columns,
    rows,
  );
  for (const [asked, keys] of before) {
    await terminal.see(asked);
    await terminal.quiet(120);
    terminal.type(keys);
  }
  await terminal.see(question);
  await terminal.quiet(120);
  return terminal;
}

/** As a terminal with bracketed paste hands it over. */
function paste(on: Terminal, text: string): void {
  on.type(`\u001b[200~${text.replace(/\r?\n/g, '\r')}\u001b[201~`);
}

/** What is seen after the paste and, where the paste waits for it, after Enter: from the question on that it was pasted at. */
async function screensOf(
  on: Terminal,
  { isText }: Scene,
  text: string,
  columns = 80,
  rows = 24,
): Promise<string> {
  const screen = async () => fromQuestion(await screenOf(settle(on.raw, place), columns, rows));
  const from = on.text.length;
  paste(on, text);
  if (!isText) {
    await nextQuestion(on, from);
    return screen();
  }
  await on.quiet(300);
  const first = await screen();
  on.type(enter);
  await nextQuestion(on, from);
  return `${first}\n${'─'.repeat(20)} Enter\n${await screen()}`;
}

/** A question after what was said of the paste, or the problem below the same one. */
const NEXT = /(?:✔|!|another account)[\s\S]*\? [A-Z][\s\S]*|> [A-Z]|another account[\s\S]*\(Y\/n\)/;

async function nextQuestion(on: Terminal, from: number): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!NEXT.test(on.text.slice(from)) && Date.now() < deadline) await on.quiet(50);
  await on.quiet(300);
}

/** Without what the steps before it say, what the token may do, and choices not pointed at: other tests show those. */
function fromQuestion(screen: string): string {
  const lines = screen
    .split('\n')
    .filter(
      (line) =>
        !/^What the token may do:| \(.* (?:Run|Read|Edit)\)$|^ – Create a|^ {3}Edit\)|^ {2}◯ /.test(line),
    );
  const said = lines.findIndex((line) => /^ [✔!] (?:Taken|Nothing new|It looks)|another account/.test(line));
  const asked = lines.findLastIndex((line) => line.startsWith('? '));
  return lines.slice(Math.max(0, said >= 0 ? said : asked)).join('\n');
}

describe.each([
  [80, 24],
  [60, 20],
])('a curl command of several lines at %i columns, %i rows', (columns, rows) => {
  test.each(Object.entries(QUESTIONS))('at %s', async (_name, scene) => {
    const on = await openAt(scene, columns, rows);
    expect(await screensOf(on, scene, PASTES['a curl command'], columns, rows)).toMatchSnapshot();
    expect(on.raw).not.toContain(MARK);
    // The lines of a diff are the file's own.
    const { wrapped } = await layoutOf(on.raw, columns);
    expect(wrapped.filter((line) => !line.startsWith('+'))).toEqual([]);
  });
});

const AT: readonly [question: string, pastes: readonly PasteName[]][] = [
  [
    'the token',
    [
      'a dashboard address',
      'a whole .env',
      'Python code',
      'JSON',
      'a variable',
      'a token in smart quotes',
      'a provider’s key',
    ],
  ],
  ['what next', ['a token in smart quotes', 'a provider’s key', 'the output of wrangler']],
  [
    'the account',
    ['a dashboard address', 'a gateway address', 'the output of wrangler', 'a variable', 'a provider’s key'],
  ],
  [
    'the gateway by name',
    ['a gateway address', 'an address of another account', 'a token in smart quotes', 'a whole .env'],
  ],
  [
    'the gateway from a list',
    ['a gateway address', 'an address of another account', 'a variable', 'a provider’s key'],
  ],
  ['the models', ['a dashboard address', 'an address of another account', 'a token in smart quotes']],
  ['the provider key', ['a provider’s key', 'a whole .env', 'a variable']],
  ['whether to write', ['an address of another account', 'a token in smart quotes']],
];

describe.each(AT)('at %s', (question, names) => {
  test.each(names)('%s', async (name) => {
    const scene = QUESTIONS[question]!;
    const on = await openAt(scene);
    expect(await screensOf(on, scene, PASTES[name])).toMatchSnapshot();
    expect(on.raw).not.toContain(MARK);
  });
});

describe('no secret reaches the terminal, wherever and however it is pasted', () => {
  const secrets = `${PASTES['a whole .env']}${GOOD}\n${XAI_KEY}\n`;
  const ends: [name: string, keys: string][] = [
    ['Enter', enter],
    ['Esc', KEYS.escape],
    ['Ctrl-C', ctrlC],
  ];

  describe.each(Object.entries(QUESTIONS))('at %s', (_name, scene) => {
    test.each(ends)('and then %s', async (_end, keys) => {
      const on = await openAt(scene);
      // The second time without brackets, in pieces as a slow line delivers them.
      paste(on, secrets);
      await on.quiet(150);
      on.type(keys);
      await on.quiet(150);
      // There is no question any more, and the terminal is the shell's again.
      const isOver = keys === ctrlC || (keys === enter && scene === QUESTIONS['whether to write']);
      if (isOver) return expect(on.raw).not.toContain(MARK);
      for (const piece of secrets.replace(/\r?\n/g, '\r').match(/.{1,60}/gs) ?? []) on.type(piece);
      await on.quiet(300);
      on.type(ctrlC);
      await on.quiet(150);
      expect(on.raw).not.toContain(MARK);
      expect(on.raw.length).toBeGreaterThan(200);
    });
  });

  test('nor while something is waited for, when the terminal would echo it', async () => {
    const on = await openAt(QUESTIONS['the token']!);
    on.type(`${GOOD}${enter}`);
    await new Promise((next) => setTimeout(next, 50));
    for (let at = 0; at < 20; at++) {
      on.type(GOOD.slice(0, 30));
      await new Promise((next) => setTimeout(next, 15));
    }
    await on.see('? Gateway');
    expect(on.raw).not.toContain(MARK);
  });

  test('nor in plain lines', async () => {
    const on = place.open(['init', '--accessible', '--no-color'], emptyEnvironment(place));
    await on.answer(/Cloudflare API token .*: $/, GOOD);
    await on.answer(/Gateway: .* search .*: $/, GOOD);
    await on.answer(
      /Nothing new in the paste: token.*Gateway: .* search .*: $/,
      PASTES['a curl command'].replaceAll('\n', '\r'),
    );
    await on.see(/Taken out of the curl command: account, gateway, token and model.*Models:/);
    expect(on.raw).not.toContain(MARK);
    expect(on.raw).not.toContain('\u001b[');
  });
});

describe('the terminal’s own paste mode', () => {
  const on = '\u001b[?2004h';
  const off = '\u001b[?2004l';
  const isOff = (raw: string) => raw.lastIndexOf(off) > raw.lastIndexOf(on) && raw.includes(on);

  test.each(Object.entries(QUESTIONS))('is off again after Ctrl-C at %s', async (_name, scene) => {
    const screen = await openAt(scene);
    screen.type(ctrlC);
    expect(await screen.exitCode).toBe(130);
    expect(isOff(screen.raw)).toBe(true);
  });

  test('and after SIGTERM', async () => {
    const screen = await openAt(QUESTIONS['the token']!);
    screen.kill('SIGTERM');
    expect(await screen.exitCode).toBe(130);
    expect(isOff(screen.raw)).toBe(true);
  });
});
