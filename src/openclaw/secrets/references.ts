import { isPlaceholderName } from '../../gateway/credentials/placeholders.js';
import { isRecord } from '../../lib/json.js';
import { type PlainObject, put } from '../../lib/json5/values.js';
import type { Environment } from './environment.js';
import { BARE_NAME_VARIABLES } from './known-variables.js';
import { readAnyReference, readWrongReference, type WrongReference } from './wrong-references.js';

/** How a secret is written in the config. */
export type ReferenceForm =
  /** `{ source: "env", provider: "default", id: "VAR" }` */
  | 'secret-ref'
  /** a SecretRef with another source (`file`, `exec`), or the id of a stored credential, which only OpenClaw can read */
  | 'foreign-ref'
  /** text with `${VAR}` */
  | 'template'
  /** `$VAR`, which agent turns send literally */
  | 'dollar'
  /** `env:VAR`, `{file:...}`: the syntax of another program, which OpenClaw sends literally */
  | 'wrong-syntax'
  /** `VAR`, a name that OpenClaw knows */
  | 'known-name'
  /** `VAR`, a name that OpenClaw does not know and sends literally */
  | 'bare-name'
  /** `$${VAR}`, `${lower}`, `${A:-b}`, an incomplete SecretRef */
  | 'malformed'
  | 'literal'
  /** missing, blank, or a marker that OpenClaw does not send */
  | 'missing';

export interface Reference {
  form: ReferenceForm;
  /** The variables it names. */
  variables: string[];
  /** The value that an agent turn sends; undefined if OpenClaw sends no request, or if only OpenClaw knows the value. */
  agent?: string;
  /** The value that `openclaw infer` sends. */
  infer?: string;
  /** What is malformed, for the user. */
  detail?: string;
}

const TEMPLATE = /(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g;
const SECRET_REF_ID = /^[A-Z][A-Z0-9_]{0,127}$/;
/** OpenClaw treats these values as "no key". */
const NO_KEY_MARKER =
  /^(custom-local|ollama-local|codex-app-server|gcp-vertex-credentials|secretref-managed|oauth:.*)$/;

/** Reads an `apiKey` as OpenClaw 2026.9.6 does. `knownNames`: names that installed plugins declare. */
export function readApiKey(
  raw: unknown,
  environment: Environment,
  knownNames: readonly string[] = [],
): Reference {
  if (isRecord(raw)) return readSecretRef(raw, environment);
  if (raw === undefined) return { form: 'missing', variables: [] };
  if (typeof raw !== 'string') return malformed('neither a string nor a secret reference');
  const text = raw.trim();
  if (!text || NO_KEY_MARKER.test(text)) return { form: 'missing', variables: [] };

  if (isStoredCredential(text)) return { form: 'foreign-ref', variables: [] };

  if (/^[A-Z][A-Z0-9_]*$/.test(text) && (BARE_NAME_VARIABLES.has(text) || knownNames.includes(text))) {
    const value = definedValue(text, environment);
    return { form: 'known-name', variables: [text], agent: value ?? text, infer: value ?? text };
  }
  if (looksLikeVariable(text)) return { form: 'bare-name', variables: [text], agent: text, infer: text };

  const dollar = /^\$([A-Z][A-Z0-9_]*)$/.exec(text)?.[1];
  if (dollar) {
    return {
      form: 'dollar',
      variables: [dollar],
      agent: text,
      infer: definedValue(dollar, environment) ?? text,
    };
  }
  const wrong = findWrongReference(text, environment);
  if (wrong) {
    const variables = wrong.variable ? [wrong.variable] : [];
    // A marker of OpenClaw's own files, which it never sends.
    const sent = text.startsWith('secretref-env:') ? undefined : text;
    return { form: 'wrong-syntax', variables, agent: sent, infer: sent };
  }
  const template = readTemplate(text, environment);
  return template.form === 'template' && /^bearer\b/i.test(text)
    ? { ...template, form: 'malformed', detail: '"Bearer" is in it, which OpenClaw adds itself' }
    : template;
}

/** A reference in the syntax of another program; undefined if it is none, or rather a placeholder. */
export function findWrongReference(text: string, environment: Environment): WrongReference | undefined {
  const wrong = readWrongReference(text) ?? readAnyReference(text);
  const isPlaceholder = wrong?.mayBePlaceholder && !environment.lookup(wrong.variable ?? '');
  return isPlaceholder ? undefined : wrong;
}

/** The id of a credential that OpenClaw keeps: `cloudflare-ai-gateway:manual`, `openai:me@example.com`. */
export function isStoredCredential(text: string): boolean {
  return /^(cloudflare-ai-gateway:[\w-]+|[a-z][a-z0-9-]*:(manual|default|[\w.+-]+@[\w.-]+))$/.test(text);
}

/** Replaces `${VAR}` in a header or apiKey; a variable without a value stays as text. */
export function readTemplate(text: string, environment: Environment): Reference {
  const { sent, variables, escaped, missing } = substitute(text, environment);
  if (variables.length) {
    // Without a value, an agent turn sends the text of the reference, and `infer` fails.
    return { form: 'template', variables, agent: sent, infer: missing ? undefined : sent };
  }
  const broken = /\$\{([^}]*)\}/.exec(text);
  if (broken) {
    // The name in `$${NAME}`, `${NAME:-default}` and `${name}`.
    const inside = broken[1] ?? '';
    const name = /^[A-Z_][A-Z0-9_]*(?![a-z0-9_])/.exec(inside)?.[0] ?? inCapitals(inside, environment);
    return {
      ...malformed(
        escaped
          ? '"$$" is the escape for a dollar sign; the reference is sent as text'
          : `\${${broken[1]}} is not an upper-case name, and OpenClaw does not support defaults`,
      ),
      variables: name ? [name] : [],
      agent: sent,
      infer: sent,
    };
  }
  return { form: 'literal', variables: [], agent: sent, infer: sent };
}

