import { readFileSync } from 'node:fs';
import { makeHome } from '../home.js';
import { runCfAig, tail } from '../run-program.js';
import { takeTurn } from '../turn.js';
import { NEWEST } from '../versions.js';

/** The block that many pages show: doctor says beforehand what OpenClaw will do with it; `--fix` makes it work. @type {import('./case.js').Case} */
export const pageCase = {
  group: 'page',
  name: "the page's literal block",
  versions: [NEWEST],
  gateways: [{ id: 'page-gateway' }],
  async run({ lab, openclaw }) {
    const home = makeHome(openclaw(NEWEST), lab);
    // A refused key is locked out for a minute in the same home: the second turn is taken in another one.
    const fresh = makeHome(openclaw(NEWEST), lab);
    try {
      home.write(pageConfig(lab.accountId), `CLOUDFLARE_AI_GATEWAY_API_KEY=${lab.token}\n`);
      const before = await runCfAig(['doctor', '--json'], home.env);
      const { verdict } = JSON.parse(before.stdout);
      if (verdict?.cause !== 'api-key-bare-name')
        return { why: `doctor's verdict: ${JSON.stringify(verdict)}` };
      const broken = await takeTurn('exec', home);
      if (broken.replied) return { why: 'OpenClaw completed a turn on it' };
      const fixed = await runCfAig(['doctor', '--fix', '--yes'], home.env);
      if (fixed.code !== 0)
        return { why: `doctor --fix: ${tail(fixed)}\n${readFileSync(home.config, 'utf8')}` };
      fresh.write(JSON.parse(readFileSync(home.config, 'utf8')), readFileSync(home.dotenv, 'utf8'));
      const turn = await takeTurn('exec', fresh);
      return { why: turn.replied ? undefined : `after --fix: ${turn.text}`, seconds: turn.seconds };
    } finally {
      home.remove();
      fresh.remove();
    }
  },
};

/** @param {string} accountId */
const pageConfig = (accountId) => ({
  models: {
    providers: {
      'cloudflare-ai-gateway': {
        baseUrl: `https://gateway.ai.cloudflare.com/v1/${accountId}/page-gateway`,
        apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
        models: [],
      },
    },
  },
  agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
});
