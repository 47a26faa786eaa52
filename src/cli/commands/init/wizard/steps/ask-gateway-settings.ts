import {
  CACHE_TTL_MIN,
  type NewGateway,
  newGateway,
  readCacheTtl,
  readRateLimit,
} from '../../../../../gateway/management/new-gateway.js';
import type { Asker } from '../../../../prompts/asker.js';

/** Everything that a new gateway can be given here, with the defaults in place: four times Enter is what is usual. */
export async function askSettings(asker: Asker, name: string): Promise<NewGateway> {
  const usual = newGateway(name);
  const authentication = await asker.confirm({
    message: 'Ask every request for the token (authentication)?',
    help: 'Without it whoever knows the address can send through the gateway, at your cost.',
    back: true,
    initial: usual.authentication,
  });
  const collectLogs = await asker.confirm({
    message: 'Keep logs of requests and answers?',
    help: 'Logs hold what is said to the models, and are seen in Cloudflare’s dashboard.',
    back: true,
    initial: usual.collectLogs,
  });
  const cacheTtl = await asker.text({
    message: 'Keep answers for so many seconds (0: no cache)',
    help: 'The same request within that time gets the same answer, at no cost. For an agent it is better off.',
    back: true,
    initial: String(usual.cacheTtl),
    check: (text) =>
      readCacheTtl(text) === undefined
        ? { ok: false, problem: `It takes 0, or at least ${CACHE_TTL_MIN} seconds.`, hint: '' }
        : { ok: true, value: text },
  });
  const rate = await asker.text({
    message: 'Rate limit, as requests/seconds such as 100/60 (0: none)',
    help: 'It counts all requests through the gateway; those beyond it are refused with HTTP 429.',
    back: true,
    initial: '0',
    check: (text) =>
      text.trim() === '0' || readRateLimit(text)
        ? { ok: true, value: text }
        : { ok: false, problem: 'It takes requests and seconds, such as 100/60, or 0.', hint: '' },
  });
  return {
    ...usual,
    authentication,
    collectLogs,
    cacheTtl: readCacheTtl(cacheTtl) ?? 0,
    ...readRateLimit(rate),
  };
}
