import type { StartDocument } from '../../../src/cli/commands/start/start.js';
import type { Status } from '../../../src/cli/commands/status/status-text.js';
import type { Diagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import type { BlockOverview, VariableOverview } from '../../../src/openclaw/overview.js';
import {
  about,
  constant,
  define,
  flag,
  integer,
  list,
  moment,
  nullable,
  object,
  text,
  word,
} from './build.js';
import { diagnosisFields, moreDiagnosisFields } from './explain.js';
import { documentOf } from './shared-parts.js';

type Origin = NonNullable<VariableOverview['from']>;

const variable = object<VariableOverview>({
  name: text('The variable.'),
  from: nullable(
    'Where its value comes from; null if it is not defined.',
    object<Origin>(
      { kind: text('The kind of place: `process`, a `.env`, the config.') },
      { file: text('Absolute path.'), line: integer('From 1.') },
    ),
  ),
  empty: flag('It is defined but empty, which OpenClaw treats as missing.'),
});

const block = define(
  'block',
  object<BlockOverview>({
    id: text('Its key in `models.providers`.'),
    baseUrl: nullable('The base URL, without secrets.', text('')),
    route: nullable('The last part of the base URL: `compat`, `openai`.', text('')),
    api: text('OpenClaw’s `api`.'),
    accountId: nullable('Cloudflare’s account ID.', text('')),
    gateway: nullable('The name of the gateway.', text('')),
    payment: word<BlockOverview['payment']>('Who pays the provider.', {
      stored: 'Cloudflare, from credits or with a key that is stored there',
      'own-key': 'you, with a key that OpenClaw sends besides the token',
      'own-key-open': 'you, with a key that OpenClaw sends, and no token',
    }),
    heldKey: nullable('Where the key is, if only OpenClaw can read it.', text('')),
    variables: list('The variables that hold its credentials.', variable),
    headers: list('The names of its headers.', text('')),
    models: list('The ids of its models.', text('')),
  }),
);

const primary = nullable('The primary model, `agents.defaults.model`.', text(''));
const exists = flag('The file exists.');
const path = text('Absolute path.');

export const status = documentOf<Status>('status', 'The setup according to the files.', {
  config: object<Status['config']>({ path, exists, foundBy: text('Why it is this file.') }),
  env: object<Status['env']>({ path, exists }),
  includes: list('The files that the config includes.', path),
  blocks: list('The blocks that lead to a gateway.', block),
  primary,
  fallbacks: list('The models after the primary one.', text('')),
  memorySearch: nullable(
    'The embeddings, if they go through a gateway.',
    object<NonNullable<Status['memorySearch']>>({
      model: nullable('The model id.', text('')),
      baseUrl: text('The base URL, without secrets.'),
    }),
  ),
  backups: list(
    'The backups of cf-aig.',
    object<Status['backups'][number]>({ path, bytes: integer('Its size.') }),
  ),
  lastChange: nullable(
    'What `cf-aig undo` would undo.',
    object<NonNullable<Status['lastChange']>>({ command: text('What made it.'), at: moment('When.') }),
  ),
});

type Of<S extends StartDocument['state']> = Extract<StartDocument, { state: S }>;

/** `cf-aig` without a command. */
export const start = [
  documentOf<Of<'set-up'>>(null, 'There is a setup.', {
    state: constant('What the files show.', 'set-up'),
    next: constant('What to run.', 'cf-aig doctor'),
    primary,
    block,
  }),
  documentOf<Of<'not-set-up'>>(null, 'There is none.', {
    state: constant('What the files show.', 'not-set-up'),
    next: constant('What to run.', 'cf-aig init'),
  }),
  documentOf<Of<'broken-config'>>(null, 'The config cannot be used.', {
    state: constant('What the files show.', 'broken-config'),
    next: constant('What to run.', 'cf-aig doctor'),
    problem: about('What is wrong.', object<Diagnosis>(diagnosisFields, moreDiagnosisFields)),
  }),
];
