/** `diagnosis/clients/`: the texts of the catalogue for other clients than OpenClaw. */

import type { CauseId } from '../causes/catalogue.js';
import type { Cause, Fix } from '../causes/cause.js';
import { CLIENT_SENTENCES, CLIENT_TEXTS } from './client-texts.js';

/** OpenClaw's words, and those that fit any client. Later rows see what earlier ones wrote. */
export const WORDS: readonly [openclaw: RegExp, client: string][] = [
  [/(?<=^|\. )baseUrl\b/g, 'The base URL'],
  [/(?<!\{)\bbaseUrl\b/g, 'the base URL'],
  [/\bOpenClaw['’]s service\b/g, 'your client'],
  [/\bOpenClaw\b/g, 'your client'],
  [/\(api: /g, '(form: '],
  [/\broute and api\b/g, 'route'],
  [/(?<=^|\. )api(?= )/g, 'The API form'],
  [/(?<![\w./{-])api(?![\w./-])/g, 'the API form'],
];

/** What only OpenClaw has. */
const OPENCLAW_ONLY =
  /openclaw|cf-aig init|\.env\b|\{(?:envFile|file|restart|restartCommand)\}|\bthe block\b|\bapiKey\b|compat: \{|test-model --all|\/new in the chat|\bagents\.defaults\b/i;

/** Where nothing else is known to do. */
const LOOK: Fix = { what: 'Compare the settings of your client with the options of this run.' };

/** The same cause without OpenClaw: in other words, and without what is to be done with OpenClaw's files or by `cf-aig init`. */
export function forClient(id: CauseId, entry: Cause): Cause {
  const own = CLIENT_TEXTS[id];
  const steps = own?.steps?.map(inWords) ?? entry.steps.flatMap(sentenceFor);
  const fixes = own?.fix ?? [entry.fix].flat().flatMap(fixFor);
  return {
    ...entry,
    title: inWords(own?.title ?? entry.title),
    why: inWords(own?.why ?? entry.why),
    // The first of them whose values are known is shown; without any, the first step is.
    fix: [...fixes, ...steps.map((what) => ({ what })), LOOK],
    steps,
    or: own?.or ?? entry.or.flatMap(sentenceFor),
    docs: entry.docs?.includes('openclaw') ? undefined : entry.docs,
    fixable: false,
  };
}

function fixFor({ command, what }: Fix): Fix[] {
  if (!command || !OPENCLAW_ONLY.test(command))
    return sentenceFor(what).map((text) => ({ command, what: text }));
  return sentenceFor(what).flatMap((text) => (text === what ? [] : [{ what: text }]));
}

/** None, if it is about OpenClaw alone. */
function sentenceFor(sentence: string): string[] {
  const text = CLIENT_SENTENCES.get(sentence) ?? inWords(sentence);
  return text === '' || OPENCLAW_ONLY.test(text) ? [] : [text];
}

function inWords(text: string): string {
  return WORDS.reduce((said, [openclaw, client]) => said.replace(openclaw, client), text);
}
