import { isRecord } from '../../../../src/lib/json.js';

/** The part of the schema of SARIF 2.1.0 that cf-aig writes, in short: `?` is optional, `[]` a list, a function a rule. */
interface Shape {
  [property: string]: Shape | readonly [Shape | Rule] | Rule;
}
type Rule = (value: unknown) => boolean;

const text: Rule = (value) => typeof value === 'string';
const uri: Rule = (value) =>
  typeof value === 'string' && /^(?:[\w:/?#.~!$&'()*+,;=@-]|%[\dA-F]{2})+$/i.test(value);
const absoluteUri: Rule = (value) => uri(value) && URL.canParse(String(value));
const whole =
  (least: number): Rule =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least;
const time: Rule = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
const oneOf =
  (...words: string[]): Rule =>
  (value) =>
    words.includes(String(value));
const any: Rule = () => true;
const message: Shape = { text };

const LOCATION: Shape = {
  physicalLocation: {
    artifactLocation: { uri, 'uriBaseId?': text },
    'region?': { startLine: whole(1), 'startColumn?': whole(1) },
  },
};
const LOG: Shape = {
  $schema: absoluteUri,
  version: oneOf('2.1.0'),
  runs: [
    {
      tool: {
        driver: {
          name: text,
          version: text,
          informationUri: absoluteUri,
          rules: [
            {
              id: text,
              shortDescription: message,
              'fullDescription?': message,
              'helpUri?': absoluteUri,
              'help?': message,
              'properties?': any,
            },
          ],
        },
      },
      automationDetails: { id: text },
      invocations: [
        {
          executionSuccessful: (value) => typeof value === 'boolean',
          exitCode: whole(0),
          startTimeUtc: time,
          endTimeUtc: time,
        },
      ],
      originalUriBaseIds: {
        '%SRCROOT%': { uri: (value) => absoluteUri(value) && String(value).endsWith('/') },
      },
      columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
      results: [
        {
          ruleId: text,
          ruleIndex: whole(0),
          level: oneOf('none', 'note', 'warning', 'error'),
          message,
          'locations?': [LOCATION],
          'properties?': any,
        },
      ],
    },
  ],
};

/** What is wrong with a log: by its schema, and by what the schema cannot say. */
export function sarifFaults(log: unknown): string[] {
  const faults = faultsOf(log, LOG, 'log');
  if (faults.length) return faults;
  const { runs } = log as { runs: { tool: { driver: { rules: { id: string }[] } }; results: Result[] }[] };
  return runs.flatMap(({ tool, results }) => {
    const ids = tool.driver.rules.map(({ id }) => id);
    return [
      ...(new Set(ids).size < ids.length ? ['a rule twice'] : []),
      ...results.filter(({ ruleId, ruleIndex }) => ids[ruleIndex] !== ruleId).map(() => 'the wrong rule'),
    ];
  });
}

interface Result {
  ruleId: string;
  ruleIndex: number;
}

function faultsOf(value: unknown, shape: Shape | readonly [Shape | Rule] | Rule, at: string): string[] {
  if (typeof shape === 'function') return shape(value) ? [] : [`${at}: ${JSON.stringify(value)}`];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${at}: no list`];
    return value.flatMap((entry, index) => faultsOf(entry, shape[0], `${at}[${index}]`));
  }
  if (!isRecord(value)) return [`${at}: no object`];
  const known = Object.entries(shape as Shape).map(([name, inner]) => ({
    name: name.replace(/\?$/, ''),
    isOptional: name.endsWith('?'),
    inner,
  }));
  return [
    ...Object.keys(value).flatMap((name) =>
      known.some((one) => one.name === name) ? [] : [`${at}.${name}: unknown`],
    ),
    ...known.flatMap(({ name, isOptional, inner }) => {
      if (Object.hasOwn(value, name)) return faultsOf(value[name], inner, `${at}.${name}`);
      return isOptional ? [] : [`${at}.${name}: missing`];
    }),
  ];
}
