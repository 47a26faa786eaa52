import { inventedValues, type Values } from '../../src/conformance/asking/placeholder-values.js';
import { EXPERIMENTS } from '../../src/conformance/experiments/experiments.js';
import { learnFacts, type Send } from '../../src/conformance/facts.js';
import { createOwn } from '../../src/conformance/own-gateway.js';
import { type ResultFile, resultFile } from '../../src/conformance/result-file.js';
import { type Outcome, runExperiments } from '../../src/conformance/run-experiments.js';
import { createSender } from '../../src/gateway/wire/send.js';
import { Redactor } from '../../src/lib/redact/redactor.js';
import type { SandboxConfig } from '../../src/sandbox/config/config-types.js';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { gatewaySettings } from '../../src/sandbox/config/gateway-settings.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.js';

const [FIRST] = DEFAULT_CONFIG.gateways;
const accountId = FIRST!.accountId;

function gateway(id: string, settings: Partial<SandboxConfig['gateways'][number]>) {
  return { ...gatewaySettings(), accountId, id, ...settings };
}

/** All that the experiments want, besides what the sandbox has by default. */
function config(): SandboxConfig {
  return structuredClone({
    ...DEFAULT_CONFIG,
    gateways: [
      ...DEFAULT_CONFIG.gateways,
      gateway('blocks-cards', { dlp: { request: ['4111 1111 1111 1111'], response: [] } }),
      gateway('blocks-threats', { guardrails: { request: ['hurt you'], response: [] } }),
      gateway('has-a-limit', { spendLimits: [{ id: 'used-up', limit: 0, window: 3600 }] }),
    ],
    tokens: [...DEFAULT_CONFIG.tokens],
  });
}

const OTHERS: Values = {
  'token:run-only': SANDBOX_TOKENS.runOnly.value,
  'token:no-run': SANDBOX_TOKENS.withoutRun.value,
  'token:no-workers-ai': SANDBOX_TOKENS.withoutWorkersAi.value,
  'token:expired': SANDBOX_TOKENS.expired.value,
  'token:disabled': SANDBOX_TOKENS.disabled.value,
  'token:other-account': SANDBOX_TOKENS.otherAccount.value,
  'token:account-owned': SANDBOX_TOKENS.accountOwned.value,
  'token:oauth': 'FAKEoauth.FAKEoauthFAKEoauthFAKEoauth.FAKEoauthFAKEoauth',
  'gateway:dlp': 'blocks-cards',
  'gateway:guardrails': 'blocks-threats',
  'gateway:spend-limit': 'has-a-limit',
};

/** Every experiment against a sandbox whose clock is moved on instead of waiting. */
export async function runAll(
  start: (options: SandboxOptions) => Promise<Sandbox>,
): Promise<{ outcomes: Outcome[]; file: ResultFile }> {
  let ahead = 0;
  const sandbox = await start({ config: config(), now: () => Date.now() + ahead });
  const sender = createSender({ env: {}, redactor: new Redactor(), timeoutMs: 10_000, userAgent: 'test' });
  const send: Send = (request, signal) => sender.send(request, { signal });
  const { gatewayOrigin, apiBaseUrl, token, gateway } = sandbox;
  const origins = { gateway: gatewayOrigin, api: apiBaseUrl };
  const given = {
    ...inventedValues(),
    ...OTHERS,
    account: accountId,
    gateway,
    token,
    own: 'cf-aig-conformance-0',
  };
  try {
    const facts = await learnFacts(send, { origins, accountId, gateway, token }, given);
    await createOwn(send, { origins, accountId, token }, given.own);
    const bench = {
      send,
      origins,
      values: { ...given, ...facts.values },
      has: facts.has,
      signal: new AbortController().signal,
      deadline: new AbortController().signal,
      async sleep(ms: number) {
        ahead += ms;
      },
    };
    const outcomes: Outcome[] = [];
    for await (const outcome of runExperiments(EXPERIMENTS, bench)) outcomes.push(outcome);
    const startedAt = '2026-11-28T00:00:00.000Z';
    const file = resultFile(outcomes, {
      version: '0.0.0',
      startedAt,
      origins,
      values: bench.values,
      has: bench.has,
    });
    return { outcomes, file };
  } finally {
    await sender.close();
    await sandbox.close();
  }
}
