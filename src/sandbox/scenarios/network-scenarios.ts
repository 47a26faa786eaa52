import { html, json, type SandboxResponse, text, type WireFault } from '../http/response.js';
import { overrideStage, type Scenario, scenario } from './scenario.js';

const PORTAL =
  '<!DOCTYPE html>\n<html><head><title>Hotel Wi-Fi</title></head><body><h1>Welcome</h1><p>Please sign in to use the internet.</p><form action="/login" method="post"><input name="room"><button>Connect</button></form></body></html>\n';

const EDGE_1101 =
  '<!DOCTYPE html>\n<html lang="en-US"><head><title>Worker threw exception | gateway.ai.cloudflare.com | Cloudflare</title></head><body><div id="cf-wrapper"><div id="cf-error-details"><h1><span>Error</span> <span>1101</span></h1><h2>Worker threw exception</h2></div></div></body></html>\n';

const EDGE_502 =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n';

const NGINX_404 =
  '<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n<hr><center>nginx/1.26.2</center>\n</body>\n</html>\n';

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

const breakWire = (fault: WireFault) => () => ({ ...COMPLETION, fault });
const notCloudflare = (response: SandboxResponse) => () => ({ ...response, foreign: true });
const redirect = (location: string) => notCloudflare({ ...html(302, ''), headers: { location } });

/** The gateway is never reached, or what answers is something else. */
export const NETWORK_SCENARIOS: readonly Scenario[] = [
  scenario('connection-refused', 'nothing listens on the port', { listenMode: 'refused' }),
  scenario('dns-failed', 'the host name does not exist', { listenMode: 'unresolvable' }),
  scenario('ip-unreachable', 'no route to the address', { listenMode: 'unreachable' }),
  scenario('connect-timeout', 'the address never answers', { listenMode: 'no-answer', needs: 'route' }),
  scenario('tls-untrusted', 'a certificate of an unknown authority', { listenMode: 'tls-untrusted' }),
  scenario('tls-expired', 'a certificate that has expired', { listenMode: 'tls-expired', needs: 'trust' }),
  scenario('tls-hostname', 'a certificate of another host', { listenMode: 'tls-hostname', needs: 'trust' }),
  scenario('tls-failed', 'plain HTTP where TLS is expected', { listenMode: 'tls-failed' }),
  scenario('not-http', 'an SSH server on the port', { listenMode: 'not-http' }),
  scenario('proxy-failed', 'a proxy that wants a login', { listenMode: 'proxy', needs: 'proxy' }),
  scenario('connection-reset', 'every connection is reset', { response: breakWire('reset') }),
  scenario('response-timeout', 'requests are taken, no answer comes', { response: breakWire('silent') }),
  scenario('response-stalled', 'answers begin and then stop', { response: breakWire('stall') }),
  scenario('body-truncated', 'the connection closes in the middle of the body', {
    response: breakWire('truncated'),
  }),
  scenario('body-truncated', 'the connection is reset in the middle of the body', {
    name: 'body-reset',
    response: breakWire('reset-mid-body'),
  }),
  scenario('body-empty', '200 and an empty body', { response: () => ({ ...COMPLETION, body: '' }) }),
  scenario('body-endless', 'a body that never ends', { response: breakWire('endless') }),
  scenario('body-not-json', '200 and plain text', { response: () => ({ ...COMPLETION, body: 'OK\n' }) }),
  scenario('body-not-a-completion', 'JSON that is no answer of a model', {
    overrides: overrideStage('upstream', () => json(200, { hello: 'world' })),
  }),
  scenario('captive-portal', 'the login page of a Wi-Fi network', {
    response: notCloudflare(html(200, PORTAL)),
  }),
  scenario('captive-portal', 'a redirect to the login page of a Wi-Fi network', {
    name: 'captive-portal-redirect',
    response: redirect('http://portal.invalid/login'),
  }),
  scenario('redirected', 'a redirect on the same host', { response: redirect('/elsewhere') }),
  scenario('foreign-server', 'a web server that is not the gateway', {
    response: notCloudflare(html(404, NGINX_404, { server: 'nginx/1.26.2' })),
  }),
  scenario('cloudflare-edge-fault', "a program at Cloudflare's edge crashed", {
    name: 'cloudflare-edge',
    response: () => html(500, EDGE_1101),
  }),
  scenario('cloudflare-edge', 'the edge refuses the client', {
    name: 'cloudflare-edge-1010',
    response: () => text(403, 'error code: 1010'),
  }),
  scenario('cloudflare-edge-fault', 'the edge has no way to the gateway', {
    name: 'cloudflare-edge-502',
    response: () => html(502, EDGE_502),
  }),
];
