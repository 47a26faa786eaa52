import type { Json5Edit } from '../../../lib/json5/apply.js';
import type { Path } from '../../../lib/json5/parse.js';
import { showPath } from '../../../lib/json5/paths.js';
import { findBlocks } from '../../blocks/block.js';
import { valueAt } from '../../files/tree.js';
import {
  allHeaders,
  type ConfiguredHeader,
  type CredentialProblem,
  headerProblems,
  referenceIn,
} from '../../secrets/block-headers.js';
import { containsSecret, isSecret } from '../../secrets/credential-problems.js';
import { TOKEN_VARIABLE } from '../../secrets/credential-roles.js';
import { readApiKey } from '../../secrets/references.js';
import { pluginEdits } from '../config-edits.js';
import { keyReference, refusedForms } from '../version-forms.js';
import type { Fix, Repair, RepairContext } from './repair.js';
import { moveSecret } from './secret-repairs.js';

/** Replaces a form of apiKey that OpenClaw misreads with a reference. */
export const fixApiKey: Repair = (context) => {
  const { block, config, environment, installed, place } = context;
  const { form, variables } = readApiKey(block.apiKey, environment);
  const [named] = variables;
  if (form === 'wrong-syntax' && !(named && environment.lookup(named)?.value))
    return {
      why: named
        ? `${named} is not defined; put it into ${place.envPath}`
        : 'apiKey names no variable; `openclaw secrets configure` sets up keys from files and commands',
    };
  const tokenHasHeader = allHeaders(block, environment).some(
    ({ name }) => name.toLowerCase() === 'cf-aig-authorization',
  );
  if (!named && tokenHasHeader)
    return { why: 'the token has its own header, and which variable has the provider’s key is not known' };
  const variable = named ?? (environment.lookup(TOKEN_VARIABLE)?.value ? TOKEN_VARIABLE : undefined);
  if (!variable)
    return { why: 'apiKey names no variable, and no variable has a gateway token; run `cf-aig init`' };
  return {
    what: `apiKey refers to the variable ${variable}`,
    edits: [
      { op: 'set', path: [...block.path, 'apiKey'], value: keyReference(variable, installed.version) },
      ...preferConfig(context),
      ...pluginEdits(config.value, installed),
    ],
  };
};

/** With `auth: "api-key"` the block's key takes precedence over stored credentials and the plugin's variable. */
export const fixAuth: Repair = (context) => ({ what: 'auth is "api-key"', edits: preferConfig(context) });

export const fixPlugin: Repair = ({ config, installed }) => ({
  what: "OpenClaw's own Cloudflare plugin stays off",
  edits: pluginEdits(config.value, installed),
});

/** Rewrites what the installed OpenClaw refuses in the form that it takes. */
export const fixRefusedForms: Repair = ({ config, installed, origins }) => {
  const forms = refusedForms(config.value, findBlocks(config.value, origins), installed);
  const lasting = forms.find(({ edit }) => edit === undefined);
  if (lasting) {
    const place = showPath(lasting.path);
    return {
      why: `${place} refers to more than a variable, for which OpenClaw ${installed.version} has no form`,
    };
  }
  return {
    what: `the config has the form that OpenClaw ${installed.version} takes`,
    edits: forms.flatMap(({ edit }) => edit ?? []),
  };
};

/** Moves secrets from the config to the `.env`, and puts references in their place. */
export const fixSecrets: Repair = (context) => {
  const { block, environment, place } = context;
  const places = [
    ...(typeof block.apiKey === 'string' && readApiKey(block.apiKey, environment).form === 'literal'
      ? [{ path: [...block.path, 'apiKey'], text: block.apiKey }]
      : []),
    ...allHeaders(block, environment)
      .filter(containsSecret)
      .map(({ path, value }) => ({ path, text: value ?? '' })),
  ].filter(({ path, text }) => path.at(-1) !== 'apiKey' || isSecret(stripBearer(text)));
  const moves = places.map(({ path, text }) => ({ path, text, ...moveSecret(context, stripBearer(text)) }));
  const failure = moves.find(({ why }) => why !== undefined);
  if (failure?.why) return { why: failure.why };
  if (!moves.length)
    return {
      why: `cf-aig does not know this place; move the secret to ${place.envPath} by hand, and put a reference to its variable in its place`,
    };
  const taken = [...new Set(moves.flatMap(({ takenName }) => takenName ?? []))];
  return {
    what: `${[...new Set(moves.map(({ variable }) => variable))].join(', ')} in ${place.envPath} instead of the config${
      taken.length
        ? ` (${taken.join(', ')} already had another value, which stays: decide which one is right)`
        : ''
    }`,
    edits: [
      ...moves.map(({ path, text, variable }) =>
        replaceSecret(path, text, variable!, context.installed.version),
      ),
      ...preferConfig(context),
    ],
    env: moves.flatMap(({ env }) => env ?? []),
  };
};

