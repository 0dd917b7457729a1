import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Delivery, Notifier, NotifyTarget } from '../../../src/ports/notifier';
import { CERTIFICATES } from './certificates';
import { fakeHttp } from '../../connectors/support/fakeHttp';
import { notifiersOver, sendBy, targetOf } from './channelHarness';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | null;
  readonly isEncrypted: boolean;
  readonly raw: string;
}

/** What the server says no with, and to what. */
interface Refusals {
  readonly sender?: string;
  readonly recipient?: string;
  readonly message?: string;
}

const ACCOUNT = { user: 'notify@county.example', pass: 'right-password' };
const closing: (() => Promise<void> | void)[] = [];

/** Ends every server of a test; call it after each. */
export async function closeMailServers(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

/** Reads `550 5.1.1 words` as the reply it is. */
function refusalOf(reply: string): Error {
  const [, code, words] = /^(\d{3}) (.*)$/.exec(reply) ?? [];
  return Object.assign(new Error(words), { responseCode: Number(code) });
}

/** A real mail server with STARTTLS, or TLS from the start, and one account that may sign in. */
export async function openMailServer(
  about: {
    readonly certificate?: 'valid' | 'expired';
    readonly isTls?: boolean;
    readonly withoutTls?: boolean;
    readonly withoutSignIn?: boolean;
    readonly size?: number;
    readonly refusals?: Refusals;
  } = {},
) {
  const taken: Mail[] = [];
  const { refusals = {} } = about;
  const server = new SMTPServer({
    key: CERTIFICATES.key,
    cert: CERTIFICATES[about.certificate ?? 'valid'],
    secure: about.isTls ?? false,
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    disabledCommands: [...(about.withoutTls ? ['STARTTLS'] : []), ...(about.withoutSignIn ? ['AUTH'] : [])],
    ...(about.size === undefined ? {} : { size: about.size }),
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      if (auth.username === ACCOUNT.user && auth.password === ACCOUNT.pass) done(null, { user: auth.username });
      else done(refusalOf('535 Invalid username or password'));
    },
    onMailFrom: (_address, _session, done) =>
      refusals.sender === undefined ? done() : done(refusalOf(refusals.sender)),
    onRcptTo: (_address, _session, done) =>
      refusals.recipient === undefined ? done() : done(refusalOf(refusals.recipient)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusals.message !== undefined) {
          done(refusalOf(refusals.message));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : null,
          isEncrypted: session.secure,
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { taken, port: (server.server.address() as AddressInfo).port };
}

/** A server that speaks lines of its own: `say` returns what to write to a line, or null to be silent. */
export async function openTalker(
  greeting: string,
  say: (line: string, socket: net.Socket) => string | null,
): Promise<{ readonly port: number }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== '') socket.write(greeting);
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const reply = say(rest.slice(0, end), socket);
        rest = rest.slice(end + 2);
        if (reply !== null) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  closing.push(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return { port: (server.address() as AddressInfo).port };
}

/** Mail to a server of this machine. */
export const mailOver = (port: number, mailTimeoutMs?: number): Notifier =>
  notifiersOver(
    fakeHttp(() => ({})),
    {
      mailServers: [`smtp://127.0.0.1:${port}`],
      ...(mailTimeoutMs === undefined ? {} : { mailTimeoutMs }),
    },
  ).of('mail');
/** What became of one mail. */
export const sendMail = (
  port: number,
  target: NotifyTarget = mailTarget(port),
  more: Parameters<typeof sendBy>[2] & { readonly timeoutMs?: number } = {},
): Promise<Delivery> => sendBy(mailOver(port, more.timeoutMs), target, more);

/** A channel to a server of this machine, encrypted by STARTTLS and signed in unless told. */
export function mailTarget(
  port: number,
  settings: Readonly<Record<string, string>> = {},
  more: Partial<Pick<NotifyTarget, 'to'>> & { readonly password?: string } = {},
): NotifyTarget {
  return targetOf('mail', {
    settings: {
      host: '127.0.0.1',
      port: String(port),
      security: 'starttls',
      sender: ACCOUNT.user,
      senderName: '全县新媒体矩阵',
      username: ACCOUNT.user,
      issuer: CERTIFICATES.issuer,
      ...settings,
    },
    secrets: { password: more.password ?? ACCOUNT.pass },
    to: more.to === undefined ? 'li.na@county.example' : more.to,
  });
}
