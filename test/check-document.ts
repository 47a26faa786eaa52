import { readFileSync } from 'node:fs';
import { type Schema, Validator } from '@cfworker/json-schema';
import { SCHEMA_FILES } from '../scripts/docs/schemas/schema-files.js';
import { jsonTargets } from '../src/cli/render/formats/format.js';

/** With one of them there is no document. */
const ASK_FOR_TEXT = ['--help', '-h', 'help', '--version', '-V', '__complete'];

/** Throws unless `--json` gave the one document that the published schema of the command describes, and no field besides. */
export function checkRun(argv: readonly string[], stdout: string): void {
  if (!jsonTargets(argv).stdout || ASK_FOR_TEXT.some((word) => argv.includes(word))) return;
  checkDocument(parse(argv, stdout));
}

function parse(argv: readonly string[], stdout: string): { command: string | null; error?: unknown } {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(
      `cf-aig ${argv.join(' ')} printed something else than a document: ${stdout.slice(0, 500)}`,
    );
  }
}

function checkDocument(document: { command: string | null; error?: unknown }): void {
  const { command, error } = document;
  const name = command ?? (error ? 'error' : 'start');
  checkAgainst(`schemas/${name}.json` in SCHEMA_FILES ? name : 'error', document);
}

/** Against `schemas/<name>.json`, in which no field may be missing. */
export function checkAgainst(name: string, document: unknown): void {
  const failures = validatorsOf(name).map((validator) => validator.validate(document));
  if (failures.some(({ valid }) => valid)) return;
  // The document that comes nearest to what is meant has the fewest errors.
  const [nearest] = failures.toSorted((a, b) => a.errors.length - b.errors.length);
  const lines = nearest!.errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
  throw new Error(
    `not as schemas/${name}.json says:\n${lines.join('\n')}\n${JSON.stringify(document, null, 2)}`,
  );
}

const VALIDATORS = new Map<string, Validator[]>();

/** One for each document that the command may print. */
function validatorsOf(name: string): Validator[] {
  const known = VALIDATORS.get(name);
  if (known) return known;
  const { definitions, anyOf, ...schema } = closed(JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8')));
  const made = (anyOf ?? [schema]).map((one: Schema) => new Validator({ ...one, definitions }, '7', false));
  VALIDATORS.set(name, made);
  return made;
}

/** The same schema without room for other fields. */
// biome-ignore lint/suspicious/noExplicitAny: a schema is any JSON
function closed(node: any): any {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return node.type === 'object' && node.properties ? { additionalProperties: false, ...inner } : inner;
}
