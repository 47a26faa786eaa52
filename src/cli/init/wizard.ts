import { parsePasted } from '../../gateway/addresses.js';
import { PROVIDERS, providerBySlug } from '../../gateway/providers.js';
import { findRecipe, type Payment, RECIPE_NAMES, RECIPES, type RecipeName } from '../../openclaw/recipes.js';
import type { Io } from '../io.js';
import type { Asker, Choice } from '../prompts/ask.js';
import { type Known, needsProviderKey, needsToken } from './answers.js';
import { exampleModel } from './example-models.js';
import { fieldOf } from './fields.js';

const PAYMENTS: readonly Choice<Payment>[] = [
  {
    value: 'stored',
    name: 'Cloudflare: keys stored there, or unified billing',
    description: 'OpenClaw needs only the gateway token.',
  },
  {
    value: 'own-key',
    name: 'I do, with my own provider key',
    description: 'OpenClaw sends the gateway token and your key.',
  },
  {
    value: 'own-key-open',
    name: 'I do, and the gateway asks for no token',
    description: 'Only for gateways with authentication turned off.',
  },
];

type Step = (known: Known) => Promise<Known>;

/** Asks for what is not known yet, in an order in which each answer helps with the next. */
export async function runWizard(io: Io, asker: Asker, known: Known, proposed: Known): Promise<Known> {
  const steps: Step[] = [
    askAddress(asker, proposed),
    askGateway(asker, proposed),
    askPayment(asker, proposed),
    askToken(io, asker),
    askProvider(asker, proposed),
    askProviderKey(io, asker),
    askRecipe(asker, proposed),
    askModel(asker, proposed),
  ];
  let answers = known;
  for (const step of steps) answers = await step(answers);
  return answers;
}

function askAddress(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.accountId) return known;
    const field = fieldOf('accountId');
    const text = await asker.text({
      message: 'Account ID, or any URL of your gateway or its dashboard page',
      initial: proposed.accountId,
      check: (typed) =>
        parsePasted(typed)?.accountId ? { ok: true, value: typed } : field.check(typed, known),
    });
    const pasted = parsePasted(text);
    return { ...known, accountId: pasted?.accountId ?? text, gateway: known.gateway ?? pasted?.gateway };
  };
}

function askGateway(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.gateway) return known;
    const { check } = fieldOf('gateway');
    const gateway = await asker.text({
      message: 'Name of the gateway',
      initial: proposed.gateway ?? 'default',
      check: (typed) => check(typed, known),
    });
    return { ...known, gateway };
  };
}

function askPayment(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.pay) return known;
    const choices = PAYMENTS.filter(({ value }) => !known.recipe || findRecipe(known.recipe, value));
    if (choices.length === 1) return { ...known, pay: choices[0]!.value };
    return {
      ...known,
      pay: await asker.choose({ message: 'Who pays the provider?', choices, initial: proposed.pay }),
    };
  };
}

function askToken(io: Io, asker: Asker): Step {
  return async (known) => {
    if (known.token || !needsToken(known)) return known;
    const { check } = fieldOf('token');
    const token = await asker.secret({
      message: 'Gateway token: a Cloudflare API token with the permission AI Gateway Run',
      check: (typed) => check(typed, known),
    });
    io.redactor.add(token);
    return { ...known, token };
  };
}

function askProvider(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.provider || known.model) return known;
    const byRoute = RECIPES.find(({ name }) => name === known.recipe)?.route;
    if (byRoute && providerBySlug(byRoute)) return { ...known, provider: byRoute };
    const choices = PROVIDERS.filter(({ compatPrefix }) => compatPrefix).map(({ slug, name }) => ({
      value: slug,
      name,
    }));
    const provider = await asker.choose({ message: 'Provider', choices, initial: proposed.provider });
    return { ...known, provider };
  };
}

function askProviderKey(io: Io, asker: Asker): Step {
  return async (known) => {
    if (known.providerKey || !needsProviderKey(known)) return known;
    const provider = providerBySlug(known.provider ?? '');
    const { check } = fieldOf('providerKey');
    const providerKey = await asker.secret({
      message: `Your ${provider?.name ?? 'provider'} key`,
      check: (typed) => check(typed, known),
    });
    io.redactor.add(providerKey);
    return { ...known, providerKey };
  };
}

function askRecipe(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.recipe) return known;
    const choices = RECIPE_NAMES.map((name) => ({ name, recipe: findRecipe(name, known.pay ?? 'stored') }))
      .filter(({ recipe }) => recipe && fits(recipe.route, known.provider))
      .map(({ name, recipe }) => ({ value: name, name: recipe!.title, description: recipe!.caveat }));
    if (choices.length === 1) return { ...known, recipe: choices[0]!.value };
    const recipe = await asker.choose<RecipeName>({
      message: 'Route through the gateway',
      choices,
      initial: proposed.recipe,
    });
    return { ...known, recipe };
  };
}

/** A route of one provider is offered only for that provider. */
function fits(route: string, provider: string | undefined): boolean {
  return !providerBySlug(route) || !provider || route === provider;
}

function askModel(asker: Asker, proposed: Known): Step {
  return async (known) => {
    if (known.model) return known;
    const { check } = fieldOf('model');
    const model = await asker.text({
      message: 'Model',
      initial: proposed.model ?? exampleModel(known.recipe ?? 'compat', known.provider),
      check: (typed) => check(typed, known),
    });
    return { ...known, model };
  };
}
