const esbuild = require('esbuild');

module.exports = {
  /**
   * @param {string} source
   * @param {string} file
   */
  process(source, file) {
    return esbuild.transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    });
  },
};
