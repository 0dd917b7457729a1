import { closeBots, MESSAGE, openBots, sendBy } from './support/channelHarness';
import { closeMailServers, mailOver, mailTarget, openMailServer, sendMail } from './support/mailServer';

afterEach(closeMailServers);

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

test('a mail is taken by the simulated server, which keeps it as it came', async () => {
  const bots = await openBots();
  try {
    const { host, port } = bots.sandbox.bots.mail;
    const relay = mailTarget(port, { host, security: 'none', username: '' }, { password: '' });
    expect(await sendBy(bots.of('mail'), relay)).toMatchObject({ kind: 'accepted' });
    const [mail] = bots.sandbox.control.botMessages('mail');
    expect(partsOf(mail?.text ?? '')[0]).toContain('县教育局微博：授权已过期');
  } finally {
    await closeBots();
  }
});

describe('a mail', () => {
  test.each([
    ['starttls', false],
    ['tls', true],
  ] as const)('goes out encrypted by %s, signed in, in text and HTML that say the same', async (security, isTls) => {
    const { port, taken } = await openMailServer({ isTls });
    expect(await sendMail(port, mailTarget(port, { security }))).toEqual({
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
    expect(await sendMail(port, undefined, { message: { title } })).toMatchObject({ kind: 'accepted' });
    expect(taken[0]?.to).toEqual(['li.na@county.example']);
    const raw = taken[0]?.raw ?? '';
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im);
    expect(partsOf(raw)[1]).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;');
    expect(partsOf(raw)[1]).not.toContain('<script>');
  });

  test('to nobody in particular goes to the mailbox of the channel; where there is none it says so', async () => {
    const { port, taken } = await openMailServer();
    await sendMail(port, mailTarget(port, { to: 'office@county.example' }, { to: null }));
    expect(taken[0]?.to).toEqual(['office@county.example']);
    expect(await sendMail(port, mailTarget(port, {}, { to: null }))).toMatchObject({ code: 'recipient-missing' });
    expect(await sendMail(port, mailTarget(port, {}, { to: 'a@b.cn, c@d.cn' }))).toMatchObject({
      next: 'give-up',
      code: 'recipient-unknown',
    });
    expect(taken).toHaveLength(1);
  });

  test('withdrawn while the server waits for its text is not taken', async () => {
    const { port, taken } = await openMailServer();
    expect(await sendMail(port, undefined, { mayBegin: () => false })).toMatchObject({ code: 'withdrawn' });
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
    await sendMail(port);
    const subject = /^Subject: ((?:.*)(?:\r\n[ \t].*)*)/m.exec(taken[0]?.raw ?? '')?.[1] ?? '';
    expect(decodeHeader(subject)).toBe('【紧急】3 个账号采集失败');
  });
});
