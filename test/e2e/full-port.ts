import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';

const LISTEN = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
`;

/** A port whose queue of waiting connections is full: a client gets no answer at all, as behind a firewall. */
export interface FullPort {
  port: number;
  close(): void;
}

export async function openFullPort(): Promise<FullPort> {
  const child: ChildProcess = spawn(process.execPath, ['-e', LISTEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((done) => {
    child.stdout!.once('data', (text) => done(Number(text)));
  });
  // A stopped process accepts nothing; the kernel goes on until its queue is full.
  child.kill('SIGSTOP');
  const waiting: Socket[] = [];
  for (let full = false; !full && waiting.length < 20; ) {
    const socket = connect(port, '127.0.0.1');
    waiting.push(socket);
    full = await new Promise<boolean>((done) => {
      const patience = setTimeout(() => done(true), 300);
      socket.once('connect', () => {
        clearTimeout(patience);
        done(false);
      });
      socket.on('error', () => {});
    });
  }
  return {
    port,
    close: () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
