import { answer, json, onRequest, reply, surroundings } from '../listen.js';

const HTML = 'text/html; charset=utf-8';
const LOGIN =
  '<!doctype html><html><head><title>Hotel WiFi - please log in</title></head><body><form>room</form></body></html>';
const BLOCKED =
  '<html><head><title>Access denied</title></head><body>Zscaler: this site is blocked by your company</body></html>';
const NGINX =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>';
const CLOUDFLARE_520 =
  '<!DOCTYPE html><html><head><title>example.com | 520: Web server is returning an unknown error</title></head><body><div id="cf-wrapper">Cloudflare Ray ID: abc</div></body></html>';
const ELSEWHERE = /^(captive-portal|redirected)$/;
const LIMITED = JSON.stringify({
  success: false,
  error: [{ code: 2003, message: 'Rate limited' }],
  errors: [{ code: 10429, message: 'Rate limited' }],
});

/** @param {string | Buffer} body @param {RegExp} cause @param {import('../listen.js').Head} [head] */
const page = (body, cause, head) => ({ ...answer(body, { type: HTML, ...head }), cause });

/** @param {() => string | undefined} to @param {RegExp} cause @param {number} [status] */
const redirect = (to, cause, status = 302) => ({
  ...onRequest((request, response) => {
    const location = to()?.replace('{path}', request.url ?? '/');
    reply(response, '', { status, type: HTML, headers: location === undefined ? {} : { location } });
  }),
  cause,
});

/** In the words of the gateway. @param {string | undefined} retryAfter @param {number} [status] */
const limited = (retryAfter, status = 429) => ({
  ...answer(LIMITED, { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} }),
  proves: ['connection', 'gateway'],
});

/** Answers by status, headers and pages. @type {Record<string, import('../listen.js').Hostile>} */
export const ANSWERS = {
  'redirects to itself': redirect(() => '{path}', /^redirected$/),
  'redirects to another host': redirect(() => `${surroundings.elsewhere}/stolen{path}`, ELSEWHERE, 307),
  'redirects to another host for good': redirect(() => `${surroundings.elsewhere}{path}`, ELSEWHERE, 308),
  'redirects to a file': redirect(() => 'file:///etc/passwd', ELSEWHERE),
  'redirects to a script': redirect(() => 'javascript:alert(1)', ELSEWHERE),
  'redirects to data': redirect(() => 'data:application/json,{}', ELSEWHERE),
  'redirects to http with user and password': redirect(() => 'http://user:pass@127.0.0.2/', ELSEWHERE),
  'redirects to nowhere': redirect(() => undefined, /^redirected$/),
  'redirects to a text that is no URL': redirect(() => 'http://[', /^redirected$/),
  'redirects to https of the same host': redirect(() => 'https://127.0.0.1/', /^redirected$/, 301),
  'redirects to Cloudflare Access': {
    ...redirect(() => 'https://team.cloudflareaccess.com/cdn-cgi/access/login', /^access-login$/),
    proves: ['connection'],
  },
  'redirects in the page': page(
    '<html><head><meta http-equiv="refresh" content="0;url=http://login.example.com/"></head></html>',
    /^captive-portal$/,
  ),
  '300 Multiple Choices': answer('{"choices":["a","b"]}', { status: 300 }),
  'the login page of a hotel': page(LOGIN, /^captive-portal$/),
  'the login page of a hotel, as 511': page(LOGIN, /^captive-portal$/, { status: 511 }),
  'the login page of a hotel, called JSON': page(LOGIN, /^captive-portal$/, { type: 'application/json' }),
  'the page of a web filter': page(BLOCKED, /^proxy-failed$/, { status: 403 }),
  'the page of a web filter, as 200': page(BLOCKED, /^proxy-failed$/),
  'a proxy that wants a login': page('<html>Squid</html>', /^proxy-failed$/, {
    status: 407,
    headers: { 'proxy-authenticate': 'Basic realm="x"' },
  }),
  'nginx without its server': page(NGINX, /^foreign-server$/, { status: 502 }),
  'a page of Cloudflare, 520': page(CLOUDFLARE_520, /^cloudflare-edge-fault$/, {
    status: 520,
    headers: { server: 'cloudflare', 'cf-ray': 'abc-FRA' },
  }),
  'a challenge of Cloudflare': page('<html><title>Just a moment...</title></html>', /^cloudflare-edge$/, {
    status: 403,
    headers: { server: 'cloudflare', 'cf-ray': 'abc-FRA' },
  }),
  'error code: 1015': answer('error code: 1015', {
    status: 429,
    type: 'text/plain',
    headers: { server: 'cloudflare', 'retry-after': '30000' },
  }),
  'a web site that knows no such page': page('<!doctype html><h1>Not found</h1>', /^foreign-server$/, {
    status: 404,
  }),
  'a web site that wants a password': page('<h1>401</h1>', /^foreign-server$/, {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="router"' },
  }),
  'HTML without tags that are known': answer('<blink>hello', { type: HTML }),
  'an XML document': answer('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', {
    status: 403,
    type: 'text/xml',
  }),
  'a teapot': answer('short and stout', { status: 418, type: 'text/plain' }),
  'a picture': answer(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), { type: 'image/png' }),
  'nothing, as 200': { ...answer(''), cause: /^body-empty$/ },
  'nothing, as 401': answer('', { status: 401 }),
  'nothing, as 404': answer('', { status: 404 }),
  'nothing, as 500, for ever': { ...answer('', { status: 500 }), cause: /^body-empty$/ },
  'nothing, as 503': { ...answer('', { status: 503 }), cause: /^body-empty$/ },
  'nothing, as 599': { ...answer('', { status: 599 }), cause: /^body-empty$/ },
  'blanks only': { ...answer(' \r\n\t '.repeat(1000)), cause: /^body-empty$/ },
  '429 for ever': limited(undefined),
  '429, to wait for 100 years': limited('3153600000'),
  '429, to wait for a negative time': limited('-1000'),
  '429, to wait until a date in the past': limited('Thu, 01 Jan 1970 00:00:00 GMT'),
  '429, to wait until the year 9999': limited('Fri, 31 Dec 9999 23:59:59 GMT'),
  '429, to wait until a date that is none': limited('the day after tomorrow, 25:61'),
  '429, to wait for a number of 1,000 digits': limited('9'.repeat(1000)),
  '429, to wait for 1e9': limited('1e9'),
  '503, to wait for 0 seconds': limited('0', 503),
  'an error in a 200': json({ error: { message: 'no', type: 'server_error', code: 500 } }),
  'an error with a status of its own': json({
    error: { code: 401, status: 'UNAUTHENTICATED', message: 'no' },
  }),
  'a date of 1970': answer('{"ok":true}', { headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } }),
  'a date of the year 275760': answer('{"ok":true}', {
    headers: { date: 'Sat, 13 Sep 275760 00:00:00 GMT' },
  }),
  'a date that is none': answer('{"ok":true}', { headers: { date: 'yesterday' } }),
  'headers of the gateway on a foreign answer': answer('hello', {
    type: 'text/plain',
    headers: {
      server: 'cloudflare',
      'cf-ray': 'x',
      'cf-aig-log-id': 'x',
      'cf-aig-step': '-1',
      'cf-aig-cache-status': 'HIT',
    },
  }),
};
