import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { FORMATS, type ReportFormat } from '../../src/cli/render/formats/format.js';
import { run } from '../../src/cli/run.js';
import { junitFaults } from '../cli/render/formats/junit-faults.js';
import { PROBLEMS_ONLY, READERS } from '../cli/render/formats/readers.js';
import { memoryIo } from '../memory-io.js';
import { Stage } from './features-setup.js';
import { parseXml } from './parse-xml.js';

let stage: Stage;
afterEach(() => stage.close());

/** Times and ids differ between two runs. */
function withoutTimes(stdout: string): unknown {
  return JSON.parse(stdout, (key, value) =>
    /Ms$|^startedAt$|^logId$/.test(key) || /^(?:cf-aig-log-id|cf-ray|x-request-id): /.test(value) ? 0 : value,
  );
}

describe('--format', () => {
  test.each([
    ['doctor', '--offline'],
    ['test-model', 'openai/fail-401', '--retries', '0'],
  ])('json is --json: %s', async (...args) => {
    stage = await Stage.open();
    const [format, flag] = [
      await stage.run([...args, '--format', 'json']),
      await stage.run([...args, '--json']),
    ];
    expect(withoutTimes(format.stdout)).toEqual(withoutTimes(flag.stdout));
    expect(format.code).toBe(flag.code);
    const wrong = await stage.run([...args, '--format=json', '--nonsense']);
    expect(wrong.json()).toMatchObject({ ok: false, exitCode: 2, error: { message: expect.any(String) } });
  });

  test('human is what is printed without it', async () => {
    stage = await Stage.open();
    const args = ['doctor', '--offline'];
    const [format, none] = [await stage.run([...args, '--format', 'human']), await stage.run(args)];
    expect(format.stdout).toBe(none.stdout);
  });

  test('github is --github', async () => {
    stage = await Stage.open();
    const args = ['test-model', 'openai/gpt-4o', 'openai/fail-401', '--retries', '0'];
    const [format, flag] = [
      await stage.run([...args, '--format', 'github']),
      await stage.run([...args, '--github']),
    ];
    expect(format.stdout).toBe(flag.stdout);
  });

  test.each([
    ['doctor', '--json', '--format', 'junit'],
    ['doctor', '--format', 'junit', '--report'],
    ['doctor', '--watch', '--format', 'json'],
    ['doctor', '--format', 'nonsense'],
    ['doctor', '--format', 'nonsense=out.txt'],
    ['doctor', '--format', 'sarif='],
    ['doctor', '--format', 'human=out.txt'],
    ['doctor', '--format', 'junit', '--format', 'markdown'],
    ['test-model', '--github', '--format', 'junit'],
    ['test-model', '--github', '--json'],
  ])('wrong usage: %s %s %s %s', async (...args) => {
    stage = await Stage.open();
    const { code, stderr, stdout } = await stage.run(args);
    expect(code).toBe(2);
    expect(stdout === '' ? stderr : stdout).toMatch(/junit|format|--github|--json/);
  });

  test('files get their formats from the same run, and stdout its own', async () => {
    stage = await Stage.open();
    const inHome = (name: string) => join(stage.home.path, name);
    const args = ['test-model', 'openai/fail-401', '--retries', '0'];
    const files = ['--format', `sarif=${inHome('a=b.sarif')}`, `--format=json=${inHome('document.json')}`];
    const { code, stdout, stderr } = await stage.run([...args, ...files, '--format', 'junit']);
    const document = JSON.parse(stage.home.read(inHome('document.json')));
    const { invocations, results } = JSON.parse(stage.home.read(inHome('a=b.sarif'))).runs[0];
    expect(document).toMatchObject({ command: 'test-model', ok: false, exitCode: code });
    expect(invocations).toMatchObject([{ exitCode: code, startTimeUtc: document.startedAt }]);
    expect(results).toMatchObject([{ ruleId: document.verdict.cause }]);
    expect(parseXml(stdout).name).toBe('testsuites');
    expect(stderr).toContain(`Written: ${inHome('document.json')}`.replace(stage.home.path, '~'));
  });

  test('a file leaves the text for people as it is', async () => {
    stage = await Stage.open();
    const file = join(stage.home.path, 'document.json');
    const args = ['doctor', '--offline'];
    const [plain, withFile, json] = [
      await stage.run(args),
      await stage.run([...args, '--format', `json=${file}`]),
      await stage.run([...args, '--json']),
    ];
    expect(withFile.stdout).toBe(plain.stdout);
    expect(withoutTimes(stage.home.read(file))).toEqual(withoutTimes(json.stdout));
  });

  test.each([
    ['wrong usage', ['--nonsense'], 2],
    ['a setup that cannot be used', [], 10],
  ])('the document is written after %s as well', async (_, args, exitCode) => {
    stage = await Stage.open();
    stage.home.write(stage.home.config, '{ models: { ');
    const file = join(stage.home.path, 'document.json');
    const { code, stderr } = await stage.run(['test-model', ...args, '--format', `json=${file}`]);
    expect({ code, document: JSON.parse(stage.home.read(file)) }).toMatchObject({
      code: exitCode,
      document: { ok: false, exitCode, error: { message: expect.any(String) } },
    });
    expect(stderr).not.toBe('');
  });

  test.each([
    ['--format', 'json=no such folder/x'],
    ['--html', 'no such folder/x', '--junit', 'y'],
    ['--format', 'sarif=x', '--junit', './x'],
    ['--format', 'github'],
  ])('what cannot be written costs no request: %s %s', async (...args) => {
    stage = await Stage.open();
    const { code, stderr } = await stage.run(['test-model', ...args], {
      GITHUB_STEP_SUMMARY: 'no such folder/summary.md',
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/cannot be written|two outputs/),
    });
    expect(stage.sandbox.requests).toEqual([]);
  });

  test.each([
    ['doctor', '--format', 'json'],
    ['doctor', '--nonsense', '--format', 'json'],
    ['test-model', '--format', 'sarif'],
  ])('OpenClaw’s config is not replaced by a report: %s %s %s', async (...args) => {
    stage = await Stage.open();
    const config = stage.home.read(stage.home.config);
    // Without the check of stage.run() that such a file is a document.
    const io = memoryIo({ env: stage.env });
    expect(await run(io, [...args.slice(0, -1), `${args.at(-1)}=${stage.home.config}`])).toBe(2);
    expect(stage.home.read(stage.home.config)).toBe(config);
    expect(stage.sandbox.requests).toEqual([]);
  });

  test('an earlier document is replaced', async () => {
    stage = await Stage.open();
    const file = join(stage.home.path, 'document.json');
    await stage.run(['doctor', '--offline', '--format', `json=${file}`]);
    await stage.run(['doctor', '--nonsense', '--format', `json=${file}`]);
    expect(JSON.parse(stage.home.read(file))).toMatchObject({ ok: false, exitCode: 2 });
  });

  test('what is wrong with a file is a document under --json', async () => {
    stage = await Stage.open();
    const { code, json } = await stage.run([
      'doctor',
      '--offline',
      '--json',
      '--format',
      'sarif=/dev/null/x',
    ]);
    expect({ code, document: json() }).toMatchObject({ code: 2, document: { ok: false, exitCode: 2 } });
  });

  test.each(FORMATS.filter((format) => format !== 'json'))(
    'wrong usage with %s is an error on stderr, and stdout stays empty',
    async (format) => {
      stage = await Stage.open();
      const { code, stdout, stderr } = await stage.run(['doctor', '--format', format, '--nonsense']);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('unknown option');
    },
  );

  /** Names that mean something in one of the formats, or to who reads its output. */
  const NASTY = [
    'openai/a|b`c\\|d',
    'openai/😀 "quoted" \'too\' <x> & ]]>',
    `openai/${'long'.repeat(1000)}`,
    'openai/\u001b[31mred\u0000\u202e',
    'openai/a\n::error file=x,line=1::y\r\n| c |',
    'openai/a%0A:b,c=d',
    'openai/{x="1"} 2\\',
  ];

  test.each(Object.keys(READERS) as ReportFormat[])(
    '%s is what its readers take, whatever the names are, for every status',
    async (format) => {
      const read = READERS[format];
      const wellRows = PROBLEMS_ONLY.includes(format) ? 0 : 1;
      stage = await Stage.open();
      const passed = await stage.run(['test-model', '--format', format]);
      expect({ code: passed.code, rows: read(passed.stdout).length }).toEqual({ code: 0, rows: wellRows });
      const mixed = await stage.run([
        'test-model',
        'openai/gpt-4o-mini',
        ...NASTY,
        '--retries',
        '0',
        '--format',
        format,
      ]);
      expect(mixed.code).not.toBe(0);
      expect(read(mixed.stdout)).toHaveLength(wellRows + NASTY.length);

      stage.editBlock((block) => {
        block.headers = { 'x-of-mine': 'sk-proj-FAKEfakeFAKEfakeFAKEfakeFAKE0000' };
        block.models = NASTY.map((id) => ({ id }));
      });
      for (const flags of [['--offline'], [], ['--strict']]) {
        const { stdout } = await stage.run(['doctor', ...flags, '--format', format]);
        expect(read(stdout).length).toBeGreaterThan(0);
      }
    },
  );

  test.each(FORMATS)('%s has the exit code of the run, and no secret', async (format) => {
    stage = await Stage.open();
    const { token } = stage.sandbox;
    const secret = 'sk-proj-FAKEfakeFAKEfakeFAKEfakeFAKE0000';
    stage.editBlock((block) => {
      block.headers = { 'x-of-mine': secret };
    });
    for (const args of [
      ['doctor', '--offline'],
      ['test-model', 'openai/fail-401', '--retries', '0'],
    ]) {
      const plain = await stage.run(args);
      const run = await stage.run([...args, '--format', format]);
      expect(run.code).toBe(plain.code);
      expect(run.stdout).not.toBe('');
      expect(run.stdout + run.stderr).not.toContain(token);
      expect(run.stdout + run.stderr).not.toContain(secret);
    }
  });
});

