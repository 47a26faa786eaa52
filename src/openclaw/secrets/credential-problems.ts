import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';
import { isPlaceholder } from '../../gateway/credentials/placeholders.js';
import { FORMS } from '../../gateway/forms/forms.js';
import type { Path } from '../../lib/json5/parse.js';
import { nearest } from '../../lib/nearest.js';
import { isCredentialHeader } from '../../lib/redact/patterns.js';
import type { ProviderBlock } from '../blocks/block.js';
import type { ConfiguredHeader, CredentialProblem } from './block-headers.js';
import type { Environment } from './environment.js';
import { ownVariableName } from './provider-variables.js';
import { isStoredCredential, looksLikeVariable, type Reference, type ReferenceForm } from './references.js';
import { readWrongReference } from './wrong-references.js';

const KEY_CAUSE: Partial<Record<ReferenceForm, CauseId>> = {
  missing: 'api-key-missing',
  'bare-name': 'api-key-bare-name',
  dollar: 'api-key-dollar-form',
  malformed: 'api-key-reference-malformed',
  'wrong-syntax': 'api-key-wrong-reference',
};

/** Problems of the form of `apiKey`. `sends`: OpenClaw sends requests even without it. */
export function keyProblems(block: ProviderBlock, key: Reference, sends: boolean): CredentialProblem[] {
  const cause = KEY_CAUSE[key.form];
  if (!cause || (cause === 'api-key-missing' && sends)) return [];
  const path = [...block.path, 'apiKey'];
  const [variable] = key.variables;
  const sent = typeof block.apiKey === 'string' && key.agent ? formatHeader(block, key.agent) : undefined;
  // Malformed text may contain part of a secret; a variable name cannot.
  const isShown = sent && key.form !== 'malformed' && variable;
  const ownName = key.form === 'missing' ? ownVariableName(block.id) : undefined;
  const values: Values = {
    // For a built-in provider the step names its own variable.
    ...(ownName && { tokenVariable: ownName }),
    ...(variable && { variable }),
    ...(key.detail && { detail: key.detail }),
    ...(isShown && { found: sent, detail: `OpenClaw would send ${sent}` }),
    ...(variable && key.form === 'wrong-syntax' && { found: String(block.apiKey) }),
  };
  return [{ cause, values, path }];
}

function formatHeader(block: ProviderBlock, key: string): string {
  const { keyHeader } = FORMS[block.api];
  return keyHeader === 'authorization' ? `Authorization: Bearer ${key}` : `${keyHeader}: ${key}`;
}

/** Secrets in the config itself. */
export function secretProblems(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
): CredentialProblem[] {
  const inKey =
    key.form === 'literal' && isSecret(key.agent?.replace(/^(bearer\b\s*:?\s*)+/i, ''))
      ? [[...block.path, 'apiKey']]
      : [];
  const inHeaders = headers.filter(containsSecret).map(({ path }) => path);
  return [...inKey, ...inHeaders].map((path) => ({ cause: 'secret-in-config', values: {}, path }));
}

/** In a credential header: anything but a reference. In another header: `Bearer <secret>`, or a recognised credential. */
export function containsSecret({ name, reference, value }: ConfiguredHeader): boolean {
  if (reference.form !== 'literal' || !value) return false;
  const text = value.replace(/^(bearer\s*:?\s*)+/i, '').trim();
  if (isCredentialHeader(name) && text !== '' && !isNoSecret(text)) return true;
  return text !== value.trim() ? isSecret(text) : recogniseCredential(text).kind !== 'unknown';
}

/** Long enough to be a key, and neither a placeholder nor a reference. */
export function isSecret(text: string | undefined): boolean {
  if (!text || /\s/.test(text) || isNoSecret(text)) return false;
  return recogniseCredential(text).kind !== 'unknown' || /^\S{12,}$/.test(text);
}

function isNoSecret(text: string): boolean {
  return (
    isPlaceholder(text) ||
    looksLikeVariable(text) ||
    isStoredCredential(text) ||
    readWrongReference(text) !== undefined
  );
}

/** Problems of the variables that the block names: missing, empty or shadowed. */
export function variableProblems(
  block: ProviderBlock,
  key: Reference,
  headers: readonly ConfiguredHeader[],
  environment: Environment,
): CredentialProblem[] {
  const uses: { variable: string; path: Path }[] = [
    // The text itself is sent, so the variable is not used.
    ...(key.form === 'bare-name' || key.form === 'wrong-syntax'
      ? []
      : key.variables.map((variable) => ({ variable, path: [...block.path, 'apiKey'] }))),
    ...headers
      .filter(({ reference }) => reference.form !== 'wrong-syntax')
      .flatMap(({ reference, path }) => reference.variables.map((variable) => ({ variable, path }))),
  ];
  const first = new Map(uses.toReversed().map(({ variable, path }) => [variable, path]));
  return [...new Set(uses.map(({ variable }) => variable))].flatMap((variable) =>
    variableProblem(variable, first.get(variable)!, environment),
  );
}

function variableProblem(variable: string, path: Path, environment: Environment): CredentialProblem[] {
  const source = environment.lookup(variable);
  const values: Values = { variable };
  if (!source) {
    return [
      {
        cause: 'variable-missing',
        values: { ...values, nearest: nearest(variable, environment.names()) },
        path,
      },
    ];
  }
  const { from, shadowed } = source;
  if (source.blockedByEmpty) {
    return [{ cause: 'variable-shadowed-by-empty', values: { ...values, ...lineOf(shadowed[0]) }, path }];
  }
  if (source.value === '') return [{ cause: 'variable-empty', values: { ...values, ...lineOf(from) }, path }];
  const other = shadowed.find(({ differs, kind }) => differs && kind !== 'config-env');
  if (!other) return [];
  return [
    {
      cause: 'variable-shadowed',
      values: { ...values, ...lineOf(other), found: describeOrigin(from), expected: describeOrigin(other) },
      path,
    },
  ];
}

function lineOf(origin: { file?: string; line?: number } | undefined): Values {
  return {
    ...(origin?.file && { envFile: origin.file }),
    ...(origin?.line && { line: String(origin.line) }),
  };
}

/** A place that defines a variable, for people. */
export function describeOrigin({ kind, file, line }: { kind: string; file?: string; line?: number }): string {
  if (kind === 'process') return 'the environment';
  if (kind === 'config-env') return "the config's env.vars";
  return line ? `${file}:${line}` : (file ?? kind);
}
