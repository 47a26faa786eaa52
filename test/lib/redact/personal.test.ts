import { describe, expect, test } from '@jest/globals';
import { maskIds, type Personal, personalMask } from '../../../src/lib/redact/personal.js';

const ID = '0123456789abcdef0123456789abcdef';
const PERSONAL: Personal = {
  homedir: '/home/jane.doe',
  users: ['jane.doe', 'jd', 'joe'],
  names: new Map([
    ['Jane\u2019s "Account"', '[account]'],
    ['Doe & Sons', '[account]'],
    ['Doe & Sons Holding', '[holding]'],
    ['xy', '[short]'],
    ['zyx', '[short]'],
  ]),
  hosts: ['build-box'],
  isPublicHost: (host) => host === 'gateway.ai.cloudflare.com' || host.startsWith('127.'),
};

test.each([
  [
    'an account ID in a URL',
    `https://gateway.ai.cloudflare.com/v1/${ID}/my-gateway`,
    'https://gateway.ai.cloudflare.com/v1/…cdef/my-gateway',
  ],
  ['in JSON', `{"id":"${ID.toUpperCase()}"}`, '{"id":"…CDEF"}'],
  ['one that is too short', `account ${ID.slice(1)}`, 'account …cdef (31 characters)'],
  ['one with a letter that is no digit of it', `/v1/${ID.replace('0', 'o')}/x`, '/v1/…cdef/x'],
  ['an e-mail address', 'token of jane.doe+cf@example.co.uk', 'token of [e-mail]'],
  ['in a URL', '?user=jane%40example.com&x', '?user=[e-mail]&x'],
  ['a model of Workers AI is none', 'workers-ai/@cf/meta/llama-3.1-8b', 'workers-ai/@cf/meta/llama-3.1-8b'],
  ['the home folder', '/home/jane.doe/.openclaw/.env', '~/.openclaw/.env'],
  ['in a file URL', 'file:///home/jane.doe/x', 'file://~/x'],
  ['another home folder', '/home/joe/.openclaw', '/home/[user]/.openclaw'],
  ['on macOS', '/Users/joe/x', '/Users/[user]/x'],
  ['on Windows', 'C:\\Users\\joe\\x', 'C:\\Users\\[user]\\x'],
  ['in JSON on Windows', '"C:\\\\Users\\\\joe\\\\x"', '"C:\\\\Users\\\\[user]\\\\x"'],
  ['the user', 'owner Jane.Doe, not jane.doer', 'owner [user], not jane.doer'],
  ['a name of two letters could be anything', 'jd', 'jd'],
  ['an account name', 'account Jane\u2019s "Account"', 'account [account]'],
  ['in JSON', JSON.stringify({ name: 'Jane\u2019s "Account"' }), '{"name":"[account]"}'],
  ['in a URL', `?name=${encodeURIComponent('Doe & Sons')}`, '?name=[account]'],
  ['a private host', 'http://nas.home:8080/v1', 'http://[host]:8080/v1'],
  ['a private host of a proxy with a user', 'http://me@proxy.corp.example:3128', 'http://[user]@[host]:3128'],
  [
    'two of them',
    'http://nas.home http://b.example http://NAS.home',
    'http://[host] http://[host 2] http://[host]',
  ],
  [
    'the domain that Access protects',
    '/cdn-cgi/access/login/ai.example.com?kid=1',
    '/cdn-cgi/access/login/[host]?kid=1',
  ],
  ['its team', 'https://jane.cloudflareaccess.com/', 'https://[host].cloudflareaccess.com/'],
  ['a host that is named alone', 'getaddrinfo ENOTFOUND build-box', 'getaddrinfo ENOTFOUND [host]'],
  ['a name that only a private network has', 'at printer.local', 'at [host]'],
  ['a Worker', 'https://jane.workers.dev/x', 'https://[host].workers.dev/x'],
  ['a public host', 'https://gateway.ai.cloudflare.com', 'https://gateway.ai.cloudflare.com'],
  ['addresses', '192.168.1.7 and 2a02:810d::1 and fe80::1:2', '[address] and [address] and [address]'],
  ['an address of a URL', 'http://[2a02:810d::1]:8080/v1', 'http://[host]:8080/v1'],
  ['a name of several parts', 'at a.b.printer.local', 'at [host]'],
  ['a suffix of a service inside a name', 'https://ts.net.example', 'https://[host]'],
  [
    'addresses that only begin as a common one',
    '1.1.1.12 8.8.8.88 0.0.0.01',
    '[address] [address] [address]',
  ],
  ['or only end as one', '10.127.0.1 192.127.0.1', '[address] [address]'],
  ['addresses of three digits a part', '192.168.100.200', '[address]'],
  ['what only looks like one', '1.2.3.4.5 11.2.3.4.5', '1.2.3.4.5 11.2.3.4.5'],
  ['an address that ends in more than one digit', 'fe80::1:2345', '[address]'],
  ['no address at all', ':: ::1', ':: ::1'],
  ['an address that begins as this machine', '::12', '[address]'],
  ['a longer name before one in it', 'Doe & Sons Holding, Doe & Sons', '[holding], [account]'],
  ['a name of two letters', 'an ID of xy', 'an ID of xy'],
  ['a name of three letters', 'an ID of zyx by joe', 'an ID of [short] by [user]'],
  [
    'this machine, a resolver, a version, a time',
    '127.0.0.1 ::1 1.1.1.1 2026.9.6 16:49:30',
    '127.0.0.1 ::1 1.1.1.1 2026.9.6 16:49:30',
  ],
])('%s', (_, text, masked) => {
  expect(personalMask(PERSONAL)(text)).toBe(masked);
});

test('the home folder may have half a pair in its name, and a character that was made visible', () => {
  const mask = personalMask({ ...PERSONAL, homedir: '/home/j\ud800\u202ed' });
  expect(mask('/home/j\ud800\u202ed/a, /home/j\\ud800\\u202ed/b')).toBe('~/a, ~/b');
});

test('the root folder as home is no name', () => {
  expect(personalMask({ ...PERSONAL, homedir: '/' })('/etc/hosts')).toBe('/etc/hosts');
});

test('the ID of a request stays', () => {
  expect(maskIds('x-request-id: req_011aabbccddeeff0011223344')).toBe(
    'x-request-id: req_011aabbccddeeff0011223344',
  );
});

describe('maskIds alone', () => {
  test('leaves everything else', () => {
    expect(maskIds(`jane@example.com ${ID} cf-ray 5ef00078f4960fc3-SBX`)).toBe(
      'jane@example.com …cdef cf-ray 5ef00078f4960fc3-SBX',
    );
  });
});
