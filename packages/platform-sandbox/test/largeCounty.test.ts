import { listen, openSealed, textOf } from './callbackListener';
import { closeAll, openSandbox, secretOf, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

afterEach(closeAll);

test('a county of 1,000 accounts serves each timeline and each column', async () => {
  const sandbox = await openSandbox(stillClock(), { size: { units: 300, accounts: 1000 } });
  expect(sandbox.county.accounts).toHaveLength(1000);
  const lists = sandbox.county.accounts.flatMap((account) => {
    if (account.behaviour !== 'ordinary') return [];
    if (account.portal !== undefined) return [account.portal.listUrl];
    return account.platform === 'weibo'
      ? [`${sandbox.weiboBase}/2/statuses/user_timeline.json?access_token=${secretOf(account, 'accessToken')}`]
      : [];
  });
  expect(lists.length).toBeGreaterThan(200);
  const statuses = new Set<number>();
  for (const url of lists) {
    const response = await fetch(url);
    await response.arrayBuffer();
    statuses.add(response.status);
  }
  expect([...statuses]).toEqual([200]);
});

test('over forty minutes of its clock, tickets, publishing and events keep the clock’s pace', async () => {
  const clock = stillClock();
  const sandbox = await openSandbox(clock, { size: { units: 20, accounts: 60 } });
  const listener = await listen();
  const { tokenOf, addDraft, submit, status } = wechatCalls(() => sandbox);
  const account = sandbox.county.accounts.find(
    ({ platform, behaviour, key }) =>
      platform === 'wechat' && behaviour === 'ordinary' && !sandbox.control.authorised(key),
  );
  if (account === undefined) throw new Error('no such account');
  try {
    await sandbox.control.setCallback('wechat-component', `${listener.url}/component`);
    await sandbox.control.setCallback(account.key, `${listener.url}/own`);
    const token = await tokenOf(account);
    const accepted = await submit(token, await addDraft(token));
    for (let step = 0; step < 25; step += 1) {
      clock.moveBy(100_000);
      await sandbox.control.deliverDue();
    }
    expect((await status(await tokenOf(account), accepted['publish_id']))['publish_status']).toBe(0);
    const tickets = listener.heard
      .filter(({ path }) => path === '/component')
      .map((heard) => textOf(openSealed(heard, sandbox.applications.wechatComponent).xml, 'ComponentVerifyTicket'));
    expect(tickets.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tickets).size).toBe(tickets.length);
    const events = listener.heard
      .filter(({ path, method }) => path === '/own' && method === 'POST')
      .map((heard) =>
        textOf(openSealed(heard, account.messageSecrets ?? { token: '', encodingAesKey: '' }).xml, 'Event'),
      );
    expect(events.filter((event) => event === 'PUBLISHJOBFINISH')).toHaveLength(1);
  } finally {
    await closeAll();
    await listener.close();
  }
});
