import { expect, test } from '@jest/globals';
import { primaryModel } from '../../src/openclaw/blocks/model-refs.js';
import { modelRoles } from '../../src/openclaw/blocks/model-roles.js';
import { withModelVariables } from '../../src/openclaw/model-variables.js';
import { inHome } from '../doctor/home.js';

const REFERENCE = '$' + '{MODEL}';
const MODEL = 'openai/gpt-4o-mini';
const UNLISTED = `own/${REFERENCE}`;

const look = (agents: unknown, env: NodeJS.ProcessEnv = { MODEL }) =>
  inHome(async (home) => {
    const block = { models: [{ id: REFERENCE, name: 'mine' }] };
    const { snapshot } = await home.inputs({ config: { agents }, block, env });
    return { written: snapshot, read: withModelVariables(snapshot) };
  });

test('a variable is replaced wherever a model is chosen', async () => {
  const ref = `cloudflare-ai-gateway/${REFERENCE}`;
  const { read } = await look({
    defaults: { model: { primary: ref, fallbacks: [ref] }, heartbeat: { model: ref } },
    entries: { main: { model: ref } },
  });
  const refs = modelRoles(read.config.value).map(({ model }) => model.ref);
  expect(refs).toEqual(Array(4).fill(`cloudflare-ai-gateway/${MODEL}`));
});

test('and in the ids of the block', async () => {
  const { read } = await look({});
  expect(read.blocks[0]?.models.map(({ id }) => id)).toEqual([MODEL]);
});

test('without a value it stays', async () => {
  const { read } = await look({ defaults: { model: UNLISTED } }, {});
  expect(primaryModel(read.config.value)?.ref).toBe(UNLISTED);
});

test('what is written keeps it', async () => {
  const { written } = await look({ defaults: { model: UNLISTED } });
  expect(primaryModel(written.config.value)?.ref).toBe(UNLISTED);
});
