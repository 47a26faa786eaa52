// Writes dist/sandbox.d.ts: the declarations of `cf-aig/sandbox` in one file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

/** What the package exports, from src/ and without an extension. */
const PUBLIC = ['sandbox/library/library-types', 'sandbox/library/start-sandbox'];

/** @param {string} root of the repository */
export function writeTypes(root) {
  const declarations = readDeclarations(root);
  const exported = PUBLIC.flatMap((file) => statements(declarations.get(file) ?? ''));
  const used = [...declarations].flatMap(([file, text]) => (PUBLIC.includes(file) ? [] : statements(text)));
  const rolled = [...reachable(used.map(unexported), exported), ...exported];
  const names = rolled.map(nameOf);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length) throw new Error(`two types of cf-aig/sandbox have the same name: ${twice.join(', ')}`);
  // Without it, TypeScript would export what is not marked so.
  writeFileSync(join(root, 'dist', 'sandbox.d.ts'), `${rolled.join('\n')}\nexport {};\n`);
}

/**
 * What the compiler declares of the exported files and of all that their declarations import.
 * @param {string} root
 * @returns {Map<string, string>} by the path of the file
 */
function readDeclarations(root) {
  const found = /** @type {Map<string, string>} */ (new Map());
  for (let files = PUBLIC; files.length; ) {
    for (const [file, text] of declarationsOf(root, files)) found.set(file, text);
    const imported = [...found].flatMap(([file, text]) =>
      [...text.matchAll(/from '(\.[^']+)\.js'/g)].map(([, path = '']) =>
        posix.join(posix.dirname(file), path),
      ),
    );
    files = [...new Set(imported)].filter((file) => !found.has(file));
  }
  return found;
}

/**
 * File by file, as what else they import may not be fit for declarations.
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {[file: string, text: string][]}
 */
function declarationsOf(root, files) {
  const folder = mkdtempSync(join(tmpdir(), 'cf-aig-types-'));
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = '--ignoreConfig --noResolve --noCheck --declaration --emitDeclarationOnly';
    const language = '--target es2023 --module nodenext --strict --rootDir src --outDir';
    execFileSync(
      process.execPath,
      [tsc, ...options.split(' '), ...language.split(' '), folder, ...files.map((file) => `src/${file}.ts`)],
      { cwd: root, stdio: 'inherit' },
    );
    return files.map((file) => [file, readFileSync(join(folder, `${file}.d.ts`), 'utf8')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The statements of a text, each with the comment before it, without imports and empty exports.
 * @param {string} declarations
 * @returns {string[]}
 */
function statements(declarations) {
  const found = declarations.match(/(?:^\/\*\*(?:.|\n)*?\*\/\n)?^\w(?:.*;$|(?:.|\n)*?^\};?$)/gm) ?? [];
  return found.filter((text) => !/^(?:import|export \{\};)/.test(text));
}

/** @param {string} statement */
function nameOf(statement) {
  return /^(?:export )?(?:declare )?(?:const|type|interface|function) (\w+)/m.exec(statement)?.[1];
}

/** @param {string} statement */
function unexported(statement) {
  return statement.replace(/^export (?=(?:declare|type|interface) )/m, '');
}

/**
 * Those that the others name, and what they name themselves.
 * @param {string[]} candidates
 * @param {string[]} named
 */
function reachable(candidates, named) {
  let kept = /** @type {string[]} */ ([]);
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    const text = [...named, ...kept].join('\n').replace(/\/\*\*(?:.|\n)*?\*\//g, '');
    kept = candidates.filter((candidate) => {
      const name = nameOf(candidate);
      const use = /^declare const/m.test(candidate) ? `typeof ${name}` : `(?<![\\w.'])${name}`;
      return kept.includes(candidate) || (name && new RegExp(`${use}\\b`).test(text));
    });
  }
  return kept;
}
