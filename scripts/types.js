// Rolls the declarations of each entry of the library into one file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

/**
 * By the name of the entry in dist/: the files whose exports it gives or takes, from src/ and without an extension.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const PUBLIC = {
  library: ['library/public-types', 'library/library'],
  sandbox: [
    'sandbox/http/answered-request',
    'sandbox/library/library-types',
    'sandbox/library/start-sandbox',
  ],
};

/**
 * @param {string} root of the repository
 * @returns {[entry: string, text: string][]}
 */
export function rollTypes(root) {
  return Object.entries(PUBLIC).map(([entry, files]) => [entry, rollEntry(root, entry, files)]);
}

/**
 * @param {string} root
 * @param {string} entry
 * @param {readonly string[]} files
 */
function rollEntry(root, entry, files) {
  const declarations = readDeclarations(root, files);
  const exported = files.flatMap((file) => statements(declarations.get(file) ?? ''));
  const used = [...declarations].flatMap(([file, text]) => (files.includes(file) ? [] : statements(text)));
  const rolled = [...reachable(used.map(unexported), exported), ...exported];
  const names = rolled.map(nameOf);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length) throw new Error(`two types of ${entry} have the same name: ${twice.join(', ')}`);
  // Without it, TypeScript would export what is not marked so.
  return `${rolled.join('\n')}\nexport {};\n`;
}

/**
 * What the compiler declares of the exported files and of all that their declarations import.
 * @param {string} root
 * @param {readonly string[]} exported
 * @returns {Map<string, string>} by the path of the file
 */
function readDeclarations(root, exported) {
  const found = /** @type {Map<string, string>} */ (new Map());
  for (let files = exported; files.length; ) {
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
  return found.filter((text) => !/^(?:\/\*\*(?:.|\n)*?\*\/\n)?(?:import|export \{\};)/.test(text));
}

/** @param {string} statement */
function nameOf(statement) {
  return /^(?:export )?(?:declare )?(?:const|class|type|interface|function) (\w+)/m.exec(statement)?.[1];
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
