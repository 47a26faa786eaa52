import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

export interface Received {
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A provider that is an HTTP server of its own, and what it was asked. It ends with the test. */
export async function realProvider(answer: (response: ServerResponse, received: Received) => void) {
  const seen: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const received = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
    seen.push(received);
    answer(response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}
