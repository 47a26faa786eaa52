// Draws docs/wizard.svg and docs/doctor.svg: what a terminal shows of real runs, where Cloudflare's names are the sandbox.
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInLab } from './openclaw/lab/run-in-lab.js';
import { CF_AIG } from './openclaw/run-program.js';
import { record } from './picture/record.js';
import { drawSvg } from './picture/svg.js';

const SIZE = { columns: 80, rows: 24 };
const ENTER = '\r';
const WRITE = /\? Write these changes/;

/** @type {Record<string, string>} */
const LABELS = {
  wizard: 'cf-aig init shows what the token tells and asks for the models',
  doctor: 'cf-aig doctor names a misspelt gateway and the one that was meant',
};

process.exitCode = await runInLab({
  script: fileURLToPath(import.meta.url),
  gateways: [{ id: 'my-gateway', authentication: true }],
  play: draw,
  fail: (reason) => console.error(reason),
});

/** @param {import('./openclaw/lab/lab.js').Lab} lab */
async function draw({ folder, token, env: trust }) {
  const home = mkdtempSync(join(folder, 'home-'));
  // As it is installed, so that the commands in its texts begin with cf-aig.
  const program = join(mkdtempSync(join(folder, 'bin-')), 'cf-aig');
  symlinkSync(CF_AIG, program);
  const env = { PATH: '/nonexistent', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...trust };
  const terminal = { env, ...SIZE };
  const start = (/** @type {string} */ command) => [process.execPath, program, command];

  /** @type {[RegExp, string]} */
  const giveToken = [/\? Cloudflare API token/, `${token}${ENTER}`];
  const models = /\? Models/;
  save(
    'wizard',
    '$ cf-aig init',
    await record(start('init'), { ...terminal, keys: [giveToken], until: models }),
  );

  await record(start('init'), {
    ...terminal,
    keys: [giveToken, [models, ENTER], [WRITE, ENTER]],
  });
  const config = join(home, '.openclaw', 'openclaw.json');
  writeFileSync(config, readFileSync(config, 'utf8').replaceAll('/my-gateway/', '/my-gatway/'));
  save('doctor', '$ cf-aig doctor', await record(start('doctor'), terminal));
  return true;
}

/**
 * @param {string} name
 * @param {string} command as it is typed
 * @param {import('./picture/record.js').Piece[][]} lines
 */
function save(name, command, lines) {
  const typed = { column: 0, text: command, colour: undefined, bold: true, dim: false };
  const svg = drawSvg([[typed], ...lines], { columns: SIZE.columns, label: LABELS[name] ?? name });
  writeFileSync(new URL(`../docs/${name}.svg`, import.meta.url), svg);
}
