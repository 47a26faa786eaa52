import { expect, test } from '@jest/globals';
import { shortLink, supportsLinks } from '../../../src/cli/render/links.js';

test.each<[known: boolean, env: NodeJS.ProcessEnv]>([
  [false, {}],
  [false, { TERM: 'xterm-256color' }],
  [true, { WT_SESSION: 'x' }],
  [true, { KITTY_WINDOW_ID: '1' }],
  [true, { TERM: 'alacritty' }],
  [true, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.1' }],
  [false, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.9' }],
  [true, { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' }],
  [true, { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.110.0' }],
  [false, { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.2' }],
  [false, { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '455' }],
  [true, { VTE_VERSION: '7600' }],
  [false, { VTE_VERSION: '5000' }],
  [false, { VTE_VERSION: '7600', TMUX: '/tmp/tmux-0/default,1,0' }],
  [false, { VTE_VERSION: '7600', CI: 'true' }],
  [true, { FORCE_HYPERLINK: '1' }],
  [false, { FORCE_HYPERLINK: '0', WT_SESSION: 'x' }],
])('%s: %j', (known, env) => {
  expect(supportsLinks({ env, isTty: true, hasColour: true })).toBe(known);
});

test.each([
  ['piped', { isTty: false, hasColour: true }],
  ['without colours', { isTty: true, hasColour: false }],
])('none when %s, unless forced', (_name, given) => {
  expect(supportsLinks({ env: { WT_SESSION: 'x' }, ...given })).toBe(false);
  expect(supportsLinks({ env: { FORCE_HYPERLINK: '1' }, ...given })).toBe(true);
});

test.each([
  ['https://dash.cloudflare.com/profile/api-tokens?a=b', 'dash.cloudflare.com/…/api-tokens'],
  ['https://github.com/openclaw/openclaw/issues/1/', 'github.com/…/1'],
  ['https://gateway.ai.cloudflare.com/v1/x/y/compat', undefined],
  ['http://127.0.0.1:8787/v1/x/y/compat', undefined],
])('%s', (url, text) => {
  expect(shortLink(url, '…')).toBe(text && `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`);
});
