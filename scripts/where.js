// Puts the places in src/ into the stack trace of a bug report, in a checkout of the version that it names:
// `npm run where < trace.txt`.
import { SourceMap } from 'node:module';
import { text } from 'node:stream/consumers';
import { bundleProgram } from './build/bundle.js';

const { files } = await bundleProgram({ maps: true });
const maps = new Map(files.map(({ file, map }) => [file, new SourceMap(JSON.parse(map))]));
const trace = await text(process.stdin);
process.stdout.write(
  trace.replace(/[^\s()]*[\\/]dist[\\/]([\w\\/.-]+\.cjs):(\d+):(\d+)/g, (place, file, line, column) => {
    const found = maps.get(file.replaceAll('\\', '/'))?.findEntry(line - 1, column - 1);
    if (!found || !('originalSource' in found)) return place;
    return `${found.originalSource.replace(/^(?:\.\.\/)+/, '')}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  }),
);
