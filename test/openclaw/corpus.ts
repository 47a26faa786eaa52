import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/openclaw/configs';

/** Realistic configs: comments, line endings, byte order marks, includes, other providers. */
export const CONFIGS: readonly { name: string; text: string }[] = filesIn(FOLDER);

/** Included files, by path relative to the config. */
export const PARTS: Readonly<Record<string, string>> = Object.fromEntries(
  filesIn(join(FOLDER, 'parts')).map(({ name, text }) => [`parts/${name}.json5`, text]),
);

/** Realistic `.env` files; null if there is none. */
export const DOTENVS: readonly (string | null)[] = [
  null,
  '',
  'TELEGRAM_BOT_TOKEN=123:abc\n',
  '# keys\r\nexport GROQ_API_KEY="gsk_fake0000000000000000" # free tier\r\n\r\n',
  '\uFEFFHOOK_TOKEN=no-final-newline',
  'CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_OLDoldOLDoldOLDoldOLDoldOLDoldOLDold00000000 # last year\nB=2\n',
];

function filesIn(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json5'))
    .sort()
    .map((name) => ({
      name: name.replace(/\.json5$/, ''),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}
