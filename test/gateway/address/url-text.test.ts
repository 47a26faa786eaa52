import { expect, test } from '@jest/globals';
import { redactUrl } from '../../../src/gateway/address/url-text.js';

test.each([
  ['https://user:secret@ai.example.com/compat', 'https://***@ai.example.com/compat'],
  ['https://user:sec@ret@ai.example.com/compat', 'https://***@ai.example.com/compat'],
  ['https://user:sec/ret@ai.example.com/compat', 'https://***@ai.example.com/compat'],
  ['user:secret@ai.example.com/compat', '***@ai.example.com/compat'],
  ['http:/user:secret@ai.example.com/compat', 'http:/***@ai.example.com/compat'],
  [
    'https://a:secret@x.example.comhttps://b:secret@y.example.com',
    'https://***@x.example.comhttps://***@y.example.com',
  ],
  ['https://ai.example.com/compat?key=secret#k=secret', 'https://ai.example.com/compat?key=***#k=***'],
])('%s is shown without its secrets', (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});

test.each([
  'https://ai.example.com:8443/workers-ai/@cf/meta/llama',
  'http://[::1]:8787/v1/x/@cf/meta/llama',
  'https://ai.example.com/google-vertex-ai/claude@20250101',
  'gateway.ai.cloudflare.com/v1/x/workers-ai/@cf/meta/llama',
])('%s has none', (url) => {
  expect(redactUrl(url)).toBe(url);
});
