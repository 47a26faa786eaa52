import {
  CACHE_TTL_MIN,
  type NewGateway,
  newGateway,
  readCacheTtl,
  readRateLimit,
} from '../../../../../gateway/management/new-gateway.js';
import type { Asker } from '../../../../prompts/asker.js';

/** The settings of a new gateway. Enter four times takes the usual ones. */
export async function askSettings(asker: Asker, name: string): Promise<NewGateway> {
  const usual = newGateway(name);
  const authentication = await asker.confirm({
    message: 'Require the token for every request (authentication)?',
    help: 'Without it, anyone who knows the address can use the gateway at your expense.',
    back: true,
    initial: usual.authentication,
  });
  const collectLogs = await asker.confirm({
    message: 'Keep logs of requests and responses?',
    help: 'Logs contain your prompts and the models’ replies. You can read them in Cloudflare’s dashboard.',
    back: true,
    initial: usual.collectLogs,
  });
  const cacheTtl = await asker.text({
    message: 'Cache responses for how many seconds (0: no cache)',
    help: 'An identical request within that time gets the same response, free of charge. For an agent, no cache is usually better.',
    back: true,
    initial: String(usual.cacheTtl),
    check: (text) =>
      readCacheTtl(text) === undefined
        ? { ok: false, problem: `Enter 0, or at least ${CACHE_TTL_MIN} seconds.`, hint: '' }
        : { ok: true, value: text },
  });
  const rate = await asker.text({
    message: 'Rate limit as requests/seconds, such as 100/60 (0: none)',
    help: 'It applies to all requests through the gateway. Those above the limit are refused with HTTP 429.',
    back: true,
    initial: '0',
    check: (text) =>
      text.trim() === '0' || readRateLimit(text)
        ? { ok: true, value: text }
        : { ok: false, problem: 'Enter requests/seconds, such as 100/60, or 0.', hint: '' },
  });
  return {
    ...usual,
    authentication,
    collectLogs,
    cacheTtl: readCacheTtl(cacheTtl) ?? 0,
    ...readRateLimit(rate),
  };
}
