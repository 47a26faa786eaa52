import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Stage } from './features-setup.js';
import { cfAig, runInProcess } from './harness.js';
import { layoutOf } from './screen.js';
import { KEYS, Terminal } from './terminal.js';

jest.setTimeout(60_000);

let stage: Stage;
let terminal: Terminal | undefined;
const env = () => ({ PATH: '/bin', NO_COLOR: '1', LANG: 'C.UTF-8', ...stage.env });

beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  terminal?.kill();
  await stage.close();
});

const rename = (from: string, to: string) => {
  const { home } = stage;
  home.write(home.config, home.read(home.config).replace(`/${from}/`, `/${to}/`));
};
const misspell = () => rename('my-gateway', 'my-gatway');
const mend = () => rename('my-gatway', 'my-gateway');

describe('doctor --watch', () => {
  test('in a second window, until the setup is mended', async () => {
    misspell();
    terminal = new Terminal(['doctor', '--watch'], env(), 80, 24, 1);
    await terminal.see(/gateway-not-found.*Checks again every 10 s/);
    const { height, wrapped } = await layoutOf(terminal.raw, 80);
    expect(wrapped).toEqual([]);
    expect(height).toBeLessThanOrEqual(24);
    mend();
    await terminal.see('Verdict: all well');
    expect(await terminal.exitCode).toBe(0);
  });

  test('piped, it prints what has changed', async () => {
    const token = stage.home.read(stage.home.dotenv);
    stage.home.write(stage.home.dotenv, '');
    void setTimeout(1500).then(() => stage.home.write(stage.home.dotenv, token));
    const { code, stdout } = await cfAig(['doctor', '--watch', '--offline'], { env: env() });
    expect(code).toBe(0);
    const [, ...changes] = stdout.split(/^(?=\d\d:\d\d:\d\d {2})/m);
    expect(changes.join('')).toMatch(
      /^\S+ {2}✔ gone: variable-missing\nVerdict: no problems in the files; Cloudflare was not contacted\n$/,
    );
  });

  test('Ctrl-C ends it at once', async () => {
    misspell();
    terminal = new Terminal(['doctor', '--watch'], env());
    await terminal.see('Ctrl-C ends');
    const before = Date.now();
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  test.each([['--json'], ['--fix'], ['--report'], ['--trace', 'x.har']])('not with %s', async (...flags) => {
    const { code, stdout, stderr } = await runInProcess(['doctor', '--watch', ...flags], { env: env() });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(`'--watch' cannot be used with option '${flags[0]}`);
  });
});
