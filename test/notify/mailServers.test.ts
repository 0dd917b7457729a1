import { ANCHOR_AT } from '../../packages/platform-sandbox/test/testSandbox';
import { failureOfSession } from '../../src/notify/mail/failures';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { notifiersOver, sendBy } from './support/channelHarness';
import { closeMailServers, mailOver, mailTarget, openMailServer, openTalker, sendMail } from './support/mailServer';

afterEach(closeMailServers);

describe('a mail server', () => {
  test('that refuses the password asks for another one', async () => {
    const { port } = await openMailServer();
    expect(await sendMail(port, mailTarget(port, {}, { password: 'wrong' }))).toMatchObject({
      next: 'reauthorise',
      code: 'secret-refused',
    });
  });

  test.each([
    ['recipient', '450 4.2.0 Greylisted, try again in five minutes', 'retry-later', 'mail-deferred'],
    ['recipient', '550 5.1.1 No such user', 'give-up', 'recipient-unknown'],
    ['recipient', '552 5.2.2 Mailbox full', 'give-up', 'recipient-refused'],
    ['recipient', '550 5.2.1 Mailbox disabled', 'give-up', 'recipient-refused'],
    ['recipient', '552 Over quota', 'give-up', 'recipient-refused'],
    ['recipient', '550 No such user', 'give-up', 'recipient-unknown'],
    ['recipient', '550 5.7.1 Relaying denied', 'fix-configuration', 'right-missing'],
    ['sender', '553 5.7.1 Sender address rejected: not owned by user', 'fix-configuration', 'sender-refused'],
    ['sender', '451 4.3.0 Try later', 'retry-later', 'mail-deferred'],
    ['message', '554 5.7.1 Spam', 'fix-content', 'content-refused'],
    ['message', '552 5.3.4 Too big', 'fix-content', 'content-too-long'],
    ['message', '451 4.7.1 Busy', 'retry-later', 'mail-deferred'],
  ] as const)('that refuses the %s with %s: %s (%s)', async (what, reply, next, code) => {
    const { port, taken } = await openMailServer({ refusals: { [what]: reply } });
    const retryAt = code === 'mail-deferred' ? new Date(ANCHOR_AT.getTime() + 300_000) : null;
    expect(await sendMail(port)).toEqual({ kind: 'failed', next, code, retryAt });
    expect(taken).toEqual([]);
  });

  test('is checked by signing in, and gets no mail', async () => {
    const { port, taken } = await openMailServer();
    const check = (target = mailTarget(port), signal = new AbortController().signal) =>
      mailOver(port).check?.({ target, now: new Date(), signal });
    expect(await check()).toEqual({ kind: 'accepted', receipt: null });
    expect(await check(mailTarget(port, {}, { password: 'of-last-year' }))).toMatchObject({ code: 'secret-refused' });
    expect(await check(mailTarget(port, { security: 'none' }))).toMatchObject({ code: 'encryption-missing' });
    expect(taken).toEqual([]);
    const { port: gone } = await openTalker('', () => null);
    const given = AbortSignal.abort();
    expect(await mailOver(gone).check?.({ target: mailTarget(gone), now: new Date(), signal: given })).toMatchObject({
      code: 'withdrawn',
    });
  });

  test('that takes no mail of this size says so before it is sent', async () => {
    const { port } = await openMailServer({ size: 500 });
    expect(await sendMail(port)).toMatchObject({ next: 'fix-content', code: 'content-too-long' });
  });

  test.each([
    ['expired', {}, 'certificate-expired'],
    ['valid', { issuer: '' }, 'certificate-refused'],
  ] as const)('whose certificate is %s (%j) gets neither password nor mail', async (certificate, settings, code) => {
    for (const isTls of [false, true]) {
      const { port, taken } = await openMailServer({ certificate, isTls });
      const security = isTls ? 'tls' : 'starttls';
      expect(await sendMail(port, mailTarget(port, { ...settings, security }))).toMatchObject({
        next: 'fix-configuration',
        code,
      });
      expect(taken).toEqual([]);
    }
  });

  test('without encryption gets no password; one of the office itself may take mail without either', async () => {
    const { port, taken } = await openMailServer({ withoutTls: true });
    expect(await sendMail(port)).toMatchObject({ next: 'fix-configuration', code: 'encryption-missing' });
    expect(await sendMail(port, mailTarget(port, { security: 'tls' }))).toMatchObject({ code: 'encryption-missing' });
    expect(await sendMail(port, mailTarget(port, { security: 'none' }))).toMatchObject({ code: 'encryption-missing' });
    expect(taken).toEqual([]);
    const relay = mailTarget(port, { security: 'none', username: '' }, { password: '' });
    expect(await sendMail(port, relay)).toMatchObject({ kind: 'accepted' });
    expect(taken[0]).toMatchObject({ user: null, isEncrypted: false });
  });

  test('that takes no sign-in at all is the wrong one', async () => {
    const { port } = await openMailServer({ withoutSignIn: true });
    expect(await sendMail(port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
  });

  test('that is no mail server, or wants nobody, is for the administrator', async () => {
    const web = await openTalker('HTTP/1.1 400 Bad Request\r\n\r\n', () => null);
    expect(await sendMail(web.port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
    const closed = await openTalker('554 5.7.0 No service here\r\n', () => null);
    expect(await sendMail(closed.port)).toMatchObject({ next: 'fix-configuration', code: 'request-refused' });
    const busy = await openTalker('421 4.3.2 Busy\r\n', () => null);
    expect(await sendMail(busy.port)).toMatchObject({ next: 'retry-later', code: 'mail-deferred' });
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
    expect(await sendMail(silent.port, relay(silent.port), { timeoutMs: 300 })).toMatchObject({
      next: 'retry-later',
      code: 'connect-timeout',
    });
    const gone = await openTalker('220 ready\r\n', (_line, socket) => {
      socket.destroy();
      return null;
    });
    expect(await sendMail(gone.port, relay(gone.port))).toMatchObject({ next: 'retry-later', code: 'service-busy' });
  });

  test('after the text may have taken it', async () => {
    const stopping = new AbortController();
    const silent = await untilEnd(() => {
      stopping.abort();
      return null;
    });
    expect(await sendMail(silent.port, relay(silent.port), { signal: stopping.signal })).toMatchObject({
      next: 'reconcile',
      code: 'connection-lost',
    });
    const gone = await untilEnd((socket) => {
      socket.destroy();
      return null;
    });
    expect(await sendMail(gone.port, relay(gone.port))).toMatchObject({ next: 'reconcile', code: 'connection-lost' });
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
    expect(await sendMail(port, relay(port))).toMatchObject({ kind: 'accepted' });
  });

  test('or was never there, or stands where nobody allowed it, was not reached', async () => {
    const { port } = await openTalker('220 ready\r\n', () => null);
    const inner = notifiersOver(fakeHttp(() => ({}))).of('mail');
    expect(await sendBy(inner, relay(port))).toMatchObject({ next: 'fix-configuration', code: 'address-private' });
    const named = { ...relay(port), settings: { ...relay(port).settings, host: 'localhost' } };
    expect(await sendBy(inner, named)).toMatchObject({ next: 'fix-configuration', code: 'address-private' });
    await closeMailServers();
    expect(await sendMail(port, relay(port))).toMatchObject({ next: 'retry-later', code: 'connection-refused' });
  });
});
