import { parseXml, type XmlElement } from '../../../e2e/parse-xml.js';

interface Rule {
  required?: string[];
  optional?: string[];
  children?: string[];
}

const REASON: Rule = { optional: ['type', 'message'] };

/** Elements and attributes of jenkinsci/xunit-plugin, junit-10.xsd. */
const ELEMENTS: Record<string, Rule> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: REASON,
  skipped: REASON,
  'system-out': {},
};

/** What is wrong with a file: by the schema that Jenkins reads it with, and by its own numbers. */
export function junitFaults(text: string): string[] {
  const root = parseXml(text);
  return root.name === 'testsuites' ? faultsOf(root) : [`begins with ${root.name}`];
}

function faultsOf({ name, attributes, children }: XmlElement): string[] {
  const { required = [], optional = [], children: allowed = [] } = ELEMENTS[name] ?? {};
  const given = Object.keys(attributes);
  return [
    ...required.filter((one) => !given.includes(one)).map((one) => `${name} without ${one}`),
    ...given.filter((one) => ![...required, ...optional].includes(one)).map((one) => `${name} with ${one}`),
    ...(/^(?:\d+\.\d{3})?$/.test(attributes.time ?? '') ? [] : [`${name} takes ${attributes.time}`]),
    ...children.filter((one) => !allowed.includes(one.name)).map((one) => `${one.name} in ${name}`),
    ...children.flatMap(faultsOf),
    ...(name === 'testsuite' ? miscounted(attributes, children) : []),
  ];
}

function miscounted(attributes: XmlElement['attributes'], cases: readonly XmlElement[]): string[] {
  const having = (name: string) =>
    cases.filter(({ children }) => children.some((child) => child.name === name)).length;
  const counts = { tests: cases.length, failures: having('failure'), skipped: having('skipped') };
  return Object.entries(counts)
    .filter(([name, count]) => attributes[name] !== String(count))
    .map(([name, count]) => `${attributes[name]} ${name}, not ${count}`);
}
