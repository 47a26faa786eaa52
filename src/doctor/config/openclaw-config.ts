import type { Path } from '../../lib/json5/parse.js';
import { isWithin } from '../../lib/json5/paths.js';
import { visible } from '../../lib/text/visible.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { installedForms, refusedForms } from '../../openclaw/changes/version-forms.js';
import { valueAt } from '../../openclaw/files/tree.js';
import { compareVersions } from '../../openclaw/machine/installation.js';
import type { Fault } from '../../openclaw/schema/fault.js';
import { positionOf } from '../../openclaw/schema/position.js';
import type { Environment } from '../../openclaw/secrets/environment.js';
import { readApiKey } from '../../openclaw/secrets/references.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { blockOf } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { pass, problem, skip } from '../check/finding.js';

/** Everything in the config that OpenClaw refuses: the installed one if it can be asked, else the one that cf-aig knows. */
export const openclawConfig: Check<'openclaw-config', 'schema'> = {
  id: 'openclaw-config',
  title: 'OpenClaw schema',
  stage: 'schema',
  run({ snapshot, verdict: { version, faults, unanswered }, providerId }) {
    const installed = snapshot.installation?.version;
    const [first] = faults;
    if (!first) {
      const title = `no errors for OpenClaw ${version}`;
      return pass(unanswered ? `${title}; ${installed} here could not be asked: ${unanswered}` : title);
    }
    const block = blockOf(snapshot, providerId);
    if (block && faults.every(({ path }) => isMalformedKey(path, block, snapshot.environment))) {
      return skip('only the apiKey is refused: see credentials');
    }
    const { config, blocks } = snapshot;
    const tooNew = refusedForms(config.value, blocks, installedForms(snapshot)).map(({ path }) => path);
    if (faults.every(({ path }) => tooNew.some((form) => isWithin(path, form)))) {
      return skip('only what a newer OpenClaw takes is refused: see OpenClaw');
    }
    const at = positionOf(snapshot.config, first.path);
    const file = at?.file ?? snapshot.place.configPath;
    const outcome = problem(
      'config-rejected-by-openclaw',
      {
        file,
        version,
        detail: faults.length > 1 ? `${first.detail} (and ${faults.length - 1} more, below)` : first.detail,
        nearest: first.nearest,
        line: at && String(at.line),
        column: at && String(at.column),
      },
      ...faults.map((fault) => describe(fault, snapshot, faults.length > 1)),
    );
    const author = valueAt(config.value, ['meta', 'lastTouchedVersion']);
    if (!installed) {
      // No program has refused anything yet.
      outcome.title = visible(`OpenClaw ${version} would refuse ${file}; none is on the PATH to ask.`);
      if (typeof author !== 'string' || author === version) return outcome;
      outcome.evidence.push(
        `OpenClaw ${author} wrote the file last and may take it; it is not on the PATH, so it was not asked`,
      );
      return compareVersions(author, version) > 0 ? { ...outcome, status: 'warn' } : outcome;
    }
    if (!unanswered) return outcome;
    // Another version may have other keys.
    outcome.evidence.push(
      `these are the rules of OpenClaw ${version}; ${installed} could not be asked: ${unanswered}`,
    );
    return { ...outcome, status: 'warn' };
  },
};

/** The check of the credentials says more exactly what is wrong. */
function isMalformedKey(path: Path, block: ProviderBlock, environment: Environment): boolean {
  const isKey = isWithin(path, [...block.path, 'apiKey']);
  return isKey && readApiKey(block.apiKey, environment).form === 'malformed';
}

function describe({ path, detail, nearest }: Fault, { config, place }: Snapshot, withHint: boolean): string {
  const at = positionOf(config, path);
  const where = at ? `${at.file}:${at.line}:${at.column}` : place.configPath;
  return `${where}: ${detail}${withHint && nearest ? `; did you mean ${nearest}?` : ''}`;
}
