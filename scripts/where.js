// Puts the places in src/ into the stack trace of a bug report, in a checkout of the version that it names:
// `npm run where < trace.txt`.
import { SourceMap } from 'node:module';
import { text } from 'node:stream/consumers';
import { bundleProgram } from './build/bundle.js';

/** Where the folder may have spaces, and two backslashes in JSON. */
const PLACE = /(?:[a-z]:)?[\\/][^:\n]*?[\\/]dist[\\/]+((?:chunks[\\/]+)?[\w.-]+\.cjs):(\d+):(\d+)/gi;

const { files } = await bundleProgram({ maps: true });
const maps = new Map(files.map(({ file, map }) => [file, new SourceMap(JSON.parse(map))]));
const trace = await text(process.stdin);
process.stdout.write(
  trace.replace(PLACE, (place, file, line, column) => {
    const found = maps.get(file.replace(/[\\/]+/, '/'))?.findEntry(line - 1, column - 1);
    if (!found || !('originalSource' in found)) return place;
    return `${found.originalSource.replace(/^(?:\.\.\/)+/, '')}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  }),
);
