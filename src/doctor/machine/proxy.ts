import type { Values } from '../../diagnosis/reading/values.js';
import { proxyChoice, proxyName } from '../../gateway/wire/proxies.js';
import type { TextFile } from '../../lib/files/read-text.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

/** The proxy and the certificates for requests. */
export const proxy: Check<'proxy', 'machine'> = {
  id: 'proxy',
  title: 'Proxy',
  stage: 'machine',
  run({ snapshot, surroundings, target }) {
    const { env } = snapshot.invocation;
    const baseUrl = target?.url?.normal ?? snapshot.origins.gateway;
    const files = [...surroundings.certificates].flatMap(([variable, file]) =>
      certificates(variable, file, target?.values),
    );
    return [
      checkProxy(new URL(baseUrl), env, target?.values.client),
      ...files,
      ...checkTlsVerification(env.NODE_TLS_REJECT_UNAUTHORIZED),
    ];
  },
};

function checkProxy(url: URL, env: NodeJS.ProcessEnv, client = 'OpenClaw'): Outcome {
  const choice = proxyChoice(url, env);
  if (!choice) return pass(`none for ${url.hostname}`);
  const { variable } = choice;
  const detail = malformation(choice.proxy);
  if (detail) return problem('proxy-malformed', { variable, host: url.hostname, detail });
  return pass(
    `${url.hostname} is reached through ${proxyName(choice.proxy)} (${variable})`,
    `${client} only uses it if it has ${variable} too: a service does not have the variables of your shell`,
  );
}

/** Never contains the proxy's URL, which may have a password. */
function malformation(text: string): string | undefined {
  if (!URL.canParse(text)) return 'it is not a URL';
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol}// proxies are not supported`;
  return hostname ? undefined : 'it has no host';
}

function certificates(variable: string, file: TextFile, values: Values = {}): Outcome[] {
  const detail =
    file.kind !== 'file'
      ? file.detail
      : file.text.includes('-----BEGIN')
        ? undefined
        : 'it contains no PEM certificate';
  return detail ? [problem('ca-file-unreadable', { ...values, variable, found: file.path, detail })] : [];
}

function checkTlsVerification(value: string | undefined): Outcome[] {
  if (value !== '0') return [];
  return [
    advice('NODE_TLS_REJECT_UNAUTHORIZED is 0: anyone on the network path can read the keys', [
      'Unset it. For a certificate of your own network, set NODE_EXTRA_CA_CERTS to its file.',
    ]),
  ];
}
