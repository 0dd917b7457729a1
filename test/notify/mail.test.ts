import { ANCHOR_AT } from '../../packages/platform-sandbox/test/testSandbox';
import { failureOfSession } from '../../src/notify/mail/failures';
import type { Delivery, NotifyTarget } from '../../src/ports/notifier';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { MESSAGE, notifiersOver, sendBy } from './support/channelHarness';
import { closeMailServers, mailTarget, openMailServer, openTalker } from './support/mailServer';

afterEach(closeMailServers);

const mailOver = (port: number, mailTimeoutMs?: number) =>
  notifiersOver(
    fakeHttp(() => ({})),
    {
      mailServers: [`smtp://127.0.0.1:${port}`],
      ...(mailTimeoutMs === undefined ? {} : { mailTimeoutMs }),
    },
  ).of('mail');
const send = (
  port: number,
  target: NotifyTarget = mailTarget(port),
  more: Parameters<typeof sendBy>[2] & { readonly timeoutMs?: number } = {},
): Promise<Delivery> => sendBy(mailOver(port, more.timeoutMs), target, more);

/** The parts of a mail, decoded. */
function partsOf(raw: string): readonly string[] {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  return raw.split(`--${boundary}`).flatMap((part) => {
    const [head = '', body = ''] = part.split('\r\n\r\n');
    if (/base64/i.test(head)) return [Buffer.from(body, 'base64').toString('utf8')];
    if (!/quoted-printable/i.test(head)) return [];
    const bytes = part
      .slice(head.length + 4)
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return [Buffer.from(bytes, 'latin1').toString('utf8')];
  });
}
const decodeHeader = (text: string): string =>
  text.replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_all, code: string) => Buffer.from(code, 'base64').toString('utf8'));

describe('a mail', () => {
  test.each([
    ['starttls', false],
    ['tls', true],
  ] as const)('goes out encrypted by %s, signed in, in text and HTML that say the same', async (security, isTls) => {
    const { port, taken } = await openMailServer({ isTls });
    expect(await send(port, mailTarget(port, { security }))).toEqual({
      kind: 'accepted',
      receipt: '<6530a1b2c3d4e5f6a7b8c9d0@county.example>',
    });
    const mail = taken[0];
    expect(mail).toMatchObject({
      from: 'notify@county.example',
      to: ['li.na@county.example'],
      user: 'notify@county.example',
      isEncrypted: true,
    });
    const raw = mail?.raw ?? '';
    expect(raw).toContain('Message-ID: <6530a1b2c3d4e5f6a7b8c9d0@county.example>');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('Date: Wed, 21 Oct 2026 02:00:00 +0000');
    const [text = '', html = ''] = partsOf(raw);
    for (const part of [text, html]) {
      expect(part).toContain('3 个账号采集失败');
      expect(part).toContain('县教育局微博：授权已过期');
      expect(part).toContain('https://matrix.example.gov.cn/accounts/6530a1');
      expect(part).toContain('请勿直接回复');
    }
    expect(html).toContain(
      '<li>县教育局微博：授权已过期 <a href="https://matrix.example.gov.cn/accounts/6530a1">查看</a></li>',
    );
  });

  test('is one mail with one subject, whatever breaks of lines and markup stand in a title', async () => {
    const { port, taken } = await openMailServer();
    const title = '题\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script> & "引号"';
    expect(await send(port, undefined, { message: { title } })).toMatchObject({ kind: 'accepted' });
    expect(taken[0]?.to).toEqual(['li.na@county.example']);
    const raw = taken[0]?.raw ?? '';
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im);
    expect(partsOf(raw)[1]).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;');
    expect(partsOf(raw)[1]).not.toContain('<script>');
  });

  test('to nobody in particular goes to the mailbox of the channel; where there is none it says so', async () => {
    const { port, taken } = await openMailServer();
    await send(port, mailTarget(port, { to: 'office@county.example' }, { to: null }));
    expect(taken[0]?.to).toEqual(['office@county.example']);
    expect(await send(port, mailTarget(port, {}, { to: null }))).toMatchObject({ code: 'recipient-missing' });
    expect(await send(port, mailTarget(port, {}, { to: 'a@b.cn, c@d.cn' }))).toMatchObject({
      next: 'give-up',
      code: 'recipient-unknown',
    });
    expect(taken).toHaveLength(1);
  });

  test('withdrawn while the server waits for its text is not taken', async () => {
    const { port, taken } = await openMailServer();
    expect(await send(port, undefined, { mayBegin: () => false })).toMatchObject({ code: 'withdrawn' });
    await closeMailServers();
    expect(taken).toEqual([]);
  });

  test('of a thousand lines says how many stand elsewhere, in both forms', () => {
    const lines = Array.from({ length: 3000 }, (_, row) => ({ text: `第 ${row} 条：政务新媒体`, path: '/alerts' }));
    const rendered = mailOver(1).render({ ...MESSAGE, lines }, mailTarget(1));
    expect(Buffer.byteLength(rendered.text)).toBeLessThanOrEqual(100_000);
    expect(rendered.clipped).toBe(true);
    const left = /另有 (\d+) 条/.exec(rendered.text)?.[1];
    expect(rendered.html).toContain(`另有 ${left ?? '?'} 条`);
    expect(rendered.html?.match(/<li>/g)).toHaveLength(3000 - Number(left));
    expect(mailOver(1).render(MESSAGE, mailTarget(1))).toMatchObject({
      subject: '【紧急】3 个账号采集失败',
      clipped: false,
    });
  });

  test('has its subject in letters that every reader knows', async () => {
    const { port, taken } = await openMailServer();
    await send(port);
    const subject = /^Subject: ((?:.*)(?:\r\n[ \t].*)*)/m.exec(taken[0]?.raw ?? '')?.[1] ?? '';
    expect(decodeHeader(subject)).toBe('【紧急】3 个账号采集失败');
  });
});

