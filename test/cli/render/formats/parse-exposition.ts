export interface Exposition {
  families: Map<
    string,
    { help: string; type: string; samples: { labels: Record<string, string>; value: number }[] }
  >;
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/y;
const VALUE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?Inf)$/;
const UNESCAPED: Record<string, string> = { '\\\\': '\\', '\\n': '\n', '\\"': '"' };

/**
 * Prometheus’ text format 0.0.4, and what node_exporter’s textfile collector asks beyond it: HELP and TYPE once before the
 * samples of a family, families in one piece, no sample twice, no timestamps. Throws for anything else.
 */
export function parseExposition(text: string): Exposition['families'] {
  const families: Exposition['families'] = new Map();
  let current: string | undefined;
  let help: [string, string] | undefined;
  const seen = new Set<string>();
  if (!text.endsWith('\n')) throw new Error('the last line has no line feed');
  for (const line of text.slice(0, -1).split('\n')) {
    const [, keyword, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === 'HELP') {
      if (/\\(?![\\n])/.test(rest!) || families.has(name!)) throw new Error(line);
      help = [name!, rest!];
    } else if (keyword === 'TYPE') {
      if (help?.[0] !== name || !/^(?:counter|gauge|histogram|summary|untyped)$/.test(rest!))
        throw new Error(line);
      families.set(name!, { help: help![1], type: rest!, samples: [] });
      current = name;
    } else {
      const sample = parseSample(line);
      if (sample.name !== current) throw new Error(`not in its family: ${line}`);
      const key = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (seen.has(key)) throw new Error(`twice: ${line}`);
      seen.add(key);
      families.get(current)!.samples.push({ labels: sample.labels, value: sample.value });
    }
  }
  for (const [name, { samples }] of families) if (!samples.length) throw new Error(`${name} has no samples`);
  return families;
}

function parseSample(line: string) {
  NAME.lastIndex = 0;
  const [name] = NAME.exec(line) ?? [];
  if (name === undefined) throw new Error(`no name: ${line}`);
  let at = name.length;
  const labels: Record<string, string> = {};
  if (line[at] === '{') {
    at++;
    while (line[at] !== '}') {
      LABEL.lastIndex = at;
      const [whole, label, value] = LABEL.exec(line) ?? [];
      if (whole === undefined || label! in labels || label!.startsWith('__'))
        throw new Error(`no label: ${line}`);
      labels[label!] = value!.replace(/\\./g, (pair) => UNESCAPED[pair]!);
      at += whole.length;
      if (line[at] === ',') at++;
      else if (line[at] !== '}') throw new Error(`no end of the labels: ${line}`);
    }
    at++;
  }
  const value = /^ (\S+)$/.exec(line.slice(at))?.[1];
  if (value === undefined || !VALUE.test(value)) throw new Error(`no value: ${line}`);
  return { name, labels, value: Number(value) };
}
