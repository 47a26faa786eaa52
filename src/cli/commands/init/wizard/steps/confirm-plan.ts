import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import { completeOnce } from '../../../../../models/model-test.js';
import {
  findRecipe,
  RECIPE_NAMES,
  type RecipeName,
  routeOfRecipe,
} from '../../../../../openclaw/blocks/recipes.js';
import type { Plan } from '../../../../../openclaw/changes/setup-plan.js';
import { plannedTarget } from '../../../../../openclaw/planned-target.js';
import { Back, type Choice } from '../../../../prompts/asker.js';
import { diffText, planSummary } from '../../../../render/plan-text.js';
import { Interrupted } from '../../../../shared/errors.js';
import { type Answers, allModels, type PartialAnswers } from '../../answers/answers.js';
import { type CheckedPlan, checkPlan, requireSound } from '../../answers/check-plan.js';
import { complete } from '../../answers/gather-answers.js';
import { planFor, setupOf } from '../../answers/plan-for.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'Every line that changes is shown above, with secrets masked. Everything else stays as it is, byte for byte. A backup is kept; `cf-aig undo` reverts the change.';

type Decision = 'write' | 'keep' | 'fallbacks' | 'test' | 'route' | 'no';

/** Shows the change and asks whether to write it. `decide` gets the plan that is shown. */
export function confirmStep(session: Session, decide: (plan: Plan) => void): Step<PartialAnswers> {
  return {
    wanted: () => true,
    async run(known, back) {
      const { asker, options, snapshot, io, style } = session;
      let answers = complete(known);
      let { keepPrimary } = options;
      let shown = '';
      for (;;) {
        const prices = await session.prices(known);
        const planned = await planFor(answers, { ...options, keepPrimary }, snapshot, prices);
        const checked = await checkPlan(io, snapshot, planned, options);
        const { plan, faults } = checked;
        decide(plan);
        const changed = plan.writes.some(({ before, after }) => before !== after);
        if (!changed || options.dryRun) return answers;
        const diff = diffText(plan, io.redactor, style);
        if (diff !== shown) {
          io.err(`\n${diff}\n`);
          for (const note of plan.notes) session.say(`Note: ${note}`);
          for (const { title } of faults) session.warn(`doctor would fail: ${title}`);
        }
        shown = diff;
        // Right above the question, however long the diff is.
        session.say(planSummary(plan, style));
        if (options.yes) {
          requireSound(checked);
          return answers;
        }
        const decision = await asker.choose<Decision>({
          message: 'Write these changes?',
          help: HELP,
          back,
          choices: decisions(answers, checked),
        });
        if (decision === 'write') return answers;
        if (decision === 'no') throw new Interrupted(session.externalChanges.refusal());
        if (decision === 'keep') keepPrimary = true;
        if (decision === 'fallbacks') answers = { ...answers, fallbacks: allModels(answers).slice(1) };
        if (decision === 'test') await testModels(session, answers);
        if (decision === 'route') answers = await takeRoute(session, answers);
      }
    },
  };
}

/** A plan that doctor would reject cannot be written. */
function decisions(answers: Answers, { plan, faults }: CheckedPlan): Choice<Decision>[] {
  const { replacesPrimary } = plan;
  const [primary, ...others] = allModels(answers);
  const fallbacks = others.filter((id) => !answers.fallbacks.includes(id));
  const routes = routesFor(answers).length;
  return [
    ...choice(faults.length === 0, {
      value: 'write',
      name: replacesPrimary ? `Yes, with ${primary} as the primary model` : 'Yes',
      short: 'yes',
      description: replacesPrimary && `It replaces ${replacesPrimary.from}.`,
    }),
    ...choice(replacesPrimary !== undefined, {
      value: 'keep',
      name: `Keep ${replacesPrimary?.from} as the primary model`,
      short: `with ${replacesPrimary?.from} as the primary model`,
    }),
    ...choice(fallbacks.length > 0, {
      value: 'fallbacks',
      name: `Fall back to ${fallbacks.join(', ')} when the primary fails`,
      short: 'with fallbacks',
    }),
    ...choice(true, {
      value: 'test',
      name: `Test ${others.length ? 'each' : 'the'} model first (one small real request${others.length ? ' each' : ''})`,
      short: 'test first',
    }),
    ...choice(routes > 1, {
      value: 'route',
      name: 'Another API of the gateway (advanced)',
      short: 'another API',
      description: 'Whose API the requests are written for: the last part of the gateway’s address.',
    }),
    ...choice(true, { value: 'no', name: 'No, leave everything as it is', short: 'no' }),
  ];
}

function choice(applies: boolean, offered: Choice<Decision>): Choice<Decision>[] {
  return applies ? [offered] : [];
}

async function testModels(session: Session, answers: Answers): Promise<void> {
  const { origins } = session.snapshot;
  for (const id of allModels(answers)) {
    const target = plannedTarget({ ...setupOf(answers, session.options), models: [{ id }] }, origins);
    const asked = completeOnce(session.lab, target, { prompt: 'Say OK.', stream: false });
    const { ok, title, totalMs } = await session.asker.busy(`Asking ${id}`, asked);
    if (ok) session.pass(`${id} answered in ${Math.round(totalMs ?? 0)} ms`);
    else session.warn(`${id}: ${title ?? 'no answer'}`);
  }
}

/** A route of one provider is offered only for that provider. */
function routesFor({ pay, provider }: Answers): RecipeName[] {
  return RECIPE_NAMES.filter((name) => {
    const route = routeOfRecipe(name);
    return findRecipe(name, pay) && (!providerBySlug(route) || route === provider);
  });
}

async function takeRoute(session: Session, answers: Answers): Promise<Answers> {
  try {
    return complete({ ...answers, recipe: await askRoute(session, answers) });
  } catch (error) {
    if (error instanceof Back) return answers;
    throw error;
  }
}

function askRoute({ asker }: Session, answers: Answers): Promise<RecipeName> {
  return asker.choose({
    message: 'API of the gateway',
    help: 'It is the last part of the gateway’s address. compat takes requests in OpenAI’s form for every provider; the others use the provider’s own API, or Cloudflare’s newer REST API.',
    back: true,
    initial: answers.recipe,
    choices: routesFor(answers).map((name) => {
      const recipe = findRecipe(name, answers.pay);
      return {
        value: name,
        name: `${name}: ${recipe?.title ?? ''}`,
        short: name,
        description: recipe?.caveat,
      };
    }),
  });
}
