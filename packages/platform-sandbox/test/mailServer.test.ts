import net from 'node:net';
import type { Sandbox } from '../src';
import { ANCHOR_AT, closeAll, openSandbox, stillClock } from './testSandbox';

describe('the simulated mail server', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  beforeAll(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  });
  afterAll(closeAll);

  /** What comes back to lines that are written one after another; null where the line is cut. */
  const talk = (lines: readonly string[]): Promise<string | null> =>
    new Promise((resolve) => {
      const socket = net.connect(sandbox.bots.mail.port, sandbox.bots.mail.host);
      let said = '';
      let next = 0;
      socket.on('error', () => resolve(null));
      socket.on('close', () => resolve(said));
      socket.on('data', (bytes: Buffer) => {
        said += bytes.toString('utf8');
        const line = lines[next];
        if (line === undefined) socket.end();
        else socket.write(`${line}\r\n`);
        next += 1;
      });
    });
  const MAIL = ['EHLO me', 'MAIL FROM:<a@b.cn> SIZE=10', 'RCPT TO:<c@d.cn>', 'DATA'];
  const TEXT = 'Subject: 题\r\n\r\n第一行\r\n..点\r\n.';
  const mails = () => sandbox.control.botMessages('mail');

  test('takes a mail and keeps it as it came, without the dots that were added for the way', async () => {
    const said = await talk([...MAIL, TEXT, 'QUIT']);
    expect(said).toContain('250 2.0.0 queued');
    expect(said).toContain('221');
    expect(mails()[0]).toEqual({ at: ANCHOR_AT, text: 'Subject: 题\r\n\r\n第一行\r\n.点', body: mails()[0]?.text });
  });

  test('wants things in their order', async () => {
    expect(await talk(['EHLO me', 'RCPT TO:<c@d.cn>', 'DATA', 'MAIL FROM:a', 'XYZW', 'QUIT'])).toMatch(
      /503 5\.5\.1 MAIL.*503 5\.5\.1 RCPT.*501.*502.*221/s,
    );
  });

  test('fails as the robots do: later, with its answer lost, or not there at all', async () => {
    const before = mails().length;
    sandbox.control.setFault('bots', 'quota-spent', { times: 1 });
    expect(await talk([...MAIL, TEXT, 'QUIT'])).toContain('450 4.7.1');
    expect(mails()).toHaveLength(before);
    sandbox.control.setFault('bots', 'lost-answer', { times: 1 });
    expect(await talk([...MAIL, TEXT, 'QUIT'])).toBeNull();
    expect(mails()).toHaveLength(before + 1);
    sandbox.control.setFault('bots', 'outage', { times: 1 });
    expect((await talk([...MAIL, TEXT, 'QUIT'])) ?? '').not.toContain('250');
    expect(mails()).toHaveLength(before + 1);
    expect(await talk([...MAIL, TEXT, 'QUIT'])).toContain('250 2.0.0 queued');
  });
});
