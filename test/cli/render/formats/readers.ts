import type { ReportFormat } from '../../../../src/cli/render/formats/format.js';
import { parseXml } from '../../../e2e/parse-xml.js';
import { junitFaults } from './junit-faults.js';
import { parseExposition } from './parse-exposition.js';
import { sarifFaults } from './sarif-faults.js';

/** Formats that have no row for what is all well. */
export const PROBLEMS_ONLY: readonly ReportFormat[] = ['github', 'sarif'];

/** Reads a format as strictly as its standard is. Throws, or returns its rows: checks, or models. */
export const READERS: Record<ReportFormat, (text: string) => unknown[]> = {
  junit(text) {
    refuse(junitFaults(text));
    return parseXml(text).children[0]!.children;
  },
  sarif(text) {
    const log = JSON.parse(text);
    refuse(sarifFaults(log));
    return log.runs[0].results;
  },
  prometheus(text) {
    const families = parseExposition(text);
    return (families.get('cf_aig_check') ?? families.get('cf_aig_model'))?.samples ?? [];
  },
  github: annotationsIn,
  markdown(text) {
    const [rows = []] = text
      .split('\n\n')
      .map((part) => part.trim().split('\n'))
      .filter(([line]) => line!.startsWith('|'));
    const widths = new Set(rows.map((row) => row.replace(/\\[\\|]/g, '').split('|').length));
    if (widths.size !== 1) refuse(rows);
    return rows.slice(2);
  },
};

function refuse(faults: readonly string[]): void {
  if (faults.length) throw new Error(faults.join('\n'));
}

const UNESCAPED: Readonly<Record<string, string>> = {
  '%25': '%',
  '%0D': '\r',
  '%0A': '\n',
  '%3A': ':',
  '%2C': ',',
};

/** As the runner of GitHub Actions reads its log: a line is a command, or it is text. The notice is none of the rows. */
function annotationsIn(text: string): Record<string, string>[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no line feed');
  const commands = text.slice(0, -1).split('\n').map(readCommand);
  return commands.filter(({ kind }) => kind !== 'notice');
}

function readCommand(line: string): Record<string, string> {
  const [, kind, list, message] = /^::(error|warning|notice) ([^:\r]*)::([^\r]*)$/.exec(line) ?? [];
  if (kind === undefined) throw new Error(`no annotation: ${line}`);
  const properties = list!.split(',').map((property) => {
    const [, name, value] = /^(title|file|line|col)=([^=]*(?:=.*)?)$/.exec(property) ?? [];
    if (name === undefined || /%(?!25|0D|0A|3A|2C)/.test(value!)) throw new Error(`no property: ${property}`);
    return [name, unescapeData(value!)] as const;
  });
  if (/%(?!25|0D|0A)/.test(message!)) throw new Error(`not escaped: ${message}`);
  return { ...Object.fromEntries(properties), kind, message: unescapeData(message!) };
}

function unescapeData(text: string): string {
  return text.replace(/%(?:25|0D|0A|3A|2C)/g, (escaped) => UNESCAPED[escaped]!);
}
