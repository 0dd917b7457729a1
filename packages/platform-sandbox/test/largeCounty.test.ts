import http from 'node:http';
import type { Sandbox } from '../src';
import { listen, openSealed, textOf } from './callbackListener';
import { ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';
import { wechatCalls } from './wechatCalls';

const LARGE = { units: 300, accounts: 1000 };

afterEach(closeAll);

/** The CPU time of this process for a number of requests one after another, per request in ms. */
async function cpuPerRequestMs(urls: readonly string[], agent: http.Agent): Promise<number> {
  const before = process.cpuUsage();
  for (const url of urls) {
    await new Promise<void>((resolve, reject) => {
      http
        .get(url, { agent }, (response) => {
          response.resume().on('end', () => resolve());
        })
        .on('error', reject);
    });
  }
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000 / urls.length;
}

test('a county of 1,000 accounts starts within five seconds, and a list costs under a millisecond of CPU beyond the request itself', async () => {
  const clock = stillClock();
  const beganAt = performance.now();
  const sandbox = await openSandbox(clock, { size: LARGE });
  expect(performance.now() - beganAt).toBeLessThan(5000);
  expect(sandbox.county.accounts).toHaveLength(1000);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const weibo = sandbox.county.accounts
    .filter(({ platform }) => platform === 'weibo')
    .map(
      (account) =>
        `${sandbox.weiboBase}/2/statuses/user_timeline.json?access_token=${secretOf(account, 'accessToken')}`,
    );
  const portals = sandbox.county.accounts.flatMap(({ portal }) => (portal === undefined ? [] : [portal.listUrl]));
  /** The best of five rounds: what else the machine does only ever adds. */
  const best = async (urls: readonly string[]): Promise<number> => {
    const rounds: number[] = [];
    for (let round = 0; round < 5; round += 1) rounds.push(await cpuPerRequestMs(urls, agent));
    return Math.min(...rounds);
  };
  const bare = await best(weibo.map(() => `${sandbox.weiboBase}/2/nothing.json`));
  const [timelines, columns] = [await best(weibo.slice(0, 200)), await best(portals)];
  agent.destroy();
  expect(timelines - bare).toBeLessThan(1);
  expect(columns - bare).toBeLessThan(1);
}, 60_000);

test('under a clock that runs a thousand times as fast, tickets, publishing and events keep its pace', async () => {
  const began = performance.now();
  const clock = {
    at: ANCHOR_AT,
    moveBy: () => undefined,
    now: () => new Date(ANCHOR_AT.getTime() + (performance.now() - began) * 1000),
  };
  const sandbox: Sandbox = await openSandbox(clock, { size: { units: 20, accounts: 60 } });
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
    await new Promise((resolve) => {
      setTimeout(resolve, 2500);
    });
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
}, 20_000);
