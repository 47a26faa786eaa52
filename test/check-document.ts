import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { SCHEMA_FILES } from '../scripts/docs/schemas/schema-files.js';
import { jsonTargets } from '../src/cli/render/formats/format.js';

/** With one of them there is no document. */
const ASK_FOR_TEXT = ['--help', '-h', 'help', '--version', '-V', '__complete'];

/**
 * Throws unless `--json`, and each file of `--format json=<file>`, is the one document that the published schema of the
 * command describes, without any other field.
 */
export function checkRun(argv: readonly string[], stdout: string, cwd = '.'): void {
  if (ASK_FOR_TEXT.some((word) => argv.includes(word))) return;
  const targets = jsonTargets(argv);
  if (targets.stdout) checkDocument(parse(argv, stdout));
  for (const file of targets.files.map((name) => resolve(cwd, name)).filter(existsSync))
    checkDocument(parse(argv, readFileSync(file, 'utf8')));
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

/** Against `schemas/<name>.json`, which has to know every field. */
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
