// Draws docs/doctor.svg: the real output of `cf-aig doctor` on a setup with a misspelt gateway, run on the sandbox.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('installed.mjs', import.meta.url));
const target = new URL('../docs/doctor.svg', import.meta.url);
const COLUMNS = 84;
const CELL = { width: 8.4, height: 19 };
const MARGIN = 18;
/** By SGR code. @type {Record<string, string>} */
const COLOURS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  36: '#79c0ff',
  dim: '#8b949e',
  plain: '#e6edf3',
};

const home = mkdtempSync(join(tmpdir(), 'cf-aig-picture-'));
const sandbox = spawn(process.execPath, [bin, 'sandbox', '--port', '0', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
sandbox.stdout.once('data', (text) => {
  const { accountId, gateway, token, gatewayOrigin, apiBaseUrl } = JSON.parse(text);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    FORCE_COLOR: '1',
    COLUMNS: String(COLUMNS),
    CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: apiBaseUrl,
  };
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync(process.execPath, [bin, ...args], { env, input: token, encoding: 'utf8' });
  run(
    'init',
    '--account-id',
    accountId,
    '--gateway',
    gateway,
    '--token-stdin',
    '--model',
    'openai/gpt-4o-mini',
    '--no-input',
  );
  const config = join(home, '.openclaw', 'openclaw.json');
  writeFileSync(config, readFileSync(config, 'utf8').replaceAll('/my-gateway/', '/my-gatway/'));
  const shown = run('doctor')
    .stdout.replaceAll(gatewayOrigin, 'https://gateway.ai.cloudflare.com')
    .replaceAll(new URL(gatewayOrigin).host, 'gateway.ai.cloudflare.com')
    .replaceAll('127.0.0.1', 'gateway.ai.cloudflare.com')
    .replaceAll(home, '~');
  writeFileSync(target, svg(`\u001b[1m$ cf-aig doctor\u001b[22m\n${shown}`.trimEnd().split('\n')));
  sandbox.kill();
  rmSync(home, { recursive: true, force: true });
});

/** @param {string[]} lines */
function svg(lines) {
  const width = Math.ceil(COLUMNS * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  const state = { colour: 'plain', bold: false };
  const rows = lines.map((line, row) => {
    const y = MARGIN + (row + 0.75) * CELL.height;
    return `<text xml:space="preserve" x="${MARGIN}" y="${y}">${spans(line, state)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="cf-aig doctor names a misspelt gateway">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">`,
    ...rows,
    '</g></svg>',
    '',
  ].join('\n');
}

/**
 * The SGR sequences that the program uses, as spans; `state` goes on from line to line as in a terminal.
 * @param {string} line
 * @param {{ colour: string, bold: boolean }} state
 */
function spans(line, state) {
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
      if (code === undefined) return span(part, state);
      if (code === '1') state.bold = true;
      else if (code === '2') state.colour = 'dim';
      else if (code === '22')
        Object.assign(state, { bold: false, colour: state.colour === 'dim' ? 'plain' : state.colour });
      else state.colour = code in COLOURS ? code : 'plain';
      return '';
    })
    .join('');
}

/**
 * @param {string} text
 * @param {{ colour: string, bold: boolean }} state
 */
function span(text, { colour, bold }) {
  if (!text) return '';
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<tspan fill="${COLOURS[colour]}"${bold ? ' font-weight="bold"' : ''}>${escaped}</tspan>`;
}
