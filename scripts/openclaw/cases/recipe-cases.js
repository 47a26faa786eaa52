import { doctorProblems } from '../doctor.js';
import { makeHome } from '../home.js';
import { initProblem } from '../init.js';
import { costCell, reasoningIn, takeTurn } from '../turn.js';
import { NEWEST } from '../versions.js';

/** @import { Case, Outcome } from './case.js' */
/** @import { Stage } from '../run.js' */

/**
 * @typedef {object} Pair
 * @property {string} recipe
 * @property {string} pay
 * @property {string} model
 * @property {string} [key] the provider's key, where that is not the gateway token
 * @property {boolean} thinks the model can, on this route: OpenClaw must ask for it
 */

const KEYS = {
  openai: 'sk-sandbox-provider-key-good',
  anthropic: 'sk-ant-sandbox-provider-key-good',
  google: 'AIza-sandbox-provider-key-good',
};

/** All that can work, with a model whose price cf-aig knows. @type {readonly Pair[]} */
const PAIRS = [
  { recipe: 'compat', pay: 'stored', model: 'openai/gpt-5-mini', thinks: true },
  // Claude thinks in its own form only: Anthropic ignores `reasoning_effort`.
  {
    recipe: 'compat',
    pay: 'own-key',
    model: 'anthropic/claude-sonnet-5',
    key: KEYS.anthropic,
    thinks: false,
  },
  // On chat completions it takes tools only without reasoning.
  { recipe: 'compat', pay: 'own-key-open', model: 'openai/gpt-5.6-luna', key: KEYS.openai, thinks: false },
  { recipe: 'openai', pay: 'stored', model: 'gpt-5-mini', thinks: true },
  { recipe: 'openai', pay: 'own-key', model: 'gpt-5.1', key: KEYS.openai, thinks: true },
  { recipe: 'openai', pay: 'own-key-open', model: 'gpt-4o-mini', key: KEYS.openai, thinks: false },
  { recipe: 'anthropic', pay: 'stored', model: 'claude-sonnet-5', thinks: true },
  { recipe: 'anthropic', pay: 'own-key', model: 'claude-haiku-4-5', key: KEYS.anthropic, thinks: true },
  { recipe: 'anthropic', pay: 'own-key-open', model: 'claude-opus-4-6', key: KEYS.anthropic, thinks: true },
  { recipe: 'google', pay: 'stored', model: 'gemini-2.5-flash', thinks: true },
  { recipe: 'google', pay: 'own-key', model: 'gemini-2.5-pro', key: KEYS.google, thinks: true },
  { recipe: 'google', pay: 'own-key-open', model: 'gemini-2.5-flash-lite', key: KEYS.google, thinks: true },
  { recipe: 'workers-ai', pay: 'stored', model: '@cf/openai/gpt-oss-120b', thinks: true },
  { recipe: 'workers-ai', pay: 'own-key', model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast', thinks: false },
  {
    recipe: 'workers-ai',
    pay: 'own-key-open',
    model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    thinks: false,
  },
  { recipe: 'rest', pay: 'stored', model: 'openai/gpt-5-mini', thinks: true },
];

/** Every recipe and way to pay: what `cf-aig init` writes carries a turn with usage, cost and thinking. @type {Case[]} */
export const recipeCases = PAIRS.map((pair) => {
  const gateway = `${pair.recipe}-${pair.pay}`;
  return {
    group: 'recipes',
    name: `${pair.recipe}/${pair.pay} ${pair.model}`,
    versions: [NEWEST],
    gateways: [{ id: gateway, authentication: pair.pay !== 'own-key-open' }],
    run: (stage) => runPair(stage, pair, gateway),
  };
});

/**
 * @param {Stage} stage
 * @param {Pair} pair
 * @param {string} gateway
 * @returns {Promise<Outcome>}
 */
async function runPair({ lab, openclaw }, { recipe, pay, model, key, thinks }, gateway) {
  const home = makeHome(openclaw(NEWEST), lab);
  try {
    const args = ['--recipe', recipe, '--pay', pay, '--model', model];
    // On /workers-ai the provider's key is a token of Cloudflare's, too.
    const ownKey = pay === 'stored' ? undefined : (key ?? lab.token);
    const failed = await initProblem(home, lab, { gateway, key: ownKey, args });
    if (failed) return { why: failed };
    const problems = await doctorProblems(home.env);
    const turn = await takeTurn('exec', home, thinks ? ['--thinking', 'high'] : []);
    const reasoning = reasoningIn(lab.requestsTo(gateway).at(-1)?.body);
    const missing = [
      problems,
      !turn.replied && `no reply: ${turn.text}`,
      !turn.tokens && 'OpenClaw knows no usage',
      !turn.costUsd && 'OpenClaw knows no cost',
      thinks && !reasoning && 'the request does not ask the model to think',
    ];
    return {
      usage: String(turn.tokens),
      cost: costCell(turn),
      reasoning: reasoning ?? (thinks ? 'none' : 'not offered'),
      seconds: turn.seconds,
      why: missing.filter(Boolean).join('\n') || undefined,
    };
  } finally {
    home.remove();
  }
}
