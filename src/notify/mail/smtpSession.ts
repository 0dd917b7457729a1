import type net from 'node:net';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailServer } from './settings';

/** What a mail server or the way to it said no with. */
export interface MailTrouble {
  /** A system, TLS or library code. */
  readonly code: string;
  /** The command that was refused. */
  readonly command: string;
  /** The server's own number; null where it said nothing. */
  readonly status: number | null;
  /** The server's words, with the enhanced code (RFC 3463) where it has one. */
  readonly response: string;
}

export type SessionEnd =
  | { readonly kind: 'taken' }
  | { readonly kind: 'withdrawn' }
  /** `hasBegun`: bytes of the message were on their way when it ended. */
  | { readonly kind: 'timeout' | 'aborted'; readonly hasBegun: boolean }
  | { readonly kind: 'trouble'; readonly trouble: MailTrouble; readonly hasBegun: boolean };

const LARGEST_RESPONSE_BYTES = 64 * 1024;

/** One mail and who it is from and for. */
interface Posted {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly mail: Buffer;
  /** Asked when the server waits for the message itself. */
  readonly mayBegin: (() => boolean) | undefined;
}

/**
 * One mail over a connection that stands: encryption, sign-in, envelope, message. What ends before its last line was
 * not taken. Never rejects, and leaves nothing open.
 */
export function sendOverSocket(about: {
  readonly socket: net.Socket;
  readonly server: MailServer;
  /** Null: leaves once it is signed in. */
  readonly posted: Posted | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}): Promise<SessionEnd> {
  const { socket, server, posted, timeoutMs, signal } = about;
  const connection = new SMTPConnection({
    connection: socket,
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(server.issuer === '' ? {} : { ca: server.issuer }) },
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxResponseSize: LARGEST_RESPONSE_BYTES,
  });

  return new Promise((resolve) => {
    let hasBegun = false;
    const end = (result: SessionEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (result.kind === 'taken') {
        connection.quit();
        connection.close();
      } else {
        connection.close();
        socket.destroy();
      }
      resolve(result);
    };
    const onAbort = (): void => end({ kind: 'aborted', hasBegun });
    const timer = setTimeout(() => end({ kind: 'timeout', hasBegun }), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    const fail = (error: unknown): void => end({ kind: 'trouble', trouble: troubleOf(error), hasBegun });
    // It stays: what a connection says after its end would otherwise be an error that nobody takes.
    connection.on('error', fail);
    const post = ({ envelope, mail, mayBegin }: Posted): void => {
      const message = new Readable({
        read() {
          if (mayBegin?.() === false) {
            end({ kind: 'withdrawn' });
            return;
          }
          hasBegun = true;
          this.push(mail);
          this.push(null);
        },
      });
      connection.send({ from: envelope.from, to: [envelope.to], size: mail.length }, message, (error) => {
        if (error === null) end({ kind: 'taken' });
        else fail(error);
      });
    };
    const goOn = (): void => (posted === null ? end({ kind: 'taken' }) : post(posted));
    connection.connect((refused) => {
      if (refused) fail(refused);
      else if (server.username === '') goOn();
      else if (!connection.allowsAuth) fail({ code: 'NO_SIGN_IN' });
      else
        connection.login({ user: server.username, pass: server.password }, (error) => {
          if (error) fail(error);
          else goOn();
        });
    });
  });
}

function troubleOf(error: unknown): MailTrouble {
  const { code, originalCode, command, responseCode, response, timeoutType } = error as Readonly<
    Record<string, unknown>
  >;
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    // What the library puts in place of a system's code says less than that.
    code: textOf(originalCode) || textOf(timeoutType) || textOf(code),
    command: textOf(command),
    status: typeof responseCode === 'number' ? responseCode : null,
    response: textOf(response),
  };
}
