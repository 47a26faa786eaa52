// The requests of a file, as a script would send them that does nothing else: those of one wave at once.
import { readFileSync } from 'node:fs';
import { request } from 'undici';

const [, , origin, file = ''] = process.argv;
/** @type {import('./measure.js').Recorded[]} */
const recorded = JSON.parse(readFileSync(file, 'utf8'));
for (const wave of new Set(recorded.map((one) => one.wave)))
  await Promise.all(
    recorded
      .filter((one) => one.wave === wave)
      .map(async ({ method, path, headers, body }) => {
        const answer = await request(origin + path, {
          method: /** @type {import('undici').Dispatcher.HttpMethod} */ (method),
          headers,
          body: body || null,
        });
        await answer.body.text();
      }),
  );
