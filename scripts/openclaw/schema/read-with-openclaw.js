// Asks OpenClaw's own config reader of many configurations in one process. Runs with OpenClaw's Node, in a home of its own.
// Usage: node read-with-openclaw.js <folder of the openclaw package> <JSON file with configurations> <JSON file for the verdicts>
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '', input = '', output = ''] = process.argv.slice(2);
const { readConfigFileSnapshotWithPluginMetadata: read } = await import(
  pathToFileURL(path.join(folder, 'dist/config/config.js')).href
);
const file = process.env.OPENCLAW_CONFIG_PATH ?? '';
const verdicts = [];
for (const config of JSON.parse(readFileSync(input, 'utf8'))) {
  writeFileSync(file, JSON.stringify(config));
  // As `openclaw config validate` reads it.
  const { snapshot, strictIssues = [] } = await read({ observe: false, prepareValidation: 'strict' });
  const issues = snapshot.valid ? strictIssues : snapshot.issues;
  verdicts.push(
    issues.map(
      (/** @type {{ path: string, message: string }} */ { path: at, message }) => `${at}: ${message}`,
    ),
  );
}
writeFileSync(output, JSON.stringify(verdicts));
process.exit();
