// What the inputs of action.yml ask for. Pure.

/** An input cannot be used. */
export class InputError extends Error {}

/**
 * @typedef {object} Step
 * @property {string} command
 * @property {string[]} args
 *
 * @typedef {{ from: 'checkout' } | { from: 'npm', version: string } | { from: 'tarball', file: string }} Source
 *
 * @typedef {object} Plan
 * @property {Source} source of the program
 * @property {Step[]} steps
 * @property {Record<string, string>} env variables for the program, beside those of the job
 * @property {string} token '' if there is none
 * @property {boolean} hasFiles the setup consists of files that are known, to which results can point
 */

/** By command. */
const ARGUMENTS = {
  doctor: (/** @type {Inputs} */ inputs) => [
    ...(inputs.flag('OFFLINE') ? ['--offline'] : []),
    ...(inputs.flag('STRICT') ? ['--strict'] : []),
    ...inputs.lines('DOCTOR_ARGUMENTS'),
  ],
  'test-model': (/** @type {Inputs} */ inputs) => {
    const models = inputs.words('MODELS');
    const isAll = models.length === 1 && models[0] === 'all';
    return [
      ...inputs.lines('TEST_MODEL_ARGUMENTS'),
      ...(isAll ? ['--all'] : models.length ? ['--', ...models] : []),
    ];
  },
};

/** The variables `INPUT_...` of action.yml. An input that is not set is empty. */
class Inputs {
  /** @type {NodeJS.ProcessEnv} */
  #env;

  /** @param {NodeJS.ProcessEnv} env */
  constructor(env) {
    this.#env = env;
  }

  /** @param {string} name */
  text(name) {
    return (this.#env[`INPUT_${name}`] ?? '').trim();
  }

  /** @param {string} name */
  lines(name) {
    return this.text(name)
      .split(/\s*\n\s*/)
      .filter(Boolean);
  }

  /** @param {string} name */
  words(name) {
    return this.text(name).split(/\s+/).filter(Boolean);
  }

  /** @param {string} name */
  flag(name) {
    const text = this.text(name) || 'false';
    if (text !== 'true' && text !== 'false') throw new InputError(`${inputName(name)} is "true" or "false".`);
    return text === 'true';
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Plan}
 */
export function planOf(env) {
  const inputs = new Inputs(env);
  const setup = setupOf(inputs);
  return {
    source: sourceOf(inputs),
    steps: commandsOf(inputs).map((command) => ({
      command,
      args: [...setup, ...ARGUMENTS[command](inputs)],
    })),
    env: variablesOf(inputs),
    token: inputs.text('TOKEN'),
    hasFiles: !inputs.text('BASE_URL'),
  };
}

/**
 * What is examined: OpenClaw's config, or another client. What is missing of the latter, the program says.
 * @param {Inputs} inputs
 */
function setupOf(inputs) {
  const [config, url, api] = [inputs.text('CONFIG'), inputs.text('BASE_URL'), inputs.text('API')];
  if (!url && api) throw new InputError('api describes another client than OpenClaw: give its base-url too.');
  if (!url) return config ? ['--config', config] : [];
  if (config) throw new InputError('config and base-url exclude each other.');
  const [model] = inputs.words('MODELS');
  if (model === 'all') throw new InputError('models: "all" are those of a config; name those of the client.');
  return [
    ...['--base-url', url, '--token-env', tokenVariable(inputs)],
    ...(api ? ['--api', api] : []),
    ...(model ? ['--model', model] : []),
  ];
}

/** @param {Inputs} inputs */
function commandsOf(inputs) {
  const known = `It takes ${Object.keys(ARGUMENTS).join(', ')}.`;
  const commands = inputs.words('COMMANDS').map((word) => {
    if (!isCommand(word)) throw new InputError(`commands: there is no "${word}". ${known}`);
    return word;
  });
  if (!commands.length) throw new InputError(`commands is empty. ${known}`);
  if (inputs.flag('OFFLINE') && commands.includes('test-model'))
    throw new InputError('offline and test-model exclude each other: test-model sends requests.');
  return commands;
}

/**
 * @param {string} word
 * @returns {word is keyof typeof ARGUMENTS}
 */
function isCommand(word) {
  return Object.hasOwn(ARGUMENTS, word);
}

/**
 * Nothing is set to an empty value: that would hide one in `.env`.
 * @param {Inputs} inputs
 */
function variablesOf(inputs) {
  const values = [
    [tokenVariable(inputs), inputs.text('TOKEN')],
    ['CLOUDFLARE_ACCOUNT_ID', inputs.text('ACCOUNT_ID')],
    ['CLOUDFLARE_AI_GATEWAY_ID', inputs.text('GATEWAY')],
  ];
  return Object.fromEntries(values.filter(([, value]) => value));
}

/** @param {Inputs} inputs */
function tokenVariable(inputs) {
  const name = inputs.text('TOKEN_ENV') || 'CLOUDFLARE_AI_GATEWAY_API_KEY';
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw new InputError('token-env is the name of a variable, not a token.');
}

/**
 * @param {Inputs} inputs
 * @returns {Source}
 */
function sourceOf(inputs) {
  const [version, file] = [inputs.text('VERSION'), inputs.text('TARBALL')];
  if (version && file) throw new InputError('version and tarball exclude each other.');
  if (file) return { from: 'tarball', file };
  if (!version) return { from: 'checkout' };
  // A version or a tag, and nothing else that npm could install.
  if (!/^[0-9A-Za-z][0-9A-Za-z.+-]*$/.test(version))
    throw new InputError('version is a version or a tag on npm, such as 0.1.0 or latest.');
  return { from: 'npm', version };
}

/** @param {NodeJS.ProcessEnv} variables */
export function withoutInputs(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('INPUT_')));
}

/** @param {string} name */
function inputName(name) {
  return name.toLowerCase().replaceAll('_', '-');
}
