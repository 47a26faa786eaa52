// Draws docs/wizard.svg and docs/doctor.svg: what a terminal shows of real runs, where Cloudflare's names are the sandbox.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInLab } from './openclaw/lab/run-in-lab.js';
import { CF_AIG } from './openclaw/run-program.js';
import { record } from './picture/record.js';
import { drawSvg } from './picture/svg.js';

const COLUMNS = 90;
const ENTER = '\r';

process.exitCode = await runInLab({
  script: fileURLToPath(import.meta.url),
  gateways: [{ id: 'my-gateway', authentication: true }],
  play: draw,
  fail: (reason) => console.error(reason),
});

/** @param {import('./openclaw/lab/lab.js').Lab} lab */
async function draw({ folder, token, env: trust }) {
  const home = mkdtempSync(join(folder, 'home-'));
  const env = { PATH: '/nonexistent', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...trust };
  const shoot = (/** @type {string} */ command, /** @type {[RegExp, string][]} */ ...keys) =>
    record([process.execPath, CF_AIG, command], { env, columns: COLUMNS, keys });

  const wizard = await shoot(
    'init',
    [/\? Cloudflare API token/, `${token}${ENTER}`],
    [/\? Models/, ENTER],
    [/\? Write these changes/, ENTER],
  );
  const config = join(home, '.openclaw', 'openclaw.json');
  writeFileSync(config, readFileSync(config, 'utf8').replaceAll('/my-gateway/', '/my-gatway/'));
  const doctor = await shoot('doctor');

  save('wizard', ['cf-aig init', wizard], 'cf-aig init sets up OpenClaw in three questions');
  save(
    'doctor',
    ['cf-aig doctor', doctor],
    'cf-aig doctor names a misspelt gateway and the one that was meant',
  );
  rmSync(home, { recursive: true, force: true });
  return true;
}

/**
 * @param {string} name
 * @param {[command: string, lines: import('./picture/record.js').Piece[][]]} shown
 * @param {string} label
 */
function save(name, [command, lines], label) {
  const prompt = [{ column: 0, text: `$ ${command}`, colour: undefined, bold: true, dim: false }];
  const svg = drawSvg([prompt, ...lines], { columns: COLUMNS, label });
  writeFileSync(new URL(`../docs/${name}.svg`, import.meta.url), svg);
}