/** The text as an agent turn has it: a variable without a value stays as text. */
export function fillTemplate(text: string, environment: Environment): string {
  if (!text.includes('$')) return text;
  return substitute(text, environment).sent;
}

/** A copy in which every text is filled. */
export function fillTemplates(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') return fillTemplate(value, environment);
  if (Array.isArray(value)) return value.map((item) => fillTemplates(item, environment));
  if (!isRecord(value)) return value;
  const copy: PlainObject = {};
  for (const [key, member] of Object.entries(value)) put(copy, key, fillTemplates(member, environment));
  return copy;
}

export function readSecretRef(raw: Record<string, unknown>, environment: Environment): Reference {
  const { source, provider, id } = raw;
  if (source === 'file' || source === 'exec') {
    return typeof id === 'string' && typeof provider === 'string'
      ? { form: 'foreign-ref', variables: [] }
      : malformed('provider or id is missing');
  }
  const wrong =
    source !== 'env'
      ? 'source is not "env"'
      : typeof provider !== 'string'
        ? 'provider is missing'
        : !/^[a-z][a-z0-9_-]{0,63}$/.test(provider)
          ? 'provider is not a name such as "default"'
          : typeof id !== 'string'
            ? 'id is missing'
            : !SECRET_REF_ID.test(id)
              ? 'id is not an upper-case variable name'
              : undefined;
  if (wrong) {
    const [named] = [id, raw.env, raw.$env].filter((one) => typeof one === 'string');
    const variable = SECRET_REF_ID.test(named ?? '') ? named : inCapitals(named ?? '', environment);
    return { ...malformed(wrong), variables: variable === undefined ? [] : [variable] };
  }
  const name = String(id);
  const value = definedValue(name, environment);
  return { form: 'secret-ref', variables: [name], agent: value, infer: value };
}

/** The variable that a name in small letters means. */
function inCapitals(name: string, environment: Environment): string | undefined {
  const variable = name.toUpperCase();
  return SECRET_REF_ID.test(variable) && environment.lookup(variable) ? variable : undefined;
}

/** An upper-case name with an underscore, which neither keys nor placeholders look like. */
export function looksLikeVariable(text: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text) && !isPlaceholderName(text);
}

/** undefined if the variable is missing or empty, which OpenClaw treats alike. */
function definedValue(name: string, environment: Environment): string | undefined {
  return environment.lookup(name)?.value || undefined;
}

function substitute(text: string, environment: Environment) {
  const variables: string[] = [];
  let escaped = false;
  let missing = false;
  const sent = text.replace(TEMPLATE, (whole, dollar: string, name: string) => {
    if (dollar) {
      escaped = true;
      return whole.slice(1);
    }
    variables.push(name);
    const value = definedValue(name, environment);
    missing ||= value === undefined;
    return value ?? whole;
  });
  return { sent, variables, escaped, missing };
}

function malformed(detail: string): Reference {
  return { form: 'malformed', variables: [], detail };
}
