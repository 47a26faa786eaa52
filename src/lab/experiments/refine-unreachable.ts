import { isIP } from 'node:net';
import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Address } from '../../openclaw/machine/this-machine.js';

const PREFER_IPV4 =
  'Make Node prefer IPv4: set NODE_OPTIONS=--dns-result-order=ipv4first, for OpenClaw’s service too.';

/** An address without an answer: says which kinds of addresses the name has, and what follows where IPv6 is to blame. */
export async function refineUnreachable(
  { error }: Exchange,
  told: Diagnosis,
  resolve: (host: string) => Promise<Address[]>,
): Promise<Diagnosis> {
  const isUnreached = told.cause === 'ip-unreachable' || told.cause === 'connect-timeout';
  if (!error || error.proxy || !isUnreached || isIP(error.host.replace(/^\[|\]$/g, ''))) return told;
  const addresses = await resolve(error.host).catch(() => []);
  if (!addresses.length) return told;

  const has6 = addresses.some(({ family }) => family === 6);
  const has4 = addresses.some(({ family }) => family === 4);
  const kinds = [has4 && 'IPv4', has6 && 'IPv6'].filter(Boolean).join(' and ');
  const evidence = [
    ...told.evidence,
    `${error.host} has ${has4 && has6 ? '' : 'only '}${kinds} addresses here`,
  ];
  const triedIpv6 = addresses.some(({ address, family }) => family === 6 && error.message.includes(address));
  const steps = !has4
    ? [
        'This network’s DNS gives only IPv6 addresses: ask another resolver, or use a network with IPv6 to the outside.',
      ]
    : has6 && triedIpv6 && told.cause === 'connect-timeout'
      ? [PREFER_IPV4]
      : [];
  return { ...told, evidence, remedy: [...steps, ...told.remedy] };
}
