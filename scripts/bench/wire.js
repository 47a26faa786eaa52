import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchHome, BIN, inMs, median, runNode, setup, timesOf } from './measure.js';
import { startFront } from './slow-front.js';

const ROUNDS = 9;
const DELAYS_MS = [0, 50, 200];
const BARE = fileURLToPath(new URL('bare-exchanges.js', import.meta.url));

/** A healthy doctor, against a script that sends the same requests and does nothing else. @type {import('./measure.js').Part} */
export async function* wire() {
  const { startSandbox } = await import('../../dist/sandbox.mjs');
  const sandbox = await startSandbox();
  const home = new BenchHome();
  try {
    for (const delayMs of DELAYS_MS) {
      const front = await startFront(sandbox.url, delayMs);
      home.write({ config: setup({ origin: front.url }), token: sandbox.token });
      const env = {
        ...home.env,
        CF_AIG_GATEWAY_ORIGIN: front.url,
        CLOUDFLARE_API_BASE_URL: `${front.url}/client/v4`,
      };
      const doctor = () => runNode([BIN, 'doctor'], { env });
      await doctor();
      const recorded = join(home.path, 'requests.json');
      writeFileSync(recorded, JSON.stringify(front.seen));
      const { length } = front.seen;
      const times = await timesOf({ doctor, bare: () => runNode([BARE, front.url, recorded]) }, ROUNDS);
      front.close();
      const [whole, bare] = [times.doctor, times.bare].map((values = []) => median(values));
      yield {
        name: `doctor, answers after ${delayMs} ms`,
        ratio: (whole ?? 0) / (bare ?? 0),
        detail: `${inMs(whole ?? 0)}, ${length} requests`,
        goal: 1.1,
        to: 'undici alone',
      };
    }
  } finally {
    home.remove();
    await sandbox.close();
  }
}
