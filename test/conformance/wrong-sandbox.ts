import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.js';

/** One thing that a copy of the sandbox does wrong. */
export interface Flaw {
  /** The only experiment that can notice it. */
  experiment: string;
  /** From src/sandbox/. */
  file: string;
  before: string;
  after: string;
}

export const FLAWS: readonly Flaw[] = [
  {
    experiment: 'rate-limit-seconds',
    file: 'stages/rate-limit.ts',
    before: 'gateway.rateLimitingInterval * 1000',
    after: 'gateway.rateLimitingInterval * 60_000',
  },
  {
    experiment: 'open-fake-token',
    file: 'stages/gateway-token.ts',
    before: 'findGateway(state, accountId, gatewayId)?.authentication === false',
    after: 'findGateway(state, accountId, gatewayId)?.authentication === undefined && false',
  },
  {
    experiment: 'compat-prefix-unknown',
    file: 'stages/provider-route.ts',
    before: '`Model not found: ',
    after: '`Unknown model: ',
  },
  {
    experiment: 'event-id-echo',
    file: 'pipeline/request-context.ts',
    before: "header(start.request, 'cf-aig-event-id') ?? uuidv7(now)",
    after: 'uuidv7(now)',
  },
  {
    experiment: 'dlp-request',
    file: 'stages/content-filters.ts',
    before: "{ 'cf-aig-dlp': JSON.stringify({ findings, action }) }",
    after: '{}',
  },
  {
    experiment: 'guardrails-prompt',
    file: 'responses/gateway-errors.ts',
    before: "'prompt-blocked': [424,",
    after: "'prompt-blocked': [403,",
  },
  {
    experiment: 'spend-limit',
    file: 'responses/gateway-errors.ts',
    before: '    2045,',
    after: '    2041,',
  },
  {
    experiment: 'compat-models',
    file: 'provider/models/model-lists.ts',
    before: "object: 'model',\n        created: CREATED,",
    after: 'created: CREATED,',
  },
  {
    experiment: 'collect-log-false',
    file: 'stages/write-log.ts',
    before: "wanted !== 'false'",
    after: 'gateway.collectLogs',
  },
  {
    experiment: 'key-fake-openrouter',
    file: 'provider/failures/other-failures.ts',
    before: "'key-rejected': () => openrouterError(401, 'No auth credentials found')",
    after: "'key-rejected': () => openrouterError(403, 'No auth credentials found')",
  },
];

type Start = (options: SandboxOptions) => Promise<Sandbox>;

/** Builds a copy of the sandbox with these flaws into the folder. Throws if one of them has no place any more. */
export async function wrongSandbox(folder: string, flaws: readonly Flaw[]): Promise<Start> {
  const root = resolve('src/sandbox');
  const applied: string[] = [];
  const outfile = join(folder, 'wrong-sandbox.mjs');
  await build({
    entryPoints: [join(root, 'server.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'flaws',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const here = flaws.filter(({ file }) => path === join(root, file));
            if (!here.length) return undefined;
            const contents = here.reduce(
              (text, { experiment, before, after }) => {
                if (text.split(before).length !== 2)
                  throw new Error(`no place for the flaw of ${experiment}`);
                applied.push(experiment);
                return text.replace(before, () => after);
              },
              readFileSync(path, 'utf8'),
            );
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const missing = flaws.filter(({ experiment }) => !applied.includes(experiment));
  if (missing.length) throw new Error(`not built in: ${missing.map(({ file }) => file).join(', ')}`);
  const { startSandbox } = await import(pathToFileURL(outfile).href);
  return startSandbox;
}
