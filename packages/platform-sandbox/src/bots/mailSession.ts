/** What becomes of a whole mail: taken, later, or the line is lost before anything is said. */
export type MailVerdict = 'taken' | 'later' | 'lost';

/** What goes back to the other side; `drop` cuts the connection. */
export type MailReply = { readonly text: string; readonly ends?: true } | 'drop' | null;

const LONGEST_LINE = 4096;
const LARGEST_MAIL_BYTES = 10_000_000;

/**
 * One session of SMTP (RFC 5321) as a relay inside an office speaks it: no encryption, no sign-in. It is handed bytes
 * as they come; what it returns goes back.
 */
export function createMailSession(about: {
  /** Whether anything is taken at all; false cuts the connection. */
  readonly isUp: () => boolean;
  readonly onMail: (mail: { readonly to: readonly string[]; readonly raw: string }) => MailVerdict;
}): (bytes: Buffer) => readonly MailReply[] {
  let rest = '';
  let sender: string | null = null;
  let recipients: string[] = [];
  let text: string[] | null = null;
  let size = 0;

  const reset = (): void => {
    sender = null;
    recipients = [];
    text = null;
    size = 0;
  };
  const takeMail = (lines: readonly string[]): MailReply => {
    const raw = Buffer.from(lines.join('\r\n'), 'latin1').toString('utf8');
    const verdict = about.onMail({ to: recipients, raw });
    reset();
    if (verdict === 'lost') return 'drop';
    return { text: verdict === 'taken' ? '250 2.0.0 queued' : '450 4.7.1 try again later' };
  };
  const command = (line: string): MailReply => {
    const [, verb = '', argument = ''] = /^([a-z]{4})(?:[ :]?(.*))?$/i.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case 'EHLO':
        reset();
        return { text: `250-sandbox\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE ${LARGEST_MAIL_BYTES}` };
      case 'HELO':
      case 'RSET':
        reset();
        return { text: '250 ok' };
      case 'NOOP':
        return { text: '250 ok' };
      case 'QUIT':
        return { text: '221 2.0.0 bye', ends: true };
      case 'MAIL':
        sender = addressIn(argument);
        return { text: sender === null ? '501 5.1.7 bad sender' : '250 2.1.0 ok' };
      case 'RCPT': {
        const address = addressIn(argument);
        if (sender === null) return { text: '503 5.5.1 MAIL first' };
        if (address === null || !address.includes('@')) return { text: '501 5.1.3 bad recipient' };
        recipients.push(address);
        return { text: '250 2.1.5 ok' };
      }
      case 'DATA':
        if (recipients.length === 0) return { text: '503 5.5.1 RCPT first' };
        text = [];
        return { text: '354 end with a dot' };
      default:
        return { text: '502 5.5.1 not known here' };
    }
  };
  const takeLine = (line: string): MailReply => {
    if (text === null) return command(line);
    if (line === '.') return takeMail(text);
    size += line.length + 2;
    if (size > LARGEST_MAIL_BYTES) return 'drop';
    text.push(line.startsWith('.') ? line.slice(1) : line);
    return null;
  };

  return (bytes) => {
    if (!about.isUp()) return ['drop'];
    const lines = (rest + bytes.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    return rest.length > LONGEST_LINE && text === null ? ['drop'] : lines.map(takeLine);
  };
}

function addressIn(argument: string): string | null {
  return /<([^<>\s]*)>/.exec(argument)?.[1] ?? null;
}
