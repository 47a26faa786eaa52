import type { Json5Edit } from '../../../lib/json5/apply.js';
import type { Path } from '../../../lib/json5/parse.js';
import { showPath } from '../../../lib/json5/show-path.js';
import { type ConfiguredHeader, configuredHeaders, headerProblems } from '../../secrets/block-headers.js';
import { holdsSecret, isSecret } from '../../secrets/credential-problems.js';
import { TOKEN_VARIABLE } from '../../secrets/credential-roles.js';
import { readApiKey } from '../../secrets/references.js';
import { secretRef } from '../block-edits.js';
import { pluginEdits } from '../config-edits.js';
import type { Damage, Mend, Repair } from './repair.js';
import { placeSecret } from './secret-repairs.js';

/** Any form of apiKey that OpenClaw does not read as meant becomes a reference that it does. */
export const mendApiKey: Repair = (damage) => {
  const { block, config, environment } = damage;
  const named = readApiKey(block.apiKey, environment).variables[0];
  const variable = named ?? (environment.lookup(TOKEN_VARIABLE)?.value ? TOKEN_VARIABLE : undefined);
  if (!variable)
    return { why: 'apiKey names no variable, and none holds a gateway token; run `cf-aig init`' };
  return {
    what: `apiKey refers to the variable ${variable}`,
    edits: [
      { op: 'set', path: [...block.path, 'apiKey'], value: secretRef(variable) },
      ...preferConfig(damage),
      ...pluginEdits(config.value),
    ],
  };
};

/** `auth: "api-key"` lets the block's own key win over stored credentials and over the plugin's variable. */
export const mendAuth: Repair = (damage) => ({ what: 'auth is "api-key"', edits: preferConfig(damage) });

export const mendPlugin: Repair = ({ config }) => ({
  what: "OpenClaw's own Cloudflare plugin stays off",
  edits: pluginEdits(config.value),
});

/** Secrets in the config move to the `.env`, and a reference takes their place. */
export const mendSecrets: Repair = (damage) => {
  const { block, environment } = damage;
  const places = [
    ...(typeof block.apiKey === 'string' && readApiKey(block.apiKey, environment).form === 'literal'
      ? [{ path: [...block.path, 'apiKey'], text: block.apiKey }]
      : []),
    ...configuredHeaders(block, environment)
      .filter(holdsSecret)
      .map(({ path, value }) => ({ path, text: value ?? '' })),
  ].filter(({ path, text }) => path.at(-1) !== 'apiKey' || isSecret(bare(text)));
  const placed = places.map(({ path, text }) => ({ path, text, ...placeSecret(damage, bare(text)) }));
  const refused = placed.find(({ why }) => why !== undefined);
  if (refused?.why) return { why: refused.why };
  if (!placed.length)
    return {
      why: `it stands in no place that is known here; by hand: put it into ${damage.place.envPath} under a name, and a reference to the name in its place`,
    };
  const kept = [...new Set(placed.flatMap(({ instead }) => instead ?? []))];
  return {
    what: `${[...new Set(placed.map(({ variable }) => variable))].join(', ')} in ${damage.place.envPath} instead of the config${
      kept.length ? ` (other values, which stay, are in ${kept.join(', ')}: decide which are right)` : ''
    }`,
    edits: [
      ...placed.map(({ path, text, variable }) => replaceSecret(path, text, variable!)),
      ...preferConfig(damage),
    ],
    env: placed.flatMap(({ env }) => env ?? []),
  };
};

function replaceSecret(path: Path, text: string, variable: string): Json5Edit {
  if (path.at(-1) === 'apiKey') return { op: 'set', path, value: secretRef(variable) };
  return { op: 'set', path, value: /^bearer/i.test(text) ? `Bearer \${${variable}}` : `\${${variable}}` };
}

/** Every malformed credential header gets the one form that works. */
export const mendHeaders: Repair = (damage) => {
  const { block, environment } = damage;
  const broken = configuredHeaders(block, environment).filter((header) => headerProblems(header).length > 0);
  const mends = broken.map((header) => mendHeader(damage, header));
  const refused = mends.find((mend) => 'why' in mend);
  if (refused) return refused;
  const done = mends.filter((mend): mend is Mend => 'what' in mend);
  return {
    what: done.map(({ what }) => what).join('; '),
    edits: done.flatMap(({ edits }) => edits ?? []),
    env: done.flatMap(({ env }) => env ?? []),
  };
};

function mendHeader(
  damage: Damage,
  { name, path, reference, value }: ConfiguredHeader,
): Mend | { why: string } {
  const isRequestAuth = path.at(-1) === 'auth';
  const target = isRequestAuth ? [...damage.block.path, 'headers', name] : path;
  const drop: Json5Edit[] = isRequestAuth ? [{ op: 'remove', path }] : [];
  const text = bare(value ?? '');
  const named = reference.variables[0] ?? /^\$?\{?([A-Z][A-Z0-9_]*)\}?$/.exec(text)?.[1];
  if (!named && !isSecret(text)) {
    // Empty, null, or words: nothing to keep. Without the header OpenClaw's own apiKey counts.
    return { what: `the header ${name} is gone`, edits: [{ op: 'remove', path }] };
  }
  const doubled = named && /^bearer\s/i.test(damage.environment.lookup(named)?.value ?? '');
  if (doubled) return unbear(damage, named);
  const placed = named ? { variable: named, env: undefined, why: undefined } : placeSecret(damage, text);
  if (placed.why !== undefined) return { why: placed.why };
  return {
    what: `${showPath(target)} is "Bearer \${${placed.variable}}"`,
    edits: [...drop, { op: 'set', path: target, value: `Bearer \${${placed.variable}}` }],
    env: placed.env,
  };
}

/** The word belongs into the header; a variable that holds it as well is mended in its file. */
function unbear({ environment, place }: Damage, variable: string): Mend | { why: string } {
  const source = environment.lookup(variable)!;
  if (source.from.file !== place.envPath)
    return { why: `${variable} begins with "Bearer" and is not defined in ${place.envPath}` };
  return {
    what: `${variable} in ${place.envPath} no longer begins with "Bearer"`,
    env: [{ key: variable, value: source.value.replace(/^bearer\s+/i, '') }],
  };
}

function preferConfig({ block }: Damage): Json5Edit[] {
  return block.auth === 'api-key' ? [] : [{ op: 'set', path: [...block.path, 'auth'], value: 'api-key' }];
}

function bare(text: string): string {
  return text.replace(/^(bearer\s*:?\s*)+/i, '').trim();
}
