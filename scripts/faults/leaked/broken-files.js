import { join } from 'node:path';
import { FLAGS, GATEWAY } from '../program.js';
import { Tries } from '../report.js';
import { configText, environment, envText, NOWHERE, writeSecretHome } from './home.js';
import { leaksOf } from './judge.js';
import { SECRETS } from './secrets.js';

const NEW = [...GATEWAY, '--model', 'openai/gpt-4o', ...FLAGS];
const COMMANDS = [
  ['doctor', '--offline'],
  ['doctor', '--offline', '--json', '--verbose'],
  ['doctor', '--offline', '--report'],
  ['status'],
  ['init', '--token-stdin', ...NEW],
  ['init', '--token-stdin', ...NEW, '--dry-run'],
  ['doctor', '--fix', '--offline', '--yes', '--no-input'],
  ['undo', '--yes', '--no-input'],
];

/** What happens to the line that has a secret. @type {Record<string, (line: string, secret: string) => string>} */
const CONFIG_BREAKS = {
  'a comma too many': (text) => text.replace(/,?$/, ',,'),
  'no closing quote': (text) => text.replace(/"(,?)$/, '$1'),
  'no colon': (text) => text.replace(': ', ' '),
  'no quotes': (text) => text.replaceAll('"', ''),
  'a bad escape': (text) => text.replace(/"(,?)$/, '\\u12"$1'),
  'a brace instead': (text) => text.replace(/,?$/, ' }} {'),
  'the end of the file': (text) => `${text.slice(0, -2)}\0`,
  'in a list': (text) => text.replace(/: (".*"),?$/, ': [$1, $1 $1],'),
  twice: (text) => `${text.replace(/,?$/, ',')} ${text.replace(/,?$/, ',')}`,
  'of the wrong type': (text) => text.replace(/: (".*")(,?)$/, ': [{ a: $1 }]$2'),
};
/** @type {Record<string, (line: string, secret: string) => string>} */
const ENV_BREAKS = {
  'no name': (_text, secret) => secret,
  'no equals sign': (text) => text.replace('=', ' '),
  'a colon': (text) => text.replace('=', ': '),
  'an open quote': (text) => text.replace(/=["'`]?/, '="'),
  'blanks around': (text) => text.replace('=', ' = '),
  PowerShell: (text) => `$env:${text}`,
  set: (text) => `set ${text}`,
  'in a comment': (text) => `# was ${text}`,
  'behind a comment': (text) => text.replace('=', '= # '),
  JSON: (text) => `{"${text.replace('=', '": "')}"}`,
  'twice in a line': (text) => `${text} ${text}`,
};

/** Errors on the lines that have a secret. @param {string} root @param {import('./home.js').Program} program */
export async function leakedByBrokenFiles(root, program) {
  const tries = new Tries();
  const home = join(root, 'broken');
  const config = configText('literal', NOWHERE);
  const env = envText();
  const broken = [
    ...breaks(config, CONFIG_BREAKS).map(({ name, text }) => ({
      name: `config, ${name}`,
      config: text,
      env,
    })),
    ...breaks(env, ENV_BREAKS).map(({ name, text }) => ({ name: `.env, ${name}`, config, env: text })),
  ];
  for (const [index, { name, ...files }] of broken.entries()) {
    writeSecretHome(home, files);
    // Two commands for each break, so that every command meets every kind of break and every secret.
    for (const at of [index, index + 3]) {
      const args = COMMANDS[at % COMMANDS.length] ?? [];
      const run = await program.runInProcess(args, {
        env: environment(home, NOWHERE),
        input: SECRETS.newToken,
        cwd: home,
      });
      tries.add(`${name}: ${args.slice(0, 3).join(' ')}`, leaksOf(run, home));
    }
  }
  return tries.line('leaked: broken files');
}

/** The text with each line that has a secret broken in each way. @param {string} text @param {typeof CONFIG_BREAKS} ways */
function breaks(text, ways) {
  const lines = text.split('\n');
  return lines.flatMap((written, at) => {
    const secret = Object.entries(SECRETS).find(([, value]) =>
      written.includes(JSON.stringify(value).slice(1, -1)),
    );
    if (!secret) return [];
    return Object.entries(ways).map(([way, change]) => ({
      name: `${secret[0]}, ${way}`,
      text: lines.with(at, change(written, secret[1])).join('\n'),
    }));
  });
}
