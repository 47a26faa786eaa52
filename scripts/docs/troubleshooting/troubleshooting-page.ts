import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { explainText } from '../../../src/diagnosis/explain/explain.js';
import { type Diagnosis, makeDiagnosis } from '../../../src/diagnosis/reading/diagnosis.js';
import { EXPLAIN_AIDS } from '../../../src/gateway/pastes/explain-aids.js';
import { plain } from '../filled-cause.js';
import { type Symptom, TOPICS } from './symptoms.js';

/** docs/troubleshooting.md: from what people see to its causes, as `explain` names them. */
export function renderTroubleshootingPage(): string {
  return [
    '# Troubleshooting',
    '',
    'On the machine where OpenClaw is set up, this is faster than any page:',
    '',
    '```sh',
    'cf-aig doctor        # finds the one thing that is wrong; costs nothing',
    'cf-aig test-model    # one small real request: for what only the provider can say',
    '```',
    '',
    'For an error from somewhere else, paste it, whole if you can: a line, a body, a log, the output of `curl -v`, a HAR file.',
    '',
    '```sh',
    'cf-aig explain "400 Invalid provider"',
    'openclaw logs --json | cf-aig explain -',
    '```',
    '',
    ...HOW_IT_TELLS,
    '',
    'Below, each error is followed by what it can mean, the likeliest first, as `explain` says it of these words alone. Each cause',
    'leads to its page, with the steps by hand.',
    '',
    ...TOPICS.map(({ title }) => `- [${title}](#${anchor(title)})`),
    '',
    'This page is generated from `scripts/docs/troubleshooting/` by `npm run docs`.',
    '',
    ...TOPICS.flatMap(({ title, intro, symptoms }) => [
      `## ${title}`,
      '',
      ...(intro ? [intro, ''] : []),
      ...symptoms.flatMap(renderSymptom),
    ]),
  ].join('\n');
}

const HOW_IT_TELLS = [
  '`doctor` tells apart what a 401 can mean by the body first, never by the status. Where one answer fits several causes, it changes',
  'one thing at a time (no token, the token in the other header, a provider that does not exist, the verify endpoints) and compares.',
  'These requests cost nothing. For an issue, `cf-aig doctor --report` prints a report without personal data, and',
  '`cf-aig doctor --trace file.har` keeps all exchanges, without secrets.',
];

function renderSymptom(symptom: Symptom): string[] {
  const causes = diagnosesOf(symptom);
  const ask = 'ask' in symptom ? symptom.ask : undefined;
  return [
    `### ${'says' in symptom ? code(symptom.says) : symptom.seen}`,
    '',
    ...(symptom.note ? [symptom.note, ''] : []),
    ...(causes.length > 1 ? [`To find out which: ${ask ?? whoTells(causes)}.`, ''] : []),
    ...causes.map((one, index) => `${causes.length > 1 ? `${index + 1}. ` : ''}${renderCause(one)}`),
    '',
  ];
}

/** What the symptom can mean, the likeliest first, with the values that its words have. */
function diagnosesOf(symptom: Symptom): Diagnosis[] {
  if (!('says' in symptom)) return symptom.causes.map(withoutValues);
  const [found, ...others] = explainText(symptom.says, EXPLAIN_AIDS);
  if (!found || others.length)
    throw new Error(`explain finds ${others.length + 1} failures in: ${symptom.says}`);
  return [found.diagnosis, ...(found.diagnosis.alternatives ?? []).map(withoutValues)];
}

const withoutValues = (cause: CauseId) => makeDiagnosis(cause, {}, []);

export const causesOf = (symptom: Symptom) => diagnosesOf(symptom).map(({ cause }) => cause);

function whoTells(causes: readonly Diagnosis[]): string {
  return causes.some(({ category }) => category === 'upstream-error' || category === 'gateway-policy')
    ? '`cf-aig doctor`, and if that finds nothing, `cf-aig test-model`'
    : '`cf-aig doctor`';
}

function renderCause({ cause, title, fix: { command, what } }: Diagnosis): string {
  const sentence = title.replace(/(?<=\w)$/, '.');
  return `[${cause}](causes.md#${cause}): ${plain(sentence)} **Fix:** ${plain(command ? `\`${command}\`: ${what}` : what)}`;
}

/** As code, also if it has a backtick. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
