import { family } from './cause.js';
import { DOCS, OR, WAIT } from './sentences.js';

const COMPARE =
  'Compare baseUrl, whose host is {foreignHost}, with https://gateway.ai.cloudflare.com/v1/{accountId}/{gateway}/compat.';

const COMPARE_HOST = 'Compare the host in baseUrl, {foreignHost}, with gateway.ai.cloudflare.com.';
const LISTENER = 'See which program listens at {localHost} port {port}.';
const HTTPS_HERE =
  'See which program listens at {localHost} port {port}, and whether it wants https:// in baseUrl.';
const CHECK_SCHEME = 'Check http:// or https:// and the port in baseUrl, {localHost} port {port}.';
const FILTERED = 'Try from another network: a filter may stop encrypted connections on this one.';
const OTHER_NETWORK = 'Try from another network.';
const ELSEWHERE = 'Unless {host} is this machine, try from another network.';
const LOG_IN = 'Open any http:// page in a browser: if a login page of the network appears, log in.';
const OTHER_RESOLVER =
  'Ask another resolver: `nslookup {hostName} 1.1.1.1`. If that works, your own DNS blocks the name.';

/** The gateway was never reached, or what came back was not its answer. */
export const NETWORK = family('network', {
  'dns-failed': {
    title: 'The name {host} cannot be resolved.',
    why: 'The DNS server says that there is no such name: a typo in baseUrl, or a DNS filter that blocks it.',
    fix: { what: 'Compare the host in baseUrl with gateway.ai.cloudflare.com, letter by letter.' },
    steps: ['Compare the host in baseUrl with gateway.ai.cloudflare.com, letter by letter.', OTHER_RESOLVER],
    docs: DOCS.gateway,
  },
  'cloudflare-name-unresolved': {
    title: 'This machine cannot resolve {host}, although the name is right.',
    why: "It is Cloudflare's own name and resolves everywhere. So the machine is offline, or a VPN, a DNS filter or the network's own DNS withholds the name.",
    fix: { what: 'Check that you are online; if you are, switch the VPN or DNS filter off.' },
    steps: [
      'Check that you are online: `nslookup cloudflare.com`.',
      'If you are, switch the VPN or DNS filter off, or allow {host} there.',
      OTHER_RESOLVER,
    ],
    transient: true,
  },
  'dns-unavailable': {
    title: 'No DNS server answered when {host} was looked up.',
    why: 'The machine is offline, or its DNS server cannot be reached (after sleep, on a changed network, inside a container without network).',
    fix: { what: 'Check that you are online; restart the VPN or container, if there is one.' },
    steps: [
      'Check that you are online: `nslookup {hostName}`.',
      'If a VPN or container is involved, restart it and try again.',
    ],
    transient: true,
  },
  'connection-refused': {
    title: 'The connection to {host} port {port} was refused.',
    why: 'No program listens there, or a firewall refuses. Cloudflare always listens, so for its own hosts it is a firewall.',
    fix: [
      {
        what: 'Start the server at {localHost}; for the sandbox: `cf-aig sandbox --port {port}`.',
      },
      { what: "Compare the host in baseUrl, {foreignHost}, with Cloudflare's: gateway.ai.cloudflare.com." },
      { what: 'Have the firewall allow {host} port {port}.' },
    ],
    steps: [
      'Start the program that should listen at {localHost} port {port}: this is an address of this machine. The sandbox starts with `cf-aig sandbox --port {port}`.',
      "Compare the host in baseUrl, {foreignHost}, with Cloudflare's: gateway.ai.cloudflare.com, without a port.",
      'Ask the administrator of the firewall to allow {host} port {port}.',
    ],
    docs: DOCS.gateway,
  },
  'connection-reset': {
    title: 'The connection to {host} was cut off before an answer came.',
    why: 'The other side, or a firewall in between, closed it without a word. Now and then that is a passing fault; always at the same place it is a filter.',
    fix: [{ what: HTTPS_HERE }, { what: 'Try again; if it stays, try from another network.' }],
    steps: [
      HTTPS_HERE,
      'Try again; if it works now, it was a passing fault.',
      "If it stays, try from another network (a phone's hotspot). If it works there, the first network filters the connection.",
    ],
    transient: true,
  },
  'connect-timeout': {
    title: '{host} did not accept a connection in time.',
    why: 'There was no answer at all, not even a refusal: usually a firewall that drops packets, or a network without a way out.',
    fix: [
      { what: LISTENER },
      { what: 'Check that you are online, and whether a proxy is needed (HTTPS_PROXY).' },
    ],
    steps: [
      LISTENER,
      'Check that you are online and whether a proxy is needed; if so, set HTTPS_PROXY.',
      'Try from another network. If it works there, have {host} port {port} allowed on the first.',
    ],
    or: ['On a slow line give it longer: `--timeout 60000`.'],
    transient: true,
  },
  'ip-unreachable': {
    title: 'There is no route from this machine to {host}.',
    why: 'The network or the kind of address (often IPv6) that was chosen leads nowhere from here.',
    fix: { what: 'Check that you are online, and that IPv6 works if the network uses it.' },
    steps: [
      'Check that you are online.',
      "If only IPv6 fails, make Node prefer IPv4: set NODE_OPTIONS=--dns-result-order=ipv4first for OpenClaw's service.",
    ],
    transient: true,
  },
  'connection-failed': {
    title: 'The connection to {host} failed ({code}).',
    why: 'The system reported an error that this version has no name for, before an answer came.',
    fix: { what: 'Try again; if it stays, switch VPN, proxy or filter off.' },
    steps: [
      'Try again.',
      'If it stays, check that you are online, and whether a VPN, a proxy or a filter is in the way.',
    ],
    transient: true,
  },
  'response-timeout': {
    title: '{host} accepted the request but did not answer in time.',
    why: 'The connection was made, but not one byte of an answer came back in the time allowed. What answers there is slow or in trouble, or a proxy swallows requests.',
    fix: { command: 'cf-aig test-model --timeout 120000', what: 'tries again with more time' },
    steps: [
      'Try again with more time: `--timeout 120000`.',
      "Look at Cloudflare's and the provider's status pages.",
    ],
    or: ['Try a faster model than {askedModel}: `cf-aig test-model --all` compares yours.'],
    docs: DOCS.status,
    transient: true,
  },
  'response-stalled': {
    title: 'The answer began and then stopped coming.',
    why: 'A part of the answer arrived, then nothing more until the time was up: what answers there stalled, or a proxy holds streams back.',
    fix: { command: 'cf-aig test-model --timeout 120000', what: 'tries again with more time' },
    steps: [
      'Try again with more time: `--timeout 120000`.',
      'If it always stops at the same place and there is a proxy, ask for streaming (text/event-stream) to be let through unbuffered.',
    ],
    transient: true,
  },
  'tls-untrusted': {
    title: 'The certificate that {host} showed is not one this machine trusts.',
    why: 'Something on the way (a company proxy, antivirus) opens encrypted connections and shows its own certificate, or the host is not the one you meant.',
    fix: { what: "If it is your company's proxy, set NODE_EXTRA_CA_CERTS to its root certificate." },
    steps: [
      "If it is your company's proxy: save its root certificate as a .pem file and set NODE_EXTRA_CA_CERTS to that file, for OpenClaw's service too.",
      'Never set NODE_TLS_REJECT_UNAUTHORIZED=0: your keys would be readable on the way.',
    ],
    or: ['If nothing of the kind is known, send no keys over this network.'],
    docs: DOCS.nodeTls,
  },
  'tls-expired': {
    title: "The certificate of {host} is not valid at this machine's date.",
    why: "Cloudflare's certificates are renewed long before they expire; nearly always it is the clock of this machine that is wrong.",
    fix: { command: 'date', what: 'shows the clock: put it right, and turn on automatic time' },
    steps: [
      'Check the clock: `date`. Put it right and turn on automatic time.',
      'If the clock is right, something in between shows an old certificate: look with `openssl s_client -connect {hostName}:{port}`.',
    ],
  },
  'tls-hostname': {
    title: 'The certificate belongs to another name than {host}.',
    why: 'Another machine answered: a login page of the network, or a wrong entry in DNS or hosts.',
    fix: [
      { what: 'Compare the host in baseUrl, {foreignHost}, with gateway.ai.cloudflare.com.' },
      { what: LOG_IN },
    ],
    steps: [
      'Compare the host in baseUrl, {foreignHost}, with gateway.ai.cloudflare.com.',
      LOG_IN,
      'Look for {host} in /etc/hosts.',
    ],
  },
  'tls-failed': {
    title: 'No encrypted connection to {host} could be agreed on.',
    why: 'The two sides do not support the same TLS, the other side has no TLS at all (https:// on a port for http://) or never answered, or a proxy or a filter interferes.',
    fix: [
      { what: CHECK_SCHEME },
      { what: 'Check http:// or https:// and the port in baseUrl, whose host is {foreignHost}.' },
      { what: "Check the proxy {proxy} in HTTPS_PROXY: a proxy's address usually begins with http://." },
      { what: FILTERED },
    ],
    steps: [
      'Check http:// and https:// and the port in baseUrl.',
      "Check HTTPS_PROXY: a proxy's address usually begins with http://.",
      FILTERED,
    ],
  },
  'proxy-failed': {
    title: 'The proxy {proxy} did not let the request through.',
    why: 'A proxy or a web filter refused the request, could not be reached, or could not reach {host}. HTTPS_PROXY or HTTP_PROXY names it, or the network put it in between.',
    fix: [
      { what: 'Check the proxy {proxy} in HTTPS_PROXY: address, user name and password.' },
      { what: 'Ask the administrator of this network to allow {host}, or try from another network.' },
    ],
    steps: [
      "If the proxy wants a login (407), put the user name and password into the variable's URL, in the environment, not into a command.",
      'Otherwise ask the administrator of the proxy to allow {host}.',
    ],
    or: ['If the proxy {proxy} is not needed here: `unset HTTPS_PROXY`, or add {host} to NO_PROXY.'],
  },
  'captive-portal': {
    title: "A web page came back where the gateway's answer should be.",
    why: 'Something between this machine and {host} answered in its place: the login page of a hotel or office network, or a web filter. Or baseUrl names an ordinary web site.',
    fix: [{ what: COMPARE_HOST }, { what: LISTENER }, { what: LOG_IN }],
    steps: [COMPARE, LISTENER, LOG_IN, 'Behind a web filter, have {host} allowed.'],
    docs: DOCS.gateway,
  },
  'foreign-server': {
    title: 'The server that answered at {host} is not the gateway.',
    why: 'The answer (HTTP {status}) bears no mark of Cloudflare or of a provider: another program listens there, or a proxy in between answered.',
    fix: [{ what: COMPARE_HOST }, { what: LISTENER }, { what: OR.noProxy }, { what: OTHER_NETWORK }],
    steps: [COMPARE, LISTENER, OR.noProxy, ELSEWHERE],
    docs: DOCS.gateway,
  },
  'gateway-headers-missing': {
    title: 'No answer has a header of the gateway (cf-aig-…).',
    why: 'Every answer of AI Gateway has some, and only they show whether its cache, its logs and its fallbacks worked. A proxy in between removes them, or another server answered.',
    fix: [{ what: OR.noProxy }, { what: COMPARE_HOST }, { what: OTHER_NETWORK }],
    steps: [OR.noProxy, COMPARE, ELSEWHERE],
    docs: DOCS.gateway,
  },
  redirected: {
    title: 'The request was redirected instead of answered.',
    why: 'The gateway never redirects: the answer came from a login page, a proxy, or because of http:// or a wrong host in baseUrl. cf-aig does not follow it, because your token would travel along.',
    fix: [
      { what: 'Open {location}: log in if it is a login page, else correct baseUrl.' },
      { what: 'Correct baseUrl, or log in to the network in a browser.' },
    ],
    steps: [
      'See where it leads: {location}.',
      'If that is the same address with https://, correct baseUrl.',
      'If it is a login page, log in to the network in a browser first.',
    ],
    docs: DOCS.gateway,
  },
  'cloudflare-edge': {
    title: "Cloudflare's edge answered (HTTP {status}) before the request came to the gateway.",
    why: "It is a page of Cloudflare's network, not of your gateway: it refused this client or its address. Codes such as 1010, 1015 and 1020 say the same.",
    fix: [
      { what: 'Wait {retryAfter}, as the answer asks, and try again.' },
      { what: 'Try from another network, without VPN and without a changed User-Agent.' },
    ],
    steps: [
      'Wait {retryAfter}, as the answer asks.',
      'Try from another network, without VPN and without a changed User-Agent.',
      "If it stays, give the Ray ID from the evidence to Cloudflare's support.",
    ],
    docs: DOCS.status,
    transient: true,
  },
  'cloudflare-edge-fault': {
    title: "Cloudflare's own network has a fault (HTTP {status}).",
    why: 'The page comes from Cloudflare, before any gateway or provider. 1101 says that a program of Cloudflare crashed, 5xx that a server behind it did not answer. It is not your setup.',
    fix: WAIT.minutes,
    steps: [
      `Try again in a few minutes (the answer asks to wait {retryAfter}), and look at ${DOCS.status}`,
      "If it stays, give the Ray ID from the evidence to Cloudflare's support.",
    ],
    docs: DOCS.status,
    transient: true,
  },
  'body-truncated': {
    title: 'The answer broke off in the middle.',
    why: 'It began well and ended too soon: the connection was cut, a proxy limits the size or the time of answers, or the provider gave up halfway.',
    fix: [
      { what: 'Try again; if it always happens, try without the proxy {proxy}.' },
      { what: 'Try again; if it always happens, try from another network.' },
    ],
    steps: ['Try again, and if it always happens, from another network.', OR.noProxy],
    transient: true,
  },
  'body-empty': {
    title: 'The answer (HTTP {status}) was empty.',
    why: 'A model never answers with nothing: something in between dropped the body, the gateway or the provider failed, or another machine answered.',
    fix: [
      { what: COMPARE_HOST },
      { what: LISTENER },
      { what: 'Try again; if it stays, try from another network.' },
    ],
    steps: ['Try again.', LISTENER, OR.noProxy, COMPARE],
    transient: true,
  },
  'body-endless': {
    title: 'The answer did not end: more than 1 MiB came for a tiny request.',
    why: 'No model answers like that; the address belongs to something else, or the provider is stuck in a loop.',
    fix: [
      { what: COMPARE_HOST },
      { what: LISTENER },
      { command: 'cf-aig test-model --all', what: 'shows which of your models answer as they should' },
    ],
    steps: [COMPARE, LISTENER, OR.otherModel],
  },
  'body-not-json': {
    title: 'The answer (HTTP {status}) is neither JSON nor an event stream.',
    why: 'A model always answers with one of the two. Another program answered at this address, or a proxy changed the answer.',
    fix: [{ what: COMPARE_HOST }, { what: LISTENER }, { what: OR.noProxy }, { what: OTHER_NETWORK }],
    steps: [COMPARE, LISTENER, OR.noProxy, ELSEWHERE],
    docs: DOCS.gateway,
  },
  'body-not-a-completion': {
    title: 'The answer is JSON, but not the answer of a model.',
    why: 'HTTP {status} with no reply and no error in it: another machine answered, or baseUrl and api do not belong together.',
    fix: [
      { what: COMPARE_HOST },
      { what: LISTENER },
      { what: 'Check that api ({api}) fits the route ({route}).' },
    ],
    steps: [COMPARE, LISTENER, 'Check that api ({api}) fits the route ({route}).'],
    docs: DOCS.gateway,
  },
  'not-http': {
    title: 'What answered at {host} port {port} does not speak HTTP properly.',
    why: 'The bytes that came back could not be read as an HTTP answer: another kind of server, http:// on a port for https://, or a broken proxy.',
    fix: [
      { what: 'Check http:// or https:// and the port of {foreignHost} in baseUrl.' },
      { what: HTTPS_HERE },
      { what: OR.noProxy },
      { what: OTHER_NETWORK },
    ],
    steps: [
      'Check http:// or https:// and the port in baseUrl: the host there is {foreignHost}.',
      HTTPS_HERE,
      OR.noProxy,
      ELSEWHERE,
    ],
  },
});