describe('JUnit', () => {
  test.each([
    ['doctor', 'doctor', '--offline'],
    ['test-model', 'test-model', 'openai/gpt-4o', 'openai/fail-401', '--retries', '0'],
  ])('has what the schema of Jenkins allows: %s', async (command, ...args) => {
    stage = await Stage.open();
    stage.editBlock((block) => {
      block.headers = { 'x-of-mine': 'sk-proj-FAKEfakeFAKEfakeFAKEfakeFAKE0000' };
    });
    const { stdout } = await stage.run([...args, '--format', 'junit']);
    expect(junitFaults(stdout)).toEqual([]);
    expect(parseXml(stdout).children[0]!.attributes.name).toBe(command);
  });
});

describe('GitHub', () => {
  test('annotations of doctor point at the file, and the summary of the job has the table', async () => {
    stage = await Stage.open();
    const summary = join(stage.home.path, 'summary.md');
    stage.editBlock((block) => {
      block.headers = { 'x-of-mine': 'sk-proj-FAKEfakeFAKEfakeFAKEfakeFAKE0000' };
    });
    const { stdout } = await stage.run(['doctor', '--offline', '--format', 'github'], {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ACTIONS: 'true',
    });
    expect(stdout).toMatch(
      /^::(?:warning|error) title=credentials%3A config \/ secret-in-config,file=[^,]*openclaw\.json,line=\d+,col=\d+::/m,
    );
    expect(stdout).toMatch(/^::notice title=cf-aig doctor::/m);
    expect(stage.home.read(summary)).toContain('| `credentials` | **warn** |');
  });

  test.each(['github', 'sarif'])(
    'paths of %s begin at the root of the checkout, wherever the step works',
    async (format) => {
      stage = await Stage.open();
      writeFileSync(stage.home.config, '{ broken');
      const { stdout } = await stage.run(['doctor', '--offline', '--format', format], {
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: stage.home.path,
      });
      expect(stdout).toMatch(/(?:file=|"uri": ")\.openclaw\/openclaw\.json[",]/);
    },
  );

  test('the summary stays below the size at which GitHub drops it', async () => {
    stage = await Stage.open();
    const summary = join(stage.home.path, 'summary.md');
    const models = Array.from({ length: 20 }, (_, n) => `openai/fail-401-${n}`);
    writeFileSync(summary, 'x'.repeat(995_000));
    const { stdout } = await stage.run(['test-model', ...models, '--retries', '0', '--format', 'github'], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(stage.home.read(summary)).toMatch(
      /fail-401-0(.|\n)*The rest does not fit here: the log has it\.\n$/,
    );
    expect(statSync(summary).size).toBeLessThan(2 ** 20);
    expect(stdout.match(/^::error /gm)).toHaveLength(models.length);
  });
});

test('markdown names every check, and each problem with its fix', async () => {
  stage = await Stage.open();
  writeFileSync(join(stage.home.path, '.openclaw', 'openclaw.json'), '{ models: { ');
  const { stdout, code } = await stage.run(['doctor', '--offline', '--format', 'markdown']);
  expect(code).toBe(10);
  expect(stdout).toContain('### cf-aig doctor\n');
  expect(stdout).toContain('| `config-syntax` | **fail** |');
  expect(stdout).toMatch(/#### `config-syntax`: config · \S+/);
  expect(stdout).toMatch(/- at `[^`]*openclaw\.json:1:12`/);
});

test('a command of a GitHub runner in foreign text is none in XML', async () => {
  stage = await Stage.open();
  appendFileSync(join(stage.home.path, '.openclaw', '.env'), '\n');
  const { stdout } = await stage.run([
    'test-model',
    'x\n::stop-commands::y',
    '##[error]',
    '--format',
    'junit',
  ]);
  expect(stdout).not.toMatch(/^\s*::|##\[/m);
  parseXml(stdout);
});
