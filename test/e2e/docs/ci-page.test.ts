import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { EXIT_BUG, EXIT_OK, EXIT_USAGE } from '../../../src/cli/shared/errors.js';
import { CATEGORY_EXIT_CODES } from '../../../src/diagnosis/causes/category.js';
import { lintWorkflows } from '../../lint-workflows.js';
import { inTempFolder } from '../../temp-folder.js';
import { ACTION, ended } from '../action-runner.js';
import { builtProgram } from '../built.js';
import { Stage } from '../features-setup.js';
import { blocksOf } from './page-commands.js';

// That the commands of the page work is shown by docs-commands.test.ts; here, that what surrounds them does.

const PAGE = readFileSync('docs/ci.md', 'utf8');

/** The text of the only block of that language with these words. */
function block(language: string, words: string): string {
  const found = blocksOf(PAGE).filter(
    (one) => one.language === language && one.lines.join('\n').includes(words),
  );
  expect(found).toHaveLength(1);
  return `${found[0]!.lines.join('\n')}\n`;
}

/** The rows of the table whose heading begins like this, as cells. */
function table(heading: string): string[][] {
  const [, rows = ''] = PAGE.split(`| ${heading} |`);
  const lines = rows.split('\n\n')[0]!.split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const names = (cells: string[][]) =>
  cells.flatMap(([first]) => [...first!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));

const exitCodes = table('exit code').map(([code, , retry]) => ({
  code: Number(code!.replaceAll('`', '')),
  retry,
}));
const retried = exitCodes.filter(({ retry }) => retry?.startsWith('yes')).map(({ code }) => code);

test('every block of YAML can be read', () => {
  const blocks = blocksOf(PAGE).filter(({ language }) => language === 'yaml');
  expect(blocks.length).toBeGreaterThan(5);
  for (const { lines } of blocks)
    for (const document of parseAllDocuments(lines.join('\n'))) expect(document.errors).toEqual([]);
});

test('the exit codes are those of the program', () => {
  expect(exitCodes.map(({ code }) => code)).toEqual([
    EXIT_OK,
    EXIT_BUG,
    EXIT_USAGE,
    ...Object.values(CATEGORY_EXIT_CODES),
  ]);
});

describe('GitHub', () => {
  test('the workflow is one, and uses the action as it is', () => {
    const text = block('yaml', 'OWNER/cf-aig@COMMIT');
    const fragment = block('yaml', '--format github');
    const steps = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${fragment.replace(/^/gm, '      ')}`;
    expect(
      lintWorkflows([
        { path: 'ci.yml', text },
        { path: 'steps.yml', text: steps },
      ]),
    ).toEqual([]);
    const [, , action, upload] = parse(text).jobs.doctor.steps;
    expect(Object.keys(action.with).filter((name) => !(name in ACTION.inputs))).toEqual([]);
    expect(upload.with.sarif_file).toBe(`\${{ steps.${action.id}.outputs.sarif }}`);
  });

  test('the tables have every input and output of the action', () => {
    expect(names(table('input')).sort()).toEqual(Object.keys(ACTION.inputs).sort());
    expect(names(table('output')).sort()).toEqual(Object.keys(ACTION.outputs).sort());
    for (const [input, value] of table('input').filter(([, text]) => text!.startsWith('`')))
      expect({ input, value }).toEqual({
        input,
        value: `\`${ACTION.inputs[names([[input!]])[0]!]!.default}\``,
      });
  });
});

/** The JUnit files that commands write. */
const junitFiles = (text: string) => [...text.matchAll(/--format junit=([\w.-]+)/g)].map(([, file]) => file);

test('GitLab gets the JUnit files that the job writes, and lets pass what may mend itself', () => {
  const { openclaw: job } = parse(block('yaml', 'before_script'));
  expect(job.artifacts).toEqual({ when: 'always', reports: { junit: junitFiles(job.script.join('\n')) } });
  expect(job.allow_failure.exit_codes).toEqual(retried);
});

test('Jenkins gets the JUnit files that the stage writes, whatever the result is', () => {
  const text = block('groovy', 'pipeline');
  expect(text.split('{').length).toBe(text.split('}').length);
  const [, files] = /always \{\s+junit .*testResults: '(.*)'/.exec(text)!;
  expect(files!.split(', ')).toEqual(junitFiles(text));
});

describe('pre-commit', () => {
  const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

  test('the page names the hook, which pre-commit can install', () => {
    const { repos } = parse(block('yaml', 'repos:'));
    expect(repos[0].hooks).toEqual([{ id: hook.id }]);
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(hook).toMatchObject({ language: 'node', pass_filenames: false });
    expect(Object.keys(bin)).toContain(hook.entry.split(' ')[0]);
  });

  test('npm pack prints the name of its file and nothing else, which is what pre-commit takes for it', async () => {
    await inTempFolder(async (folder) => {
      const pack = { name: 'x', version: '1.0.0', scripts: { prepare: 'echo prepared' } };
      writeFileSync(join(folder, 'package.json'), JSON.stringify(pack));
      copyFileSync('.npmrc', join(folder, '.npmrc'));
      const env = { PATH: process.env.PATH, HOME: folder };
      const { stdout } = spawnSync('npm', ['pack', '--dry-run'], {
        cwd: folder,
        env,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      expect(stdout).toBe('x-1.0.0.tgz\n');
    });
  });

  test.each([
    ['openclaw.json', true],
    ['agents/openclaw.json', true],
    ['openclaw.json.bak', false],
    ['my-openclaw.json', false],
  ])('%s', (path, isChecked) => {
    expect(new RegExp(hook.files).test(path)).toBe(isChecked);
  });

  test('it passes a good config, and stops a broken one', async () => {
    const stage = await Stage.open();
    try {
      const cwd = join(stage.home.path, '.openclaw');
      const [, ...words] = [...hook.entry.split(' '), ...hook.args];
      expect((await started(words, cwd, stage.env)).code).toBe(0);
      writeFileSync(join(cwd, 'openclaw.json'), '{ broken');
      expect(await started(words, cwd, stage.env)).toMatchObject({
        code: 10,
        output: expect.stringContaining('config-syntax'),
      });
    } finally {
      await stage.close();
    }
  });
});

/** The built program, in a folder. */
function started(args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  return ended(process.execPath, [builtProgram(), ...args], cwd, { PATH: process.env.PATH, ...env });
}

const posix = process.platform === 'win32' ? describe.skip : describe;
posix('the script for cron', () => {
  let stage: Stage;
  let tools: string;
  beforeEach(async () => {
    stage = await Stage.open();
    tools = join(stage.home.path, 'bin');
    const program = (name: string, text: string) =>
      stage.home.write(join(tools, name), `#!/bin/sh\n${text}\n`, 0o755);
    program('cf-aig', `exec '${process.execPath}' '${builtProgram()}' "$@"`);
    program('node', `exec '${process.execPath}' "$@"`);
    program('mail', `[ -e '${tools}/no mail' ] && exit 1; cat > /dev/null; echo "$*" >> '${tools}/mails'`);
    stage.home.write(join(tools, 'cf-aig-alarm'), block('sh', '# cf-aig-alarm ADDRESS'), 0o755);
  });
  afterEach(() => stage.close());

  /** Runs it so many times; the exit code of the last one. */
  async function alarm(times: number): Promise<number | null> {
    const env = { ...stage.env, PATH: `${tools}:/usr/bin:/bin` };
    let code: number | null = null;
    for (let run = 0; run < times; run++)
      ({ code } = await ended(join(tools, 'cf-aig-alarm'), ['me@example.com'], stage.home.path, env));
    return code;
  }
  const mails = () =>
    existsSync(join(tools, 'mails'))
      ? [...stage.home.read(join(tools, 'mails')).matchAll(/: (.*) \(was: (.*)\) me@example\.com/g)].map(
          ([, now, before]) => `${before} -> ${now}`,
        )
      : [];
  const edit = (change: (text: string) => string) =>
    stage.home.write(stage.home.config, change(stage.home.read(stage.home.config)));

  test('tells once of each change, and of none that has passed by the next run', async () => {
    expect(await alarm(2)).toBe(0);
    edit((text) => text.replace('/my-gateway/', '/my-gatewya/'));
    expect(await alarm(1)).toBe(12);
    edit((text) => text.replace('/my-gatewya/', '/my-gateway/'));
    expect(await alarm(1)).toBe(0);
    expect(mails()).toEqual([]);
    edit((text) => text.replace('/my-gateway/', '/my-gatewya/'));
    await alarm(3);
    expect(mails()).toEqual(['ok -> gateway-not-found']);
    edit(() => '{ broken');
    await alarm(3);
    expect(mails().slice(1)).toEqual(['gateway-not-found -> config-syntax']);
  });

  test('tells that it works again', async () => {
    const text = stage.home.read(stage.home.config);
    edit(() => '{ broken');
    await alarm(2);
    edit(() => text);
    await alarm(3);
    expect(mails()).toEqual(['ok -> config-syntax', 'config-syntax -> ok']);
  });

  test('tries again when the mail could not be sent', async () => {
    edit(() => '{ broken');
    writeFileSync(join(tools, 'no mail'), '');
    await alarm(2);
    rmSync(join(tools, 'no mail'));
    await alarm(2);
    expect(mails()).toEqual(['ok -> config-syntax']);
  });

  test('tells that cf-aig itself does not start', async () => {
    stage.home.write(join(tools, 'cf-aig'), '#!/bin/sh\nexit 127\n', 0o755);
    expect(await alarm(2)).toBe(127);
    expect(mails()).toEqual(['ok -> exit code 127']);
  });
});

describe('systemd', () => {
  /** By the name before each block. */
  const units = Object.fromEntries(
    [...PAGE.matchAll(/^`(cf-aig-[\w.-]+)`\n\n```ini\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [
      name!,
      text!,
    ]),
  );
  const value = (unit: string, key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(units[unit]!)?.[1];

  test('the units name each other, and the mark', () => {
    expect(Object.keys(units)).toEqual([
      'cf-aig-doctor.service',
      'cf-aig-doctor.timer',
      'cf-aig-alarm.service',
    ]);
    expect(units).toHaveProperty([value('cf-aig-doctor.service', 'OnFailure')!]);
    const mark = value('cf-aig-alarm.service', 'ConditionPathExists')!.replace('!', '');
    expect(value('cf-aig-alarm.service', 'ExecStartPost')).toBe(`/usr/bin/env touch ${mark}`);
    expect(value('cf-aig-doctor.service', 'ExecStartPost')).toBe(`/usr/bin/env rm -f ${mark}`);
  });

  test('systemd has nothing to say against them', async () => {
    await inTempFolder(async (folder) => {
      const verify = (texts: Record<string, string>) => {
        for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
        const files = Object.keys(texts).map((name) => join(folder, name));
        const env = { ...process.env, XDG_RUNTIME_DIR: folder };
        return spawnSync('systemd-analyze', ['--user', '--man=no', 'verify', ...files], {
          env,
          encoding: 'utf8',
        });
      };
      const { error, stderr, status } = verify(units);
      // The machine has no systemd.
      if ((error as NodeJS.ErrnoException)?.code === 'ENOENT') return;
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(verify({ 'wrong.service': '[Service]\nExecStrat=/bin/true\n' }).stderr).toContain('ExecStrat');
    });
  });
});

describe('Prometheus', () => {
  test('the rules ask for metrics and labels that there are', async () => {
    const stage = await Stage.open();
    writeFileSync(stage.home.config, '{ broken');
    const { stdout } = await stage.run(['doctor', '--format', 'prometheus']);
    await stage.close();
    const { groups } = parse(block('yaml', 'groups:'));
    for (const { alert, expr, labels, annotations } of groups[0].rules) {
      expect({ alert, labels, annotations }).toEqual({
        alert,
        labels: { severity: expect.any(String) },
        annotations: expect.objectContaining({ summary: expect.any(String) }),
      });
      const [, metric, selector] = /(cf_aig_\w+)\{(.*?)\}/.exec(expr)!;
      const lines = stdout
        .split('\n')
        .filter((line) => line.startsWith(`${metric}{`) && line.includes(selector!));
      expect(lines.length).toBeGreaterThan(0);
      const grouped = /by \((.*?)\)/.exec(expr)?.[1]?.split(', ') ?? [];
      for (const label of grouped) expect(lines[0]).toContain(`${label}="`);
    }
  });
});

interface Probe {
  exec: { command: string[] };
  timeoutSeconds: number;
  periodSeconds: number;
}

describe('containers', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  test('the CronJob runs doctor with the config and the token, and gives up at once on what no retry mends', async () => {
    const { apiVersion, kind, spec } = parse(block('yaml', 'kind: CronJob'));
    expect({ apiVersion, kind }).toEqual({ apiVersion: 'batch/v1', kind: 'CronJob' });
    const { podFailurePolicy, template, backoffLimit } = spec.jobTemplate.spec;
    const [{ action, onExitCodes }] = podFailurePolicy.rules;
    const [container] = template.spec.containers;
    expect({ action, container: onExitCodes.containerName }).toEqual({
      action: 'FailJob',
      container: container.name,
    });
    const final = exitCodes.map(({ code }) => code).filter((code) => code && !retried.includes(code));
    expect(onExitCodes.values).toEqual(final);
    expect(backoffLimit).toBeGreaterThan(0);
    // Kubernetes takes the policy with this one only.
    expect(template.spec.restartPolicy).toBe('Never');
    const secret = container.envFrom[0].secretRef.name;
    expect(PAGE).toContain(`kubectl create secret generic ${secret} `);
    expect(PAGE).toContain(`kubectl create configmap ${template.spec.volumes[0].configMap.name} `);
    const [mount] = container.volumeMounts;
    expect(container.env).toEqual([
      { name: 'OPENCLAW_CONFIG_PATH', value: `${mount.mountPath}/openclaw.json` },
    ]);
    // As there: the config alone in its folder, and the token in the environment.
    const config = join(stage.home.path, 'config', 'openclaw.json');
    stage.home.write(config, stage.home.read(stage.home.config));
    rmSync(join(stage.home.path, '.openclaw'), { recursive: true });
    const [, ...args] = container.command;
    const run = await stage.run(args, {
      OPENCLAW_CONFIG_PATH: config,
      CLOUDFLARE_AI_GATEWAY_API_KEY: stage.sandbox.token,
    });
    expect(run.code).toBe(0);
  });

  test('the probes end before they are ended', async () => {
    const probes: Probe[] = Object.values(parse(block('yaml', 'readinessProbe')));
    expect(probes).toHaveLength(2);
    for (const { exec, timeoutSeconds, periodSeconds } of probes) {
      const { command } = exec;
      const timeout = Number(command[command.indexOf('--timeout') + 1]);
      if (!command.includes('--offline')) expect(timeout / 1000).toBeLessThan(timeoutSeconds);
      expect(timeoutSeconds).toBeLessThanOrEqual(periodSeconds);
      expect(command[0]).toBe('cf-aig');
      expect((await stage.run(command.slice(1))).code).toBe(0);
    }
  });

  test('the health check of Docker runs doctor', async () => {
    const [, command] = /CMD (\[.*\])/.exec(block('dockerfile', 'HEALTHCHECK'))!;
    const [program, ...args] = JSON.parse(command!);
    expect(program).toBe('cf-aig');
    expect((await stage.run(args)).code).toBe(0);
  });
});
