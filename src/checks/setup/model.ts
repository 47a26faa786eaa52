import { checkModelId } from '../../gateway/model-ids.js';
import { nearest } from '../../lib/nearest.js';
import type { ProviderBlock } from '../../openclaw/block.js';
import { hasMaxTokensField, refusesMaxTokens } from '../../openclaw/known-models.js';
import { fallbackModels, primaryModel } from '../../openclaw/models.js';
import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { type Outcome, pass, problem } from '../finding.js';

/** The primary model: points at this block, is listed there, and has the form that the route wants. */
export const model: Check<DoctorContext> = {
  id: 'model',
  title: 'Model',
  needs: ['provider-block'],
  async run(context): Promise<Outcome | Outcome[]> {
    const { value } = await context.config();
    const { block, url } = (await context.target())!;
    const values = await context.values();
    const listed = block.models.map(({ id }) => id);
    const primary = value && primaryModel(value);
    const example = `${block.id}/${listed[0] ?? 'openai/gpt-4o-mini'}`;

    if (!primary) return problem('model-primary-missing', { ...values, expected: example });
    if (primary.providerId !== block.id) {
      const isOther = (await context.blocks()).some(({ id }) => id === primary.providerId);
      if (isOther) return pass(`${primary.ref}, of another block that was not asked for`);
      const forgotten = listed.includes(primary.ref);
      return problem(
        forgotten ? 'model-ref-prefix-missing' : 'model-primary-elsewhere',
        { ...values, found: primary.ref, expected: forgotten ? `${block.id}/${primary.ref}` : example },
        `${primary.path.join('.')} = ${primary.ref}`,
      );
    }

    const own = { ...values, model: primary.modelId, modelRef: primary.ref };
    const findings: Outcome[] = [];
    const form = url?.route ? checkModelId(url.route, primary.modelId) : undefined;
    if (form)
      findings.push(
        problem(form.cause, { ...own, ...form.values }, `${primary.path.join('.')} = ${primary.ref}`),
      );
    if (!listed.length) findings.push(problem('models-empty', own));
    else if (!listed.includes(primary.modelId)) {
      findings.push(
        problem(
          'model-not-listed',
          { ...own, nearest: nearest(primary.modelId, listed) },
          `listed: ${listed.join(', ')}`,
        ),
      );
    }
    if (listed.includes(primary.modelId) && lacksMaxTokensField(block, primary.modelId)) {
      findings.push(problem('max-tokens-field', own));
    }
    const astray = fallbackModels(value!).filter(
      ({ providerId, modelId }) => providerId === block.id && listed.length > 0 && !listed.includes(modelId),
    );
    findings.push(
      ...astray.map(({ ref, modelId }) =>
        problem('model-not-listed', { ...own, model: modelId, modelRef: ref }),
      ),
    );
    return findings.length ? findings : pass(primary.ref);
  },
};

/** OpenClaw 2026.9.6 sends `max_tokens` to a gateway, which OpenAI's reasoning models refuse on chat completions. */
function lacksMaxTokensField({ api, models }: ProviderBlock, modelId: string): boolean {
  const entry = models.find(({ id }) => id === modelId)?.raw ?? {};
  return api === 'openai-completions' && refusesMaxTokens(modelId) && !hasMaxTokensField(entry);
}
