import { recogniseCredential } from '../../gateway/credentials/credential-kinds.js';

/** A reference in the syntax of another program, which OpenClaw sends as text. */
export interface WrongReference {
  /** The variable that it names; undefined if it names a file, a command or an entry of a password manager. */
  variable?: string;
  /** Documentation writes placeholders in the same way: only a reference if the variable exists. */
  mayBePlaceholder?: true;
}

/** Group 1 is the variable. `env:NAME`, `{env:NAME}`, `${env:NAME}`, `process.env.NAME`, `os.environ/NAME`, `$env:NAME`,
 * `{{ env.NAME }}`, `ENV[NAME]`, `secretref:env:default:NAME`, `secretref-env:NAME` */
const OF_ENVIRONMENT =
  /^[$!]?[{(]{0,2}\s*(?:process\.env|os\.environ|import\.meta\.env|secret[-_]?refs?(?:-env)?|env(?:iron(?:ment)?)?|getenv)(?:\s*(?::\/{0,2}|[./([]+)\s*|\s+)["']?(?:(?:env|default)[:/.]+)*([A-Za-z_]\w*)["']?[)\]}\s]*$/i;

/** `${{ secrets.NAME }}`, `{secret:NAME}`, `vars.NAME`: the name in capitals, or it could be anything. */
const OF_SECRETS =
  /^\$?\{{0,2}\s*(?:[Ss]ecrets?|SECRETS?|[Vv]ars?)(?::\/{0,2}|[./([]+)["']?([A-Z][A-Z0-9_]*)["']?[)\]}\s]*$/;

/** `%NAME%`, `$(NAME)`, `${{NAME}}`: of shells and of pipelines. */
const OF_SHELL = /^(?:%([A-Z][A-Z0-9_]*)%|\$\(([A-Z][A-Z0-9_]*)\)|\$\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\})$/;

/** `<NAME>`, `{{NAME}}`, `{NAME}`, `[NAME]` */
const IN_BRACKETS = /^(?:<([A-Z][A-Z0-9_]*)>|\{{1,2}\s*([A-Z][A-Z0-9_]*)\s*\}{1,2}|\[([A-Z][A-Z0-9_]*)\])$/;

/** `op://vault/item`, `{file:~/.key}`, `vault:secret/x`, `$(cat key)` */
const OF_ANOTHER_STORE =
  /^(?:\{?(?:op|file|vault|keychain|keyring|exec|cmd|command|doppler|bws|infisical|aws-?sm|gcp-?sm|secret[-_]?refs?):\S.*|\$\([^)]+\)|`[^`]*\s[^`]*`)$/i;

/** `#{NAME}`, `@NAME`, `config.NAME`: a name with signs and words around it. */
const IN_SIGNS = /^(?:[a-z]+[^\w${]|[^\w$]|\$(?!\{))*([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)[^\w]*$/;

/** Any text around a name: only a reference if such a variable exists. */
export function readAnyReference(text: string): WrongReference | undefined {
  const bare = text.replace(/^(bearer\b\s*:?\s*)+/i, '').trim();
  const variable = /^\$?\w+$|\$\{/.test(bare) ? undefined : firstGroup(IN_SIGNS, bare);
  return variable === undefined ? undefined : { variable, mayBePlaceholder: true };
}

/** undefined if the text is something else: a credential, or a reference that OpenClaw knows. `Bearer` does not matter. */
export function readWrongReference(text: string): WrongReference | undefined {
  const bare = text.replace(/^(bearer\b\s*:?\s*)+/i, '').trim();
  const named = [OF_ENVIRONMENT, OF_SECRETS, OF_SHELL].map((form) => firstGroup(form, bare)).find(Boolean);
  if (named) return recogniseCredential(named).kind === 'unknown' ? { variable: named } : undefined;
  const bracketed = firstGroup(IN_BRACKETS, bare);
  if (bracketed) return { variable: bracketed, mayBePlaceholder: true };
  return OF_ANOTHER_STORE.test(bare) ? {} : undefined;
}

function firstGroup(form: RegExp, text: string): string | undefined {
  return form.exec(text)?.slice(1).find(Boolean);
}
