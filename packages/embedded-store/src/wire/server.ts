import net from 'node:net';
import { encodeDocument } from '../bson/encodeDocument';
import { CommandError } from '../commandError';
import type { Command } from '../commands/command';
import { FrameReader } from './frames';
import { replyHead, readRequest, type Request } from './messages';

/** Replies to a command with an encoded document, at once or later; never throws or rejects. */
export type HandleCommand = (command: Command) => Uint8Array | Promise<Uint8Array>;

/**
 * Accepts connections and passes commands to `handle`. One connection's commands are replied to in the order they came.
 */
export class WireServer {
  private readonly server: net.Server;
  private readonly sockets = new Set<net.Socket>();
  private readonly running = new Set<Promise<void>>();
  private isClosing = false;

  constructor(private readonly handle: HandleCommand) {
    this.server = net.createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  /** Begins to listen at a Unix socket path, or at a loopback port chosen by the system. */
  listen(
    target: { readonly path: string } | { readonly host: string; readonly port: number },
  ): Promise<net.AddressInfo | string | null> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(target, () => resolve(this.server.address()));
    });
  }

  connections(): number {
    return this.sockets.size;
  }

  /** Takes no more commands, lets those at work finish, then closes every connection. */
  async close(): Promise<void> {
    this.isClosing = true;
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    await Promise.all(this.running);
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private accept(socket: net.Socket): void {
    const frames = new FrameReader();
    let underWay: Promise<void> | null = null;
    const take = (message: Buffer): void => {
      const work =
        underWay === null ? this.serve(socket, message) : underWay.then(() => this.serve(socket, message) ?? undefined);
      if (work === null) return;
      underWay = work;
      this.running.add(work);
      void work.finally(() => {
        this.running.delete(work);
        if (underWay === work) underWay = null;
      });
    };
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      if (this.isClosing) return;
      try {
        for (const message of frames.push(chunk)) take(message);
      } catch {
        socket.destroy();
      }
    });
  }

  /**
   * Null when the reply was sent at once. What is not a readable command ends the connection, except a document
   * that is not valid: that gets an error reply.
   */
  private serve(socket: net.Socket, message: Buffer): Promise<void> | null {
    let request: Request;
    try {
      request = readRequest(message);
    } catch (error) {
      if (error instanceof CommandError)
        send(socket, { requestId: message.readInt32LE(4), isOldQuery: false }, refusal(error));
      else socket.destroy();
      return null;
    }
    const reply = this.handle(request.command);
    if (reply instanceof Promise)
      return reply.then((document) => {
        if (request.wantsReply) send(socket, request, document);
      });
    if (request.wantsReply) send(socket, request, reply);
    return null;
  }
}

const copiedBytes = 4_096;

/** Small replies go out in one piece; large ones are not copied once more to be put behind their head. */
function send(socket: net.Socket, request: Pick<Request, 'requestId' | 'isOldQuery'>, document: Uint8Array): void {
  if (socket.destroyed) return;
  const head = replyHead(request, document.length);
  if (document.length <= copiedBytes) {
    socket.write(Buffer.concat([head, document]));
    return;
  }
  socket.cork();
  socket.write(head);
  socket.write(document);
  socket.uncork();
}

function refusal(error: CommandError): Uint8Array {
  return encodeDocument({ ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName });
}
