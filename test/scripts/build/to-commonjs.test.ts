import { expect, test } from '@jest/globals';
import { toCommonJs } from '../../../scripts/build/to-commonjs.js';

test.each<[string, string, string]>([
  [
    'a named import',
    'import {\n  a,\n  b as c\n} from "./x.cjs";',
    'const {\n  a,\n  b: c\n} = require("./x.cjs");',
  ],
  ['a default import', 'import fs from "node:fs";', 'const fs = require("node:fs");'],
  ['a namespace', 'import * as fs from "node:fs";', 'const fs = require("node:fs");'],
  [
    'a default import and names',
    'import fs, { a as $b } from "node:fs";',
    'const fs = require("node:fs"), { a: $b } = require("node:fs");',
  ],
  ['an import for its effects', 'import "./x.cjs";', 'require("./x.cjs");'],
  [
    'a dynamic import',
    'const load = () => import("./x.cjs");',
    'const load = () => Promise.resolve().then(() => require("./x.cjs"));',
  ],
  [
    'exports',
    'var a = 1;\nexport {\n  a as default,\n  a as $b,\n  a\n};',
    'var a = 1;\nmodule.exports = {\n  default: a,\n  $b: a,\n  a\n};',
  ],
  [
    'the export of a package that is CommonJS',
    'export default require_x();',
    'module.exports = { default: require_x() };',
  ],
  [
    'text that looks like a module',
    'var text = `\nimport a from "node:fs";\nexport { a };\n`;',
    'var text = `\nimport a from "node:fs";\nexport { a };\n`;',
  ],
])('%s', (_, chunk, expected) => {
  expect(toCommonJs(chunk)).toBe(`"use strict"; ${expected}`);
});

test.each(['export const a = 1;', 'console.log(import.meta.url);', 'export * from "./x.cjs";'])(
  'refuses what it cannot convert: %s',
  (chunk) => {
    expect(() => toCommonJs(chunk)).toThrow('not converted');
  },
);
