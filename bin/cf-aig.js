#!/usr/bin/env node
/* Old syntax on purpose: an old Node must be able to read this file and say what it lacks. */
var floor = [20, 18, 1];
var have = process.versions.node.split('.').map(Number);
var older = have[0] - floor[0] || have[1] - floor[1] || have[2] - floor[2];

/* A folder that was deleted and made again under its name is entered anew. */
function isInFolder() {
  try {
    process.cwd();
    return true;
  } catch (_gone) {
    try {
      process.chdir(process.env.PWD);
      return true;
    } catch (_notThere) {
      return false;
    }
  }
}

if (older < 0) {
  console.error('cf-aig needs Node %s or newer; this is %s.', floor.join('.'), process.versions.node);
  console.error('Install a newer Node (https://nodejs.org/en/download) and run the same command again.');
  process.exitCode = 1;
} else if (!isInFolder()) {
  console.error('cf-aig: the current folder does not exist any more. Go to another one (cd) and try again.');
  process.exitCode = 2;
} else {
  try {
    answer(process.argv.slice(2));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('cf-aig is not built yet. Run: npm run build');
    process.exitCode = 1;
  }
}

function answer(words) {
  var atOnce = ['--version', '-V', '--help', '-h', 'help'];
  if (
    words.length === 1 &&
    atOnce.includes(words[0]) &&
    require('../dist/at-once.cjs').answerAtOnce(words[0])
  )
    return;
  /* Since Node 22.8: the compiled program is kept for the next start. */
  var enableCompileCache = require('node:module').enableCompileCache;
  if (enableCompileCache) enableCompileCache();
  require('../dist/main.cjs').main();
}
