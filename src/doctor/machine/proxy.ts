import { proxyChoice, proxyName } from '../../gateway/wire/proxies.js';
import type { TextFile } from '../../lib/files/read-text.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem } from '../check/finding.js';

/** How requests get out of this machine: through which proxy, and with which certificates. */
export const proxy: Check<'proxy', 'machine'> = {
  id: 'proxy',
  title: 'Proxy',
  stage: 'machine',
  run({ snapshot, surroundings, target }) {
    const { env } = snapshot.invocation;
    const baseUrl = target?.url?.normal ?? snapshot.origins.gateway;
    const files = [...surroundings.certificates].flatMap(([variable, file]) => certificates(variable, file));
    return [wayTo(new URL(baseUrl), env), ...files, ...unchecked(env.NODE_TLS_REJECT_UNAUTHORIZED)];
  },
};

function wayTo(url: URL, env: NodeJS.ProcessEnv): Outcome {
  const choice = proxyChoice(url, env);
  if (!choice) return pass(`none for ${url.hostname}`);
  const { variable } = choice;
  const detail = flaw(choice.proxy);
  if (detail) return problem('proxy-malformed', { variable, host: url.hostname, detail });
  return pass(
    `${url.hostname} is reached through ${proxyName(choice.proxy)} (${variable})`,
    `OpenClaw uses it only where it has ${variable} too: a service does not see what a shell exports`,
  );
}

/** What makes a proxy's address useless; never shows it, for it may hold a password. */
function flaw(text: string): string | undefined {
  if (!URL.canParse(text)) return 'it is no URL';
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:')
    return `${protocol}// is no kind of proxy that works here`;
  return hostname ? undefined : 'it names no host';
}

function certificates(variable: string, file: TextFile): Outcome[] {
  const detail =
    file.kind !== 'file'
      ? file.detail
      : file.text.includes('-----BEGIN')
        ? undefined
        : 'it holds no certificate in PEM form';
  return detail ? [problem('ca-file-unreadable', { variable, found: file.path, detail })] : [];
}

function unchecked(value: string | undefined): Outcome[] {
  if (value !== '0') return [];
  return [
    advice('NODE_TLS_REJECT_UNAUTHORIZED is 0: anyone on the way can read the keys', [
      'Unset it. For a certificate of your own network set NODE_EXTRA_CA_CERTS to its file.',
    ]),
  ];
}
