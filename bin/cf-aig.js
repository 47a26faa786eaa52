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
  console.error(
    'cf-aig needs Node ' +
      floor.join('.') +
      ' or newer; this is ' +
      process.versions.node +
      '.\n' +
      'Install a newer Node (https://nodejs.org/en/download) and run the same command again.',
  );
  process.exitCode = 1;
} else if (!isInFolder()) {
  console.error('cf-aig: the current folder does not exist any more. Go to another one (cd) and try again.');
  process.exitCode = 2;
} else {
  answer().catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error('cf-aig is not built yet. Run: npm run build');
    process.exitCode = 1;
  });
}

async function answer() {
  const [word, ...more] = process.argv.slice(2);
  if (more.length === 0 && ['--version', '-V', '--help', '-h', 'help'].includes(word)) {
    const { answerAtOnce } = await import('../dist/at-once.js');
    if (answerAtOnce(word)) return;
  }
  // Since Node 22.8: the compiled program is kept for the next start.
  const { enableCompileCache } = process.getBuiltinModule('node:module');
  if (enableCompileCache) enableCompileCache();
  const { main } = await import('../dist/main.js');
  await main();
}
