import type { DeliveryFailureCode } from '../../domain/notify/deliveryFailure';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { Instant } from '../../domain/time/instant';
import { failed, later } from '../delivery';
import type { Failed } from '../delivery';
import type { MailTrouble, SessionEnd } from './smtpSession';

/** A session that did not end with the mail taken. What the server itself refused was surely not taken. */
export function failureOfSession(ended: Exclude<SessionEnd, { readonly kind: 'taken' }>, now: Instant): Failed {
  switch (ended.kind) {
    case 'withdrawn':
      return failed('withdrawn');
    case 'aborted':
      return failed(ended.hasBegun ? 'connection-lost' : 'withdrawn');
    case 'timeout':
      return failed(ended.hasBegun ? 'answer-late' : 'connect-timeout');
    case 'trouble': {
      const { trouble } = ended;
      if (trouble.status !== null) return failureOfReply(trouble, trouble.status, now);
      if (!ended.hasBegun) return failed(codeBeforeMessage(trouble.code));
      return failed(trouble.code === 'SOCKET_TIMEOUT' ? 'answer-late' : 'connection-lost');
    }
  }
}

/** Nothing was sent yet, and the server said nothing. */
const BEFORE_MESSAGE: readonly (readonly [RegExp, DeliveryFailureCode])[] = [
  [/^CERT_HAS_EXPIRED$/, 'certificate-expired'],
  // The other side speaks no TLS at this port.
  [/^(?:ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/, 'encryption-missing'],
  [/^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|ETLS$)/, 'certificate-refused'],
  [/TIMEOUT$|^ETIMEDOUT$/, 'connect-timeout'],
  [/^(?:NO_SIGN_IN|EPROTOCOL|EAUTH)$/, 'request-refused'],
  [/^EMESSAGE$/, 'content-too-long'],
];

function codeBeforeMessage(code: string): DeliveryFailureCode {
  return BEFORE_MESSAGE.find(([pattern]) => pattern.test(code))?.[1] ?? 'service-busy';
}

/** By the server's number, the command it refused, and the enhanced code (RFC 3463) where there is one. */
function failureOfReply({ command, response }: MailTrouble, status: number, now: Instant): Failed {
  if (status < 500) return failed('mail-deferred', later(now, NOTIFY_LIMITS.mail.penaltyMs));
  const subject = /^\d{3}[ -]5\.(\d{1,3})\.\d{1,3}/.exec(response)?.[1] ?? '';
  if (command.startsWith('AUTH') || status === 530 || status === 535) return failed('secret-refused');
  switch (command) {
    case 'STARTTLS':
      return failed('encryption-missing');
    case 'MAIL FROM':
      return failed(status === 552 ? 'content-too-long' : 'sender-refused');
    case 'RCPT TO':
      if (subject === '7') return failed('right-missing');
      return failed(status === 552 || subject === '2' ? 'recipient-refused' : 'recipient-unknown');
    case 'DATA':
      return failed(status === 552 || subject === '3' ? 'content-too-long' : 'content-refused');
    default:
      return failed('request-refused');
  }
}
