import { showPath } from '../../lib/json5/paths.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import {
  allHeaders,
  type CredentialProblem,
  configuredHeaders,
  headerProblems,
} from '../../openclaw/secrets/block-headers.js';
import { containsSecret } from '../../openclaw/secrets/credential-problems.js';
import type { Environment } from '../../openclaw/secrets/environment.js';
import { directNote } from '../../openclaw/secrets/provider-variables.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Target } from '../../openclaw/target.js';
import { findKeyProblem, findTokenProblem, sendsTokenAsKey } from '../../openclaw/token-problem.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

/**
 * The form of apiKey and headers, and whether OpenClaw finds values for their variables. The form of the token is only
 * checked offline, because a gateway without authentication accepts any.
 */
export const credentials: Check<'credentials', 'block'> = {
  id: 'credentials',
  title: 'Credentials',
  stage: 'block',
  run({ snapshot, target, offline }) {
    const { environment } = snapshot;
    const { block, credentials: resolved, values } = target;
    const outcomeOf = ({ cause, values: details, path }: CredentialProblem) =>
      problem(cause, { ...values, ...details }, `at ${path.join('.')}`);
    const problems = [
      ...resolved.problems.map(outcomeOf),
      // Other models have headers too, but only fail when they are chosen.
      ...problemsOfOtherModels(block, environment).map((other) => ({
        ...outcomeOf(other),
        status: 'warn' as const,
      })),
    ];
    if (problems.some(({ status }) => status === 'fail')) return problems;
    if (resolved.held !== undefined)
      return [
        problem('credential-held-by-openclaw', { ...values, detail: resolved.held, found: resolved.profile }),
        ...problems,
      ];
    const tokenProblem = offline ? (findTokenProblem(target) ?? findKeyProblem(target)) : undefined;
    if (tokenProblem) {
      const { cause, values: details } = tokenProblem;
      const source = details.variable ?? values.tokenPlace ?? 'the token';
      const failure = problem(cause, { ...values, ...details }, `by the form of ${source}`);
      // `variable-shadowed` is usually a warning, but here it is why nothing works.
      return [{ ...failure, status: 'fail' }, ...problems.filter((other) => other.cause !== cause)];
    }

    // With the network, the provider decides. The split is the same mistake.
    if (offline && sendsTokenAsKey(target) && !problems.some(({ cause }) => cause === 'transport-split')) {
      const evidence = `${resolved.providerKey?.header} and ${resolved.gatewayToken?.header} have the same value`;
      problems.push({ ...problem('provider-key-is-gateway-token', values, evidence), status: 'warn' });
    }

    const sources = resolved.variables.map((name) => {
      const { from } = environment.lookup(name) ?? {};
      const source = from?.file ? `${from.file}${from.line ? `:${from.line}` : ''}` : from?.kind;
      return `${name} comes from ${source ?? 'nowhere'}`;
    });
    const isWritten = problems.some(({ cause }) => cause === 'secret-in-config');
    const title = resolved.variables.length
      ? `by reference: ${resolved.variables.join(', ')}`
      : `${isWritten ? 'a key' : 'no credential'} in models.providers["${block.id}"]`;
    return [
      pass(title, ...sources),
      ...problems,
      ...outrankingAdvice(target),
      ...directProviders(snapshot, target),
    ];
  },
};

/** Problems of headers that another model of the block sends. */
function problemsOfOtherModels(block: ProviderBlock, environment: Environment): CredentialProblem[] {
  const paths = configuredHeaders(block, environment).map(({ path }) => showPath(path));
  return allHeaders(block, environment)
    .filter(({ path }) => !paths.includes(showPath(path)))
    .flatMap((header) => [
      ...headerProblems(header),
      ...(containsSecret(header)
        ? [{ cause: 'secret-in-config' as const, values: {}, path: header.path }]
        : []),
    ]);
}

/** Requests of this run use that variable too. */
function outrankingAdvice({ block, credentials: { outranking } }: Target): Outcome[] {
  if (outranking === undefined) return [];
  return [
    advice(
      `OpenClaw uses ${outranking} in place of apiKey, because it is the variable of ${block.id} itself`,
      [
        'If apiKey is the right one, add auth: "api-key" to the block.',
        `Otherwise let apiKey refer to ${outranking}.`,
      ],
    ),
  ];
}

/** With a built-in provider's own variable OpenClaw can also ask that provider directly. */
function directProviders({ blocks }: Snapshot, { credentials }: Target): Outcome[] {
  const ids = blocks.map(({ id }) => id);
  return credentials.variables.flatMap((variable) => {
    const note = directNote(variable, ids);
    return note ? [pass(note)] : [];
  });
}
