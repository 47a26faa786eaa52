import { once } from 'node:events';

/** Has the server listen on this machine alone. @param {import('node:net').Server} server @returns {Promise<number>} its port */
export async function localPortOf(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
