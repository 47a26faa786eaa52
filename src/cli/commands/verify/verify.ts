import { randomBytes } from 'node:crypto';
import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import { nearest } from '../../../lib/nearest.js';
import { checkReachable } from '../../../models/model-test.js';
import { fallbackModels } from '../../../openclaw/blocks/model-refs.js';
import { SECTION_IDS, type Section, type SectionId } from '../../../verify/section-result.js';
import {
  SECTIONS,
  type SectionVerdict,
  sortSections,
  verdictOf,
  verify as verifySections,
} from '../../../verify/verify.js';
import { VerifyContext } from '../../../verify/verify-context.js';
import { requireConsent } from '../../prompts/consent.js';
import { progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { startDeadline } from '../../shared/deadline.js';
import { CauseError, EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { targetsOf } from '../test-model/model-targets.js';
import type { VerifyOptions } from './index.js';
import { failuresText, planText, sectionLine, sectionsSummary } from './section-text.js';

export interface VerifyDocument {
  model: string;
  sections: Section[];
  verdict: SectionVerdict | null;
  exchanges: number;
}

export async function verify(
  io: Io,
  options: VerifyOptions,
  features: string[],
): Promise<Result<VerifyDocument>> {
  const wanted = features.map(parseSection);
  const style = styleOf(io, 'stdout', options);
  const snapshot = await openSnapshot(io, options);
  const { providerId, model } = options;
  const [target] = targetsOf(snapshot, { providerId, models: model ? [model] : [] });
  const reached = checkReachable(target);
  if ('blocker' in reached) throw new CauseError(reached.blocker);
  const modelId = reached.target.modelId ?? '';
  if (!options.json) io.err(planText(sortSections(wanted), modelId, style));
  if (!options.yes) {
    await requireConsent(io, options, {
      message: 'Send them?',
      refusal: 'Nothing was sent.',
      hint: 'Add --yes to consent.',
      problem: 'verify sends requests that cost a few tokens, and there is no terminal to ask for consent',
      missing: [{ flag: '--yes', why: 'the requests cost a few tokens' }],
    });
  }
  const progress = progressOn(io);
  return withLab(io, { ...options, onSend: progress.onSend }, async (lab) => {
    const deadline = startDeadline(options.deadline, io.now);
    const context = new VerifyContext(
      lab,
      reached.target,
      {
        measure: options.measure ?? false,
        asConfigured: options.asConfigured ?? false,
        fallbacks: fallbackModels(snapshot.config.value).map(({ ref }) => ref),
      },
      {
        sleep: (ms) => io.sleep(ms, deadline.signal),
        now: io.now,
        leftMs: deadline.leftMs,
        signal: deadline.signal,
        nonce: randomBytes(6).toString('hex'),
      },
    );
    const sections = await verifySections(context, wanted, {
      start: (id) => progress.show(SECTIONS[id].title),
      done: (section) => {
        progress.clear();
        if (!options.json) io.out(sectionLine(section, style, options));
      },
    });

    const verdict = verdictOf(sections);
    return {
      exitCode: verdict ? CATEGORY_EXIT_CODES[verdict.category] : EXIT_OK,
      document: { model: context.model, sections, verdict, exchanges: lab.exchanges.length },
      human: `${failuresText(sections, style, options.verbose)}\n${sectionsSummary(sections, style)}`,
    };
  });
}

function parseSection(text: string): SectionId {
  const id = SECTION_IDS.find((candidate) => candidate === text);
  if (id) return id;
  const suggestion = nearest(text, SECTION_IDS);
  throw new UsageError(
    `there is no feature ${text}`,
    `${suggestion ? `Did you mean ${suggestion}? ` : ''}The features are ${SECTION_IDS.join(', ')}; by default all of them.`,
  );
}
