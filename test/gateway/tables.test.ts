import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import { buildBaseUrl, parseBaseUrl } from '../../src/gateway/address/parse-base-url.js';
import { recogniseCredential } from '../../src/gateway/credentials/credential-kinds.js';
import { FORMS } from '../../src/gateway/forms/forms.js';
import { ownerOf } from '../../src/gateway/providers/model-id-form.js';
import {
  PROVIDERS,
  providerByHost,
  providerByModelPrefix,
  providerBySlug,
  SLUG_ALIASES,
} from '../../src/gateway/providers/providers.js';
import { isRouteName, ROUTES, routeByName } from '../../src/gateway/providers/routes.js';
import { Redactor } from '../../src/lib/redact/redactor.js';

const IDS = { origins: CLOUDFLARE, accountId: '0123456789abcdef0123456789abcdef', gateway: 'my-gateway' };

describe('providers', () => {
  test('slugs are unique', () => {
    const slugs = PROVIDERS.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).toEqual(
      expect.arrayContaining(['openai', 'anthropic', 'google-ai-studio', 'workers-ai', 'grok', 'groq']),
    );
  });

  test.each(PROVIDERS.map((provider) => [provider.slug, provider] as const))('%s', (slug, provider) => {
    expect(providerBySlug(slug)).toBe(provider);
    expect(provider.keyVariable).toMatch(/^[A-Z][A-Z0-9_]+$/);
    for (const page of [provider.keysUrl, provider.billingUrl]) expect(page).toMatch(/^https:\/\//);
    expect(provider.docs).toMatch(/^https:\/\/developers\.cloudflare\.com\/.*\/$/);
    expect(provider.probePath).not.toMatch(/^\//);
    if (provider.compatPrefix) expect(providerByModelPrefix(provider.compatPrefix)).toBe(provider);
    if (provider.restPrefix) expect(providerByModelPrefix(provider.restPrefix)).toBe(provider);
    if (provider.host) expect(providerByHost(provider.host)).toBe(provider);
    // Its key prefixes must not be recognised as another provider's; `sk-` is shared.
    for (const prefix of provider.keyPrefixes.filter((p) => p !== 'sk-' && !p.startsWith('cf'))) {
      expect(recogniseCredential(`${prefix}${'fake0'.repeat(6)}`).provider).toBe(slug);
    }
    for (const prefix of provider.keyPrefixes)
      expect(new Redactor().redact(`it said ${prefix}${'fake0'.repeat(6)}`)).toBe(
        `it said ${prefix}[redacted]`,
      );
    // Of a provider that serves models of others, the id does not tell who is meant.
    const { models, example } = provider.chat ?? {};
    if (example) expect(ownerOf(example)).toBe(models && provider);
  });

  test.each([
    ['@cf', 'workers-ai'],
    ['google', 'google-ai-studio'],
    ['xai', 'grok'],
    ['', undefined],
    ['nobody', undefined],
  ])('the prefix %j means %s', (prefix, slug) => {
    expect(providerByModelPrefix(prefix)?.slug).toBe(slug);
  });

  test('every alias leads to a route, and is not a route itself', () => {
    for (const [alias, slug] of Object.entries(SLUG_ALIASES)) {
      expect(isRouteName(slug)).toBe(true);
      expect(isRouteName(alias)).toBe(false);
    }
  });
});

describe('routes', () => {
  test.each(ROUTES.flatMap((route) => route.apis.map((api) => [route.name, route.suffix, api] as const)))(
    '%s at %s with %s is a base URL without problem',
    (name, suffix, api) => {
      const url =
        name === 'rest'
          ? buildBaseUrl({ ...IDS, route: name })
          : buildBaseUrl({ ...IDS, route: suffix.slice(1) });
      expect(parseBaseUrl(url, CLOUDFLARE, api).problems).toEqual([]);
    },
  );

  test('each provider of a route exists, and each api has its route', () => {
    for (const { provider } of ROUTES) if (provider) expect(providerBySlug(provider)).toBeDefined();
    for (const [api, { route, keyHeader }] of Object.entries(FORMS)) {
      const { apis, provider } = routeByName(route)!;
      expect(apis).toContain(api);
      if (provider) expect(providerBySlug(provider)?.keyHeader).toBe(keyHeader);
    }
  });
});
