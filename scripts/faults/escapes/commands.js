/** What reads the answers of a gateway that works, each command as one line. */
export const GOOD = [
  'doctor',
  'doctor --verbose',
  'doctor --report',
  'test-model',
  'test-model --stream',
  'test-model --tools --verbose',
  'test-model --all --repeat 2',
  'test-model --github openai/fail-401 openai/gpt-4o-mini',
  'logs',
  'logs --verbose',
  'logs --errors',
  'usage',
  'verify caching logs --yes',
  'conformance --free --yes --only tokens --verbose',
  'status',
  'init --no-input --yes --dry-run --add-model openai/gpt-5',
];
/** What reads the answers of a server that is no gateway. */
export const ERRORS = [
  'doctor',
  'doctor --verbose',
  'doctor --report',
  'test-model',
  'test-model --stream --verbose',
  'logs',
  'usage',
  'verify caching --yes',
  'conformance --free --yes --only tokens',
  'init --no-input --yes --add-model openai/gpt-4o',
];
/** What reads the files of the home. */
export const LOCAL = [
  'doctor --offline',
  'doctor --offline --verbose',
  'doctor --offline --report',
  'doctor --offline --fix --yes --no-input',
  'status',
  'undo --yes --no-input',
  'undo --force --yes --no-input',
  'test-model',
  'logs',
  'init --no-input --dry-run --add-model openai/gpt-4o',
  'init --remove --dry-run --no-input --yes',
];
/** What reads the environment and the machine. */
export const AROUND = [
  'doctor',
  'doctor --verbose',
  'doctor --report',
  'status',
  'logs',
  'test-model',
  'usage',
  'undo --no-input',
  'init --no-input --no-check --dry-run --model openai/gpt-4o-mini',
];
