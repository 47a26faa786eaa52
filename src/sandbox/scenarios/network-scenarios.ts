import { type Answer, html, json, text } from '../http/answer.js';
import type { Scenario } from '../state/scenario.js';

const PORTAL =
  '<!DOCTYPE html>\n<html><head><title>Hotel Wi-Fi</title></head><body><h1>Welcome</h1><p>Please sign in to use the internet.</p><form action="/login" method="post"><input name="room"><button>Connect</button></form></body></html>\n';

const EDGE_1101 =
  '<!DOCTYPE html>\n<html lang="en-US"><head><title>Worker threw exception | gateway.ai.cloudflare.com | Cloudflare</title></head><body><div id="cf-wrapper"><div id="cf-error-details"><h1><span>Error</span> <span>1101</span></h1><h2>Worker threw exception</h2></div></div></body></html>\n';

const EDGE_502 =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n';

/** A body that is long enough to break in the middle. */
const COMPLETION = json(200, {
  id: 'chatcmpl-sandbox',
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello from the cf-aig sandbox.' },
      finish_reason: 'stop',
    },
  ],
});

const broken = (fault: Answer['fault']) => () => ({ ...COMPLETION, fault });
const foreign = (answer: Answer) => () => ({ ...answer, foreign: true });
const redirect = (location: string) => foreign({ ...html(302, ''), headers: { location } });

/** The gateway is never reached, or what answers is not it. */
export const NETWORK_SCENARIOS: readonly Scenario[] = [
  {
    name: 'connection-refused',
    title: 'nothing listens on the port',
    cause: 'connection-refused',
    listening: 'refused',
  },
  {
    name: 'dns-failed',
    title: 'the host name does not exist',
    cause: 'dns-failed',
    listening: 'unresolvable',
  },
  {
    name: 'ip-unreachable',
    title: 'no route to the address',
    cause: 'ip-unreachable',
    listening: 'unreachable',
  },
  {
    name: 'connect-timeout',
    title: 'nobody answers at the address',
    cause: 'connect-timeout',
    listening: 'no-answer',
    needs: 'route',
  },
  {
    name: 'tls-untrusted',
    title: 'a certificate that nobody vouches for',
    cause: 'tls-untrusted',
    listening: 'tls-untrusted',
  },
  {
    name: 'tls-expired',
    title: 'a certificate that has expired',
    cause: 'tls-expired',
    listening: 'tls-expired',
    needs: 'trust',
  },
  {
    name: 'tls-hostname',
    title: 'a certificate of another host',
    cause: 'tls-hostname',
    listening: 'tls-hostname',
    needs: 'trust',
  },
  {
    name: 'tls-failed',
    title: 'plain HTTP where TLS is expected',
    cause: 'tls-failed',
    listening: 'tls-failed',
  },
  { name: 'not-http', title: 'an SSH server on the port', cause: 'not-http', listening: 'not-http' },
  {
    name: 'proxy-failed',
    title: 'a proxy that wants a login',
    cause: 'proxy-failed',
    listening: 'proxy',
    needs: 'proxy',
  },
  {
    name: 'connection-reset',
    title: 'every connection is reset',
    cause: 'connection-reset',
    everything: broken('reset'),
  },
  {
    name: 'response-timeout',
    title: 'requests are taken, no answer comes',
    cause: 'response-timeout',
    everything: broken('silent'),
  },
  {
    name: 'response-stalled',
    title: 'answers begin and then stop',
    cause: 'response-stalled',
    everything: broken('stall'),
  },
  {
    name: 'body-truncated',
    title: 'the connection closes in the middle of the body',
    cause: 'body-truncated',
    everything: broken('truncated'),
  },
  {
    name: 'body-reset',
    title: 'the connection is reset in the middle of the body',
    cause: 'body-truncated',
    everything: broken('reset-mid-body'),
  },
  {
    name: 'body-empty',
    title: '200 and an empty body',
    cause: 'body-empty',
    everything: () => ({ ...COMPLETION, body: '' }),
  },
  {
    name: 'body-endless',
    title: 'a body that never ends',
    cause: 'body-endless',
    everything: broken('endless'),
  },
  {
    name: 'body-not-json',
    title: '200 and plain text',
    cause: 'body-not-json',
    everything: () => ({ ...COMPLETION, body: 'OK\n' }),
  },
  {
    name: 'body-not-a-completion',
    title: 'JSON that is no answer of a model',
    cause: 'body-not-a-completion',
    answers: { upstream: (call) => (call.target?.gatewayModels ? undefined : json(200, { hello: 'world' })) },
  },
  {
    name: 'captive-portal',
    title: 'the login page of a Wi-Fi',
    cause: 'captive-portal',
    everything: foreign(html(200, PORTAL)),
  },
  {
    name: 'captive-portal-redirect',
    title: 'a redirect to the login page of a Wi-Fi',
    cause: 'captive-portal',
    everything: redirect('http://portal.invalid/login'),
  },
  {
    name: 'redirected',
    title: 'a redirect on the same host',
    cause: 'redirected',
    everything: redirect('/elsewhere'),
  },
  {
    name: 'foreign-server',
    title: 'a web server that is not the gateway',
    cause: 'foreign-server',
    everything: foreign(
      html(
        404,
        '<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n<hr><center>nginx/1.26.2</center>\n</body>\n</html>\n',
        { server: 'nginx/1.26.2' },
      ),
    ),
  },
  {
    name: 'cloudflare-edge',
    title: "a program at Cloudflare's edge crashed",
    cause: 'cloudflare-edge-fault',
    everything: () => html(500, EDGE_1101),
  },
  {
    name: 'cloudflare-edge-1010',
    title: 'the edge refuses the client',
    cause: 'cloudflare-edge',
    everything: () => text(403, 'error code: 1010'),
  },
  {
    name: 'cloudflare-edge-502',
    title: 'the edge has no way to the gateway',
    cause: 'cloudflare-edge-fault',
    everything: () => html(502, EDGE_502),
  },
];
