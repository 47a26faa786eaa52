import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { isCredentialHeader } from '../../lib/redact/patterns.js';
import { isRestAddress, type ProviderBlock } from '../blocks/block.js';
import { TOKEN_VARIABLE } from './credential-roles.js';
import type { Environment } from './environment.js';
import {
  findWrongReference,
  looksLikeVariable,
  type Reference,
  readSecretRef,
  readTemplate,
} from './references.js';

/** A header that the block adds to every request. */
export interface ConfiguredHeader {
  /** As written. OpenClaw's `infer` transport only recognises the spelling `Authorization`. */
  name: string;
  path: Path;
  reference: Reference;
  /** The value sent; undefined if it is unknown or OpenClaw rejects it. */
  value?: string;
}

export interface CredentialProblem {
  cause: CauseId;
  values: Values;
  path: Path;
}

const BEARER_HEADERS = new Set(['authorization', 'cf-aig-authorization']);

/** The block's `headers`, then `request.headers` and `request.auth`; later ones override earlier ones. */
export function configuredHeaders(block: ProviderBlock, environment: Environment): ConfiguredHeader[] {
  const { modelHeaders } = block;
  const request = isRecord(block.value.request) ? block.value.request : {};
  const path = [...block.path, 'headers'];
  const headers = [
    ...readAll(
      block.value.headers,
      (name) => (modelHeaders?.names.has(name.toLowerCase()) ? modelHeaders.path : path),
      environment,
    ),
    ...readAll(request.headers, () => [...block.path, 'request', 'headers'], environment),
  ];
  const auth = requestAuth(request.auth, [...block.path, 'request', 'auth'], environment);
  return auth ? [...headers, auth] : headers;
}

/** Those of the block and of every model that it lists. */
export function allHeaders(block: ProviderBlock, environment: Environment): ConfiguredHeader[] {
  return [
    ...configuredHeaders(block, environment),
    ...block.models.flatMap(({ raw, path }) => readAll(raw.headers, () => [...path, 'headers'], environment)),
  ];
}

function readAll(
  headers: unknown,
  pathOf: (name: string) => Path,
  environment: Environment,
): ConfiguredHeader[] {
  if (!isRecord(headers)) return [];
  return Object.entries(headers).map(([name, raw]) => {
    const reference = readHeader(name, raw, environment);
    return { name, path: [...pathOf(name), name], reference, value: reference.agent };
  });
}

function readHeader(name: string, raw: unknown, environment: Environment): Reference {
  if (isRecord(raw)) return readSecretRef(raw, environment);
  if (typeof raw !== 'string')
    return { form: 'malformed', variables: [], detail: 'only a string is allowed here' };
  const wrong = findWrongReference(raw, environment);
  const isMeant = wrong && (isCredentialHeader(name) || environment.lookup(wrong.variable ?? ''));
  if (!isMeant) return readTemplate(raw, environment);
  const variables = wrong.variable ? [wrong.variable] : [];
  return { form: 'wrong-syntax', variables, agent: raw, infer: raw };
}

/** `request.auth` with mode "header". OpenClaw 2026.9.6 trims the prefix, so that "Bearer " loses its space. */
function requestAuth(auth: unknown, path: Path, environment: Environment): ConfiguredHeader | undefined {
  if (!isRecord(auth) || auth.mode !== 'header' || typeof auth.headerName !== 'string') return undefined;
  const reference = readHeader(auth.headerName, auth.value, environment);
  const prefix = typeof auth.prefix === 'string' ? auth.prefix.trim() : '';
  const value = reference.agent === undefined ? undefined : prefix + reference.agent;
  return { name: auth.headerName, path, reference, value };
}

/** Problems of a credential header, according to what would be sent. Never contains a secret. */
export function headerProblems(header: ConfiguredHeader): CredentialProblem[] {
  const takesBearer = BEARER_HEADERS.has(header.name.toLowerCase());
  if (!takesBearer && header.reference.form !== 'wrong-syntax') return [];
  const detail = malformation(header);
  if (!detail) return [];
  const variable = header.reference.variables[0];
  const expected = referenceIn(header.name, variable ?? TOKEN_VARIABLE);
  return [
    {
      cause: 'header-malformed',
      values: { header: header.name, detail, variable, expected },
      path: header.path,
    },
  ];
}

/** The REST API reads the token from Authorization, and not all of OpenClaw's APIs send their key there. */
export function missingAuthorization(
  block: ProviderBlock,
  { variables: [variable] }: Pick<Reference, 'variables'>,
  sent: Readonly<Record<string, string>>,
): CredentialProblem[] {
  if (!isRestAddress(block.baseUrl) || !Object.keys(sent).length || sent.authorization !== undefined)
    return [];
  const header = 'Authorization';
  const detail = 'it is missing, and the REST API reads the token from no other header';
  const expected = referenceIn(header, variable ?? TOKEN_VARIABLE);
  return [
    {
      cause: 'header-malformed',
      values: { header, detail, variable, expected },
      path: [...block.path, 'headers', header],
    },
  ];
}

/** A reference as it has to be written in a header. */
export function referenceIn(header: string, variable: string): string {
  return `${BEARER_HEADERS.has(header.toLowerCase()) ? 'Bearer ' : ''}\${${variable}}`;
}

/** The first rule that applies is reported. */
const MALFORMATIONS: readonly { applies(sent: string, header: ConfiguredHeader): boolean; detail: string }[] =
  [
    {
      applies: (_sent, { path }) => path.at(-1) === 'auth' && path.at(-2) === 'request',
      detail:
        'request.auth drops the space after its prefix, so that "Bearer" and the token run together; use headers',
    },
    {
      applies: (_sent, { reference }) => reference.form === 'wrong-syntax',
      detail:
        'it has a reference in the form of another program, which is sent as it is; write the name of a variable in braces, after a dollar sign',
    },
    { applies: (sent) => sent.trim() === '', detail: 'it is empty' },
    { applies: (sent) => /^bearer\s*:/i.test(sent), detail: 'there is a colon after Bearer' },
    {
      applies: (sent) => /^bearer\s+bearer\b/i.test(sent),
      detail: 'Bearer is in it twice: in the header and in the variable',
    },
    { applies: (sent) => /^bearer$/i.test(sent.trim()), detail: 'there is no token after Bearer' },
    {
      applies: (sent) => looksLikeVariable(sent.replace(/^bearer\s+/i, '').trim()),
      detail: "it has a variable's name, which is sent literally; write it in braces, after a dollar sign",
    },
    {
      applies: (sent) => /^bearer\s+\$[A-Z]/i.test(sent) || /^\$[A-Z]/.test(sent),
      detail: 'it has $NAME, which is sent literally; write it in braces',
    },
    {
      applies: (sent, { reference }) => reference.form === 'secret-ref' && !/^bearer /i.test(sent),
      detail: 'a secret reference is sent without "Bearer "; use a reference in braces after "Bearer "',
    },
    { applies: (sent) => /^basic /i.test(sent), detail: 'it is Basic, not Bearer' },
    {
      applies: (sent) => !/^bearer\s/i.test(sent),
      detail: 'the word Bearer and a space are missing before the token',
    },
  ];

function malformation(header: ConfiguredHeader): string | undefined {
  const { reference, value } = header;
  if (reference.form === 'malformed') return reference.detail;
  if (value === undefined) return undefined;
  // A variable without a value has its own cause.
  if (reference.form === 'template' && reference.infer === undefined && /^bearer \$\{/i.test(value))
    return undefined;
  return MALFORMATIONS.find(({ applies }) => applies(value, header))?.detail;
}
