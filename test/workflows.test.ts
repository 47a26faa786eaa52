import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { lintWorkflows } from './lint-workflows.js';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  steps: Step[];
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  environment?: string;
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const FILES = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);

/** All that a job may do beside reading the code. */
const RIGHTS: Record<string, Record<string, string>> = {
  'release.yml publish': { 'id-token': 'write' },
  'release.yml attach': { contents: 'write' },
};

describe.each(FILES)('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const workflow: Workflow = parse(text);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('a job may only do what it needs, and ends', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const right = RIGHTS[`${file.slice(FOLDER.length + 1)} ${name}`] ?? { contents: 'read' };
      expect({ name, permissions: job.permissions }).toEqual({ name, permissions: right });
      expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    }
  });

  test('actions are pinned to a commit, with the version beside it', () => {
    const pins = [...text.matchAll(/uses: (.*)/g)]
      .map(([, pin]) => pin!)
      .filter((pin) => !pin.startsWith('./'));
    for (const pin of pins) expect(pin).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('a checkout keeps no credentials', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  test('a script has no expression in it but the words of this file', () => {
    for (const { run = '' } of steps)
      expect(run.replace(/\$\{\{ matrix\.\w+ \}\}/g, '')).not.toContain('${{');
  });
});

test('actionlint finds nothing, and would find something', () => {
  const broken = stringify({
    on: 'push',
    jobs: { x: { 'runs-on': 'ubuntu-latest', steps: [{ run: `$\{{ github.head_ref }}` }] } },
  });
  const files = FILES.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  expect(lintWorkflows([...files, { path: 'broken.yml', text: broken }])).toEqual([
    expect.stringMatching(/^broken\.yml:\d+: .*potentially untrusted/),
  ]);
});

test('one action has one version', () => {
  const pins = FILES.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/uses: (\S+)@(\S+ # \S+)/g)]);
  const versions = new Map(pins.map(([, action, version]) => [action, version]));
  for (const [, action, version] of pins)
    expect({ action, version }).toEqual({ action, version: versions.get(action) });
});

test('this repository gives its own action inputs that it has', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8'));
  const jobs = FILES.flatMap((file) => Object.values<Job>(parse(readFileSync(file, 'utf8')).jobs));
  const given = jobs.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.uses === './' ? [step.with ?? {}] : [])),
  );
  expect(given.length).toBeGreaterThan(0);
  expect(given.flatMap(Object.keys).filter((name) => !(name in inputs))).toEqual([]);
});

test('the steps of action.yml are what actionlint would let a workflow do', () => {
  const { inputs, runs } = parse(readFileSync('action.yml', 'utf8'));
  const declared = Object.keys(inputs).map((name) => [name, { type: 'string' }]);
  const workflow = {
    on: { workflow_call: { inputs: Object.fromEntries(declared) } },
    jobs: { action: { 'runs-on': 'ubuntu-latest', steps: runs.steps } },
  };
  expect(lintWorkflows([{ path: 'action.yml', text: stringify(workflow) }])).toEqual([]);
});

describe('a release', () => {
  const { jobs }: Workflow = parse(readFileSync(`${FOLDER}/release.yml`, 'utf8'));
  const scripts = (job: string) => jobs[job]!.steps.flatMap(({ run }) => run ?? []).join('\n');

  test('is checked and tested before it is packed', () => {
    expect(scripts('pack')).toMatch(
      /check-release\.js "\$GITHUB_REF_NAME"(.|\n)*\.ci\/run(.|\n)*npm pack --ignore-scripts/,
    );
  });

  test('is published from the tarball that was tested, by a job that runs nothing else', () => {
    const { steps, environment } = jobs.publish!;
    expect(environment).toBe('npm');
    expect(scripts('publish')).toMatch(/sha256sum --check(.|\n)*npm publish \.\/\*\.tgz --provenance/);
    expect(scripts('publish')).not.toMatch(/npm (?:ci|install|run)|npx/);
    expect(steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
  });

  test('takes nothing from a cache', () => {
    const caches = Object.values(jobs).flatMap((job) =>
      job.steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')).map((step) => step.with),
    );
    expect(caches.length).toBeGreaterThan(0);
    for (const options of caches) expect(options).toMatchObject({ 'package-manager-cache': false });
  });
});