function replaceSecret(path: Path, text: string, variable: string, version: string | undefined): Json5Edit {
  if (path.at(-1) === 'apiKey') return { op: 'set', path, value: keyReference(variable, version) };
  return { op: 'set', path, value: /^bearer/i.test(text) ? `Bearer \${${variable}}` : `\${${variable}}` };
}

/** Rewrites every malformed credential header in the form that works. */
export const fixHeaders: Repair = (context) => {
  const { block, environment } = context;
  const malformed = allHeaders(block, environment).filter((header) => headerProblems(header).length > 0);
  const missing = context.credentials.problems.filter(
    ({ cause, path }) => cause === 'header-malformed' && valueAt(context.config.value, path) === undefined,
  );
  const results = [
    ...malformed.map((header) => fixHeader(context, header)),
    ...missing.map((problem) => addHeader(problem)),
  ];
  const failure = results.find((result) => 'why' in result);
  if (failure) return failure;
  const fixes = results.filter((result): result is Fix => 'what' in result);
  return {
    what: fixes.map(({ what }) => what).join('; '),
    edits: fixes.flatMap(({ edits }) => edits ?? []),
    env: fixes.flatMap(({ env }) => env ?? []),
  };
};

function addHeader({ values: { variable, expected }, path }: CredentialProblem): Fix | { why: string } {
  if (variable === undefined || expected === undefined)
    return { why: 'the key is not in a variable to which the header could refer' };
  return { what: `${showPath(path)} is "${expected}"`, edits: [{ op: 'set', path, value: expected }] };
}

function fixHeader(
  context: RepairContext,
  { name, path, reference, value }: ConfiguredHeader,
): Fix | { why: string } {
  const isRequestAuth = path.at(-1) === 'auth';
  const target = isRequestAuth ? [...context.block.path, 'headers', name] : path;
  const drop: Json5Edit[] = isRequestAuth ? [{ op: 'remove', path }] : [];
  const text = stripBearer(value ?? '');
  const named = reference.variables[0] ?? /^\$?\{?([A-Z][A-Z0-9_]*)\}?$/.exec(text)?.[1];
  if (reference.form === 'wrong-syntax' && !(named && context.environment.lookup(named)?.value))
    return { why: `${named ?? 'a variable for it'} is not defined in ${context.place.envPath}` };
  if (!named && !isSecret(text)) {
    // Empty, null or a placeholder: nothing to keep. Without the header OpenClaw sends the apiKey.
    return { what: `the header ${name} is removed`, edits: [{ op: 'remove', path }] };
  }
  const isDoubled = named && /^bearer\s/i.test(context.environment.lookup(named)?.value ?? '');
  if (isDoubled) return stripBearerInEnv(context, named);
  const move = named ? { variable: named, env: undefined, why: undefined } : moveSecret(context, text);
  if (move.why !== undefined) return { why: move.why };
  const written = referenceIn(name, move.variable!);
  return {
    what: `${showPath(target)} is "${written}"`,
    edits: [...drop, { op: 'set', path: target, value: written }],
    env: move.env,
  };
}

/** "Bearer" belongs in the header: if the variable begins with it too, remove it there. */
function stripBearerInEnv({ environment, place }: RepairContext, variable: string): Fix | { why: string } {
  const source = environment.lookup(variable)!;
  if (source.from.file !== place.envPath)
    return { why: `${variable} begins with "Bearer" and is not defined in ${place.envPath}` };
  return {
    what: `${variable} in ${place.envPath} no longer begins with "Bearer"`,
    env: [{ key: variable, value: source.value.replace(/^bearer\s+/i, '') }],
  };
}

function preferConfig({ block }: RepairContext): Json5Edit[] {
  return block.auth === 'api-key' ? [] : [{ op: 'set', path: [...block.path, 'auth'], value: 'api-key' }];
}

function stripBearer(text: string): string {
  return text.replace(/^(bearer\s*:?\s*)+/i, '').trim();
}
