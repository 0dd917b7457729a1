import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FaultBoard } from '../wire/faultBoard';
import { createMailSession } from './mailSession';

export interface MailServer {
  readonly port: number;
  /** Connections before this are cut. */
  serve(about: { readonly faults: FaultBoard; readonly keep: (raw: string) => void }): void;
  close(): Promise<void>;
}

/** Listens on any free port of 127.0.0.1: nothing in a county is known by where its mail goes. */
export async function listenForMail(): Promise<MailServer> {
  const sockets = new Set<net.Socket>();
  let serving: Parameters<MailServer['serve']>[0] | null = null;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (serving === null || serving.faults.of('bots', null) === 'outage') {
      serving?.faults.strikes('bots', null, 'outage');
      socket.destroy();
      return;
    }
    const { faults, keep } = serving;
    const session = createMailSession({
      isUp: () => faults.of('bots', null) !== 'outage',
      onMail: ({ raw }) => {
        if (faults.strikes('bots', null, 'quota-spent')) return 'later';
        keep(raw);
        return faults.strikes('bots', null, 'lost-answer') ? 'lost' : 'taken';
      },
    });
    socket.write('220 sandbox ESMTP\r\n');
    socket.on('data', (bytes: Buffer) => {
      for (const reply of session(bytes)) {
        if (reply === null) continue;
        if (reply === 'drop') {
          socket.resetAndDestroy();
          return;
        }
        socket.write(`${reply.text}\r\n`);
        if (reply.ends === true) socket.end();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (about) => {
      serving = about;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
