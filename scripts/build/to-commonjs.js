// esbuild splits ES modules only. As CommonJS the same chunks load in less time, and programs of both kinds can load them.
import { init, parse } from 'es-module-lexer';

await init;

/**
 * A chunk that esbuild has written, unminified, as an ES module. Its imports are constants: no chunk of esbuild's is
 * loaded before one that it imports, and src/ exports no variable.
 * @param {string} code
 */
export function toCommonJs(code) {
  const [imports] = parse(code);
  // On the same line: source maps stay right.
  let converted = '"use strict"; ';
  let end = 0;
  for (const { n: from, ss, se, d } of imports) {
    if (from === undefined) throw new Error(`not converted: ${code.slice(ss, se)}`);
    converted += code.slice(end, ss);
    const required = `require(${JSON.stringify(from)})`;
    converted += d < 0 ? bind(code.slice(ss, se), required) : `Promise.resolve().then(() => ${required})`;
    end = se;
  }
  converted += code
    .slice(end)
    .replace(EXPORTS, exported)
    .replace(EXPORTS_DEFAULT, 'module.exports = { default: $1 };');
  if (parse(converted)[3]) throw new Error(`not converted: ${/^export .*/m.exec(converted)}`);
  return converted;
}

/** The last statement of a chunk; a source map may follow. */
const EXPORTS = /\bexport \{([^{}]*)\};(?=\n?(?:\/\/# .*\n?)?$)/;
/** Of a package that is CommonJS itself. */
const EXPORTS_DEFAULT = /\bexport default ([\w$]+\(\));(?=\n?(?:\/\/# .*\n?)?$)/;
/** `a`, `* as a`, `{ a, b as c }`, `a, { b }`; or for its effects. */
const IMPORT = /^import (?:(?:([\w$]+)|\* as ([\w$]+))?(?:, )?(\{[^{}]*\})? from )?"/;

/** @param {string} statement @param {string} required */
function bind(statement, required) {
  const [found, whole, all, named] = IMPORT.exec(statement) ?? [];
  if (!found) throw new Error(`not converted: ${statement}`);
  const targets = [whole ?? all, named?.replaceAll(' as ', ': ')].filter(Boolean);
  if (!targets.length) return required;
  return `const ${targets.map((target) => `${target} = ${required}`).join(', ')}`;
}

/** @param {string} _statement @param {string} names */
function exported(_statement, names) {
  return `module.exports = {${names.replace(/([\w$]+) as ([\w$]+)/g, '$2: $1')}};`;
}