describe('a mail server', () => {
  test('that refuses the password asks for another one', async () => {
    const { port } = await openMailServer();
    expect(await send(port, mailTarget(port, {}, { password: 'wrong' }))).toMatchObject({
      next: 'reauthorise',
      code: 'secret-refused',
    });
  });

  test.each([
    ['recipient', '450 4.2.0 Greylisted, try again in five minutes', 'retry-later', 'mail-deferred'],
    ['recipient', '550 5.1.1 No such user', 'give-up', 'recipient-unknown'],
    ['recipient', '552 5.2.2 Mailbox full', 'give-up', 'recipient-refused'],
    ['recipient', '550 5.7.1 Relaying denied', 'fix-configuration', 'right-missing'],
    ['sender', '553 5.7.1 Sender address rejected: not owned by user', 'fix-configuration', 'sender-refused'],
    ['sender', '451 4.3.0 Try later', 'retry-later', 'mail-deferred'],
    ['message', '554 5.7.1 Spam', 'fix-content', 'content-refused'],
    ['message', '552 5.3.4 Too big', 'fix-content', 'content-too-long'],
    ['message', '451 4.7.1 Busy', 'retry-later', 'mail-deferred'],
  ] as const)('that refuses the %s with %s: %s (%s)', async (what, reply, next, code) => {
    const { port, taken } = await openMailServer({ refusals: { [what]: reply } });
    const retryAt = code === 'mail-deferred' ? new Date(ANCHOR_AT.getTime() + 300_000) : null;
    expect(await send(port)).toEqual({ kind: 'failed', next, code, retryAt });
    expect(taken).toEqual([]);
  });

  test('that takes no mail of this size says so before it is sent', async () => {
    const { port } = await openMailServer({ size: 500 });
    expect(await send(port)).toMatchObject({ next: 'fix-content', code: 'content-too-long' });
  });

  test.each([
    ['expired', {}, 'certificate-expired'],
    ['valid', { issuer: '' }, 'certificate-refused'],
  ] as const)('whose certificate is %s (%j) gets neither password nor mail', async (certificate, settings, code) => {
    for (const isTls of [false, true]) {
      const { port, taken } = await openMailServer({ certificate, isTls });
      const security = isTls ? 'tls' : 'starttls';
      expect(await send(port, mailTarget(port, { ...settings, security }))).toMatchObject({
        next: 'fix-configuration',
        code,
      });
      expect(taken).toEqual([]);
    }
  });

  test('without encryption gets no password; one of the office itself may take mail without either', async () => {
    const { port, taken } = await openMailServer({ withoutTls: true });
    expect(await send(port)).toMatchObject({ next: 'fix-configuration', code: 'encryption-missing' });
    expect(await send(port, mailTarget(port, { security: 'tls' }))).toMatchObject({ code: 'encryption-missing' });
    expect(await send(port, mailTarget(port, { security: 'none' }))).toMatchObject({ code: 'encryption-missing' });
    expect(taken).toEqual([]);
    const relay = mailTarget(port, { security: 'none', username: '' }, { password: '' });
    expect(await send(port, relay)).toMatchObject({ kind: 'accepted' });
    expect(taken[0]).toMatchObject({ user: null, isEncrypted: false });
  });

  test('that takes no sign-in at all is the wrong one', async () => {
    const { port } = await openMailServer({ withoutSignIn: true });
    expect(await send(port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
  });

  test('that is no mail server, or wants nobody, is for the administrator', async () => {
    const web = await openTalker('HTTP/1.1 400 Bad Request\r\n\r\n', () => null);
    expect(await send(web.port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
    const closed = await openTalker('554 5.7.0 No service here\r\n', () => null);
    expect(await send(closed.port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
    const busy = await openTalker('421 4.3.2 Busy\r\n', () => null);
    expect(await send(busy.port)).toMatchObject({ next: 'retry-later', code: 'mail-deferred' });
  });
});

describe('a mail server that goes silent or away', () => {
  const relay = (port: number) => mailTarget(port, { security: 'none', username: '' }, { password: '' });
  /** Takes everything until the text has come, and then does `atEnd`. */
  const untilEnd = (atEnd: (socket: { destroy(): void }) => string | null) => {
    let isText = false;
    return openTalker('220 ready\r\n', (line, socket) => {
      if (isText) return line === '.' ? atEnd(socket) : null;
      isText = line === 'DATA';
      return isText ? '354 go on\r\n' : '250 ok\r\n';
    });
  };

  test('before the text has surely taken nothing', async () => {
    const silent = await openTalker('', () => null);
    expect(await send(silent.port, relay(silent.port), { timeoutMs: 300 })).toMatchObject({
      next: 'retry-later',
      code: 'connect-timeout',
    });
    const gone = await openTalker('220 ready\r\n', (_line, socket) => {
      socket.destroy();
      return null;
    });
    expect(await send(gone.port, relay(gone.port))).toMatchObject({ next: 'retry-later', code: 'service-busy' });
  });

  test('after the text may have taken it', async () => {
    const stopping = new AbortController();
    const silent = await untilEnd(() => {
      stopping.abort();
      return null;
    });
    expect(await send(silent.port, relay(silent.port), { signal: stopping.signal })).toMatchObject({
      next: 'reconcile',
      code: 'connection-lost',
    });
    const gone = await untilEnd((socket) => {
      socket.destroy();
      return null;
    });
    expect(await send(gone.port, relay(gone.port))).toMatchObject({ next: 'reconcile', code: 'connection-lost' });
  });

  test.each([
    ['timeout', false, 'retry-later', 'connect-timeout'],
    ['timeout', true, 'reconcile', 'answer-late'],
    ['aborted', false, 'retry-later', 'withdrawn'],
    ['aborted', true, 'reconcile', 'connection-lost'],
  ] as const)('by %s, with its text begun: %s, is %s (%s)', (kind, hasBegun, next, code) => {
    expect(failureOfSession({ kind, hasBegun }, ANCHOR_AT)).toMatchObject({ next, code });
  });

  test('after it has said that it took the mail has taken it', async () => {
    const { port } = await untilEnd(() => '250 2.0.0 queued as 1\r\n');
    expect(await send(port, relay(port))).toMatchObject({ kind: 'accepted' });
  });

  test('or was never there, or stands where nobody allowed it, was not reached', async () => {
    const { port } = await openTalker('220 ready\r\n', () => null);
    const inner = notifiersOver(fakeHttp(() => ({}))).of('mail');
    expect(await sendBy(inner, relay(port))).toMatchObject({ next: 'fix-configuration', code: 'address-private' });
    const named = { ...relay(port), settings: { ...relay(port).settings, host: 'localhost' } };
    expect(await sendBy(inner, named)).toMatchObject({ next: 'fix-configuration', code: 'address-private' });
    await closeMailServers();
    expect(await send(port, relay(port))).toMatchObject({ next: 'retry-later', code: 'connection-refused' });
  });
});
