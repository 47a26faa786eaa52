import { isIP } from 'node:net';
import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { type Diagnosis, withHelp } from '../../diagnosis/reading/diagnosis.js';
import type { Address } from '../../openclaw/machine/this-machine.js';

const PREFER_IPV4 =
  'Make Node prefer IPv4: set NODE_OPTIONS=--dns-result-order=ipv4first, also for the service that sends the requests.';
const OTHER_NETWORK =
  'This network’s DNS returns only IPv6 addresses: use another resolver, or a network with an IPv6 connection.';

/** Adds which kinds of addresses the host has, and a remedy if IPv6 is the problem. */
export async function refineUnreachable(
  { error }: Exchange,
  diagnosis: Diagnosis,
  resolve: (host: string) => Promise<Address[]>,
): Promise<Diagnosis> {
  const isUnreachable = diagnosis.cause === 'ip-unreachable' || diagnosis.cause === 'connect-timeout';
  if (!error || error.proxy || !isUnreachable || isIP(error.host.replace(/^\[|\]$/g, ''))) return diagnosis;
  const addresses = await resolve(error.host).catch(() => []);
  if (!addresses.length) return diagnosis;

  const has6 = addresses.some(({ family }) => family === 6);
  const has4 = addresses.some(({ family }) => family === 4);
  const kinds = [has4 && 'IPv4', has6 && 'IPv6'].filter(Boolean).join(' and ');
  const evidence = [
    ...diagnosis.evidence,
    `${error.host} has ${has4 && has6 ? '' : 'only '}${kinds} addresses here`,
  ];
  const triedIpv6 = addresses.some(({ address, family }) => family === 6 && error.message.includes(address));
  const changed = { ...diagnosis, evidence };
  const way = !has4
    ? OTHER_NETWORK
    : has6 && triedIpv6 && diagnosis.cause === 'connect-timeout'
      ? PREFER_IPV4
      : undefined;
  return way ? withHelp(changed, { fix: { what: way }, steps: [way, ...diagnosis.steps] }) : changed;
}
