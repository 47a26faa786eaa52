/** The examples of a page, each with the name of its file. @param {string} page @returns {[file: string, code: string][]} */
export function examplesOf(page) {
  return [...page.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => [
    file,
    code,
  ]);
}

/** An example as CommonJS. @param {string} module */
export function asCommonJs(module) {
  const imports = /^import (.+?) from ('.+?');\n/gm;
  const required = [...module.matchAll(imports)].map(
    ([, what, from]) => `const ${what} = require(${from});\n`,
  );
  return `${required.join('')}(async () => {\n${module.replace(imports, '')}})();\n`;
}
