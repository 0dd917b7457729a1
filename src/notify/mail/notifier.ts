import MailComposer from 'nodemailer/lib/mail-composer';
import type { Delivery, MessageText, Notifier, NotifyRequest } from '../../ports/notifier';
import type { Clock } from '../../ports/runtime';
import { accepted, failed } from '../delivery';
import { filledIn } from '../settings';
import type { LinkMaker } from '../text/links';
import { failureOfFault } from '../wire/faults';
import { failureOfSession } from './failures';
import { renderMail } from './mailText';
import type { OpenSocket } from './openSocket';
import { MAIL_SETTINGS, MAILBOX, serverOf } from './settings';
import { sendOverSocket } from './smtpSession';
import { utf8Bytes } from '../text/measure';

/** E-mail over SMTP, to one mailbox at a time; a connection of its own for each, since there are few. */
export function createMailNotifier({
  openSocket,
  clock,
  links,
  timeoutMs,
}: {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly links: LinkMaker;
  /** For the whole session once the connection stands. */
  readonly timeoutMs: number;
}): Notifier {
  const compose = async ({ target, message, deliveryId }: NotifyRequest, to: string) => {
    const from = filledIn(target, 'sender');
    const messageId = messageIdOf(deliveryId, from);
    const { subject, text, html } = renderMail(message, links);
    const mail = new MailComposer({
      from: { name: filledIn(target, 'senderName'), address: from },
      to,
      subject: subject ?? '',
      text,
      html: html ?? '',
      messageId,
      date: clock.now(),
      // RFC 3834: no absence notice comes back.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Gov-Matrix-Delivery': deliveryId },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { messageId, envelope: { from, to }, mail: await mail.compile().build() };
  };

  /** What went wrong in a session with the server; null: it took what was posted. */
  const over = async (
    { target, now, signal }: Pick<NotifyRequest, 'target' | 'now' | 'signal'>,
    posted: Parameters<typeof sendOverSocket>[0]['posted'],
  ): Promise<Delivery | null> => {
    const server = serverOf(target);
    // A password never leaves unencrypted.
    if (server.security === 'none' && server.password !== '') return failed('encryption-missing');
    const opened = await openSocket({ host: server.host, port: server.port, signal });
    if (opened.kind === 'fault') return failureOfFault(opened.fault, now);
    const ended = await sendOverSocket({ socket: opened.socket, server, posted, timeoutMs, signal });
    return ended.kind === 'taken' ? null : failureOfSession(ended, now);
  };

  return {
    kind: 'mail',
    // By the Message-ID, which is the same for every try.
    repeatable: true,
    settings: MAIL_SETTINGS,
    place: (target) => `${filledIn(target, 'host')}:${filledIn(target, 'port')}`,
    countedBy: (target) => ['host', 'port', 'username', 'sender'].map((key) => filledIn(target, key)).join(' '),
    render: (message: MessageText) => renderMail(message, links),
    length: (message: MessageText) => utf8Bytes(renderMail(message, links).text),
    async send(request): Promise<Delivery> {
      const { target, mayBegin } = request;
      const to = target.to ?? filledIn(target, 'to');
      if (to === '') return failed('recipient-missing');
      if (!MAILBOX.test(to)) return failed('recipient-unknown');
      if (!MAILBOX.test(filledIn(target, 'sender'))) return failed('sender-refused');
      const { messageId, envelope, mail } = await compose(request, to);
      return (await over(request, { envelope, mail, mayBegin })) ?? accepted(messageId);
    },
    /** Connects and signs in. */
    check: async (request) => (await over(request, null)) ?? accepted(),
  };
}

/** The same for every try of one message: mail readers show what came twice once. */
function messageIdOf(deliveryId: string, sender: string): string {
  const name = deliveryId.replace(/[^\w.-]/g, '_');
  return `<${name}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
}
