import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CATEGORIES, CATEGORY_EXIT_CODES } from '../../../../src/diagnosis/causes/category.js';
import { planSetup } from '../../../../src/openclaw/changes/setup-plan.js';
import { planSkill, withSkill } from '../../../../src/openclaw/changes/skill/skill-plan.js';
import { SKILL_TEXT } from '../../../../src/openclaw/changes/skill/skill-text.generated.js';
import { writePlan } from '../../../../src/openclaw/changes/write-plan.js';
import { distinctSecretsIn } from '../../../../src/openclaw/secrets/secrets-in-text.js';
import { SETUP } from '../../memory.js';
import { RealHome } from '../../real-home.js';

const CONFIG = '// mine\n{\n  gateway: { mode: "local" },\n}\n';
const OWN = '---\nname: cf-aig\n---\nmine\n';
const SECOND = 'cloudflare-ai-gateway-work';

let home: RealHome;
let file: string;
beforeEach(() => {
  home = new RealHome();
  file = join(home.state, 'skills', 'cf-aig', 'SKILL.md');
});
afterEach(() => home.remove());

const skill = () => home.contents()['skills/cf-aig/SKILL.md'];

async function setUpWithSkill(more: Partial<typeof SETUP> = {}) {
  const current = await home.current();
  const plan = withSkill(planSetup({ ...SETUP, ...more }, current), current);
  await writePlan(plan, 'init');
  return plan;
}

async function addSkill() {
  const planned = planSkill(await home.current());
  const written = await writePlan(planned.plan, 'init --skill');
  return { ...planned, actions: written.map(({ action }) => action) };
}

/** As an older version of cf-aig would have: its text is in the journal. */
async function addOlderSkill() {
  const { plan } = planSkill(await home.current());
  const writes = plan.writes.map((write) => ({ ...write, after: 'older\n' }));
  await writePlan({ ...plan, writes }, 'init --skill');
}

describe('adding the skill', () => {
  test('writes one file, and a second time nothing', async () => {
    await home.setUp();
    const before = home.contents();
    expect(await addSkill()).toMatchObject({ actions: ['create'], isForeign: false, plan: { notes: [] } });
    expect(home.contents()).toEqual({ ...before, 'skills/cf-aig/SKILL.md': SKILL_TEXT });
    expect(await addSkill()).toMatchObject({ actions: ['none'], isForeign: false });
    expect(home.read(`${home.config}.cf-aig.journal`).match(/"command"/g)).toHaveLength(2);
  });

  test('brings that of an older version up to date', async () => {
    await addOlderSkill();
    expect(await addSkill()).toMatchObject({ actions: ['edit'], isForeign: false, plan: { notes: [] } });
    expect(skill()).toBe(SKILL_TEXT);
  });

  test('says that it replaces what the user has changed', async () => {
    await addSkill();
    home.write(file, `${SKILL_TEXT}mine\n`);
    const note = `${file} is not as cf-aig wrote it: it is replaced, and kept as a backup.`;
    expect(await addSkill()).toMatchObject({ actions: ['edit'], isForeign: true, plan: { notes: [note] } });
    expect(home.read(`${file}.cf-aig.bak`)).toBe(`${SKILL_TEXT}mine\n`);
  });

  test('with a setup leaves what the user has changed, and says so', async () => {
    home.write(file, OWN);
    const { notes } = await setUpWithSkill();
    expect(notes).toEqual([
      `${file} stays: it is not as cf-aig wrote it. \`cf-aig init --skill\` alone replaces it.`,
    ]);
    expect(skill()).toBe(OWN);
  });
});

describe('undo', () => {
  test('takes out the skill with the setup it came with', async () => {
    home.write(home.config, CONFIG);
    const before = home.contents();
    await setUpWithSkill();
    await home.undo();
    expect(home.contents()).toEqual(before);
  });

  test('takes out only the skill if it came alone', async () => {
    await home.setUp();
    const before = home.contents();
    await addSkill();
    await home.undo();
    expect(home.contents()).toEqual(before);
  });

  test('brings back what the skill replaced', async () => {
    home.write(file, OWN);
    await addSkill();
    await home.undo();
    expect(skill()).toBe(OWN);
  });
});

