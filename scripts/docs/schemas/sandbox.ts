import type { ReadyDocument, ScenariosDocument } from '../../../src/cli/commands/sandbox/sandbox.js';
import { list, nullable, object, text } from './build.js';
import { cause, documentOf } from './shared-parts.js';

const ready = documentOf<ReadyDocument>(
  'sandbox',
  'Printed as soon as it listens; the exit code is that of a sandbox which is ended by SIGTERM.',
  {
    url: text('Where it listens.'),
    otherUrls: list('Other addresses of this machine that lead to it.', text('')),
    gatewayOrigin: text('CF_AIG_GATEWAY_ORIGIN'),
    apiBaseUrl: text('CLOUDFLARE_API_BASE_URL'),
    accountId: text('CLOUDFLARE_ACCOUNT_ID'),
    gateway: text('CLOUDFLARE_AI_GATEWAY_ID'),
    token: nullable('CLOUDFLARE_AI_GATEWAY_API_KEY; null if it is that of CF_AIG_SANDBOX_TOKEN.', text('')),
    providerKeys: list(
      'Fake keys that it accepts.',
      object<ReadyDocument['providerKeys'][number]>({
        provider: text('Its name.'),
        variable: text('The usual variable.'),
        key: text('The fake key.'),
      }),
    ),
  },
  {
    authority: text('With `--tls`: NODE_EXTRA_CA_CERTS, a file.'),
    preload: text('With `--tls`: a module for `node --import` that sends Cloudflare’s hosts here.'),
  },
);

const scenarios = documentOf<ScenariosDocument>('sandbox', 'With `--list-scenarios`.', {
  scenarios: list(
    'The failures that it can produce.',
    object<ScenariosDocument['scenarios'][number]>({
      name: text('What `--scenario` takes.'),
      title: text('What the sandbox does.'),
      cause,
      needs: nullable('What the client has to do to see it; null if any request shows it.', text('')),
      condition: nullable('The same in words.', text('')),
    }),
  ),
});

export const sandbox = [ready, scenarios];