describe('the removal of the last block', () => {
  test.each(['before', 'with', 'after'] as const)('takes out a skill that came %s it', async (when) => {
    home.write(home.config, CONFIG);
    const before = home.contents();
    if (when === 'before') await addSkill();
    if (when === 'with') await setUpWithSkill();
    else await home.setUp();
    if (when === 'after') await addSkill();
    await home.takeOut();
    expect(home.contents()).toEqual(before);
    await home.undo();
    expect(skill()).toBe(SKILL_TEXT);
  });

  test('takes out the skill with a block that the user wrote', async () => {
    const own = planSetup(SETUP, await home.current()).configAfter;
    home.write(home.config, own);
    await addSkill();
    await home.takeOut();
    expect(skill()).toBeUndefined();
    expect(home.read(home.config)).not.toContain('cloudflare-ai-gateway');
  });

  test('takes out the skill where the block is gone already', async () => {
    await home.setUp();
    await addSkill();
    home.write(home.config, CONFIG);
    home.write(home.env, '');
    await home.takeOut();
    expect(skill()).toBeUndefined();
    expect(home.read(home.config)).toBe(CONFIG);
  });

  test('takes out the skill of an older version', async () => {
    await addOlderSkill();
    await home.setUp();
    await home.takeOut();
    expect(home.contents()).toEqual({});
  });

  test('brings back what the skill replaced', async () => {
    home.write(file, OWN);
    await home.setUp();
    await addSkill();
    await home.takeOut();
    expect(home.contents()).toEqual({ 'skills/cf-aig/SKILL.md': OWN });
    expect(planSkill(await home.current())).toMatchObject({ isForeign: true });
  });

  test('brings back what an older version of the skill replaced', async () => {
    home.write(file, OWN);
    await addOlderSkill();
    await setUpWithSkill();
    await home.takeOut();
    expect(home.contents()).toEqual({ 'skills/cf-aig/SKILL.md': OWN });
  });

  test('does not bring back what the user has deleted meanwhile', async () => {
    home.write(file, OWN);
    await home.setUp();
    await addSkill();
    await home.takeOut();
    rmSync(file);
    await setUpWithSkill();
    await home.takeOut();
    expect(home.contents()).toEqual({});
  });

  test('leaves a skill that the user has changed, and restores every byte of the rest', async () => {
    home.write(home.config, CONFIG);
    await setUpWithSkill();
    home.write(file, `${SKILL_TEXT}mine\n`);
    const plan = await home.takeOut();
    expect(plan?.notes).toEqual([`${file} stays: it has been changed since cf-aig wrote it.`]);
    expect(home.contents()).toEqual({
      'openclaw.json': CONFIG,
      'skills/cf-aig/SKILL.md': `${SKILL_TEXT}mine\n`,
    });
  });

  test('leaves a skill that the user, or a setup with another config, has put there', async () => {
    await home.setUp();
    home.write(file, SKILL_TEXT);
    expect(await addSkill()).toMatchObject({ actions: ['none'] });
    const plan = await home.takeOut();
    expect(plan?.notes).toEqual([`${file} stays: there is no record that init wrote it.`]);
    expect(home.contents()).toEqual({ 'skills/cf-aig/SKILL.md': SKILL_TEXT });
    expect(await home.takeOut()).toBeUndefined();
  });

  test('takes out the skill by its text if there is no record of anything', async () => {
    await setUpWithSkill();
    rmSync(`${home.config}.cf-aig.journal`);
    await home.takeOut();
    expect(skill()).toBeUndefined();
  });

  test('says why it leaves a skill that cannot be read', async () => {
    await setUpWithSkill();
    rmSync(file);
    mkdirSync(file);
    expect((await home.takeOut())?.notes).toEqual([`${file} stays: it is a directory.`]);
  });

  test('is finished by a second one if the first was killed before it reached the skill', async () => {
    await setUpWithSkill();
    await home.takeOut();
    home.write(file, SKILL_TEXT);
    await home.takeOut();
    expect(home.contents()).toEqual({});
  });
});

test('the removal of one block of two leaves the skill', async () => {
  await setUpWithSkill();
  await home.setUp({ providerId: SECOND, gateway: 'work' });
  await home.takeOut(SECOND);
  expect(skill()).toBe(SKILL_TEXT);
  await home.setUp({ providerId: SECOND, gateway: 'work' });
  await home.takeOut();
  expect(skill()).toBe(SKILL_TEXT);
  await home.takeOut(SECOND);
  expect(skill()).toBeUndefined();
});

describe('its text', () => {
  test('is that of the package', () => {
    expect(SKILL_TEXT).toBe(readFileSync('skills/cf-aig/SKILL.md', 'utf8'));
    const { files } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(files).toContain(dirname('skills/cf-aig'));
  });

  test('has a description that OpenClaw shows in full', () => {
    const [, description] = /^description: "(.+)"$/m.exec(SKILL_TEXT) ?? [];
    expect(description!.length).toBeLessThanOrEqual(160);
  });

  test('gives the exit code of every category', () => {
    for (const category of CATEGORIES) {
      expect(SKILL_TEXT).toContain(`| ${CATEGORY_EXIT_CODES[category]} | \`${category}\` |`);
    }
  });

  test('has nothing in it that would be redacted', () => {
    expect(distinctSecretsIn(SKILL_TEXT)).toEqual([]);
  });
});
