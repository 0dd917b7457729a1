import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Sandbox, SandboxAccount } from '../src';
import { startSandbox } from '../src';
import { accountWith, closeAll, freshFolder, openSandbox, secretOf, stillClock } from './testSandbox';

type Served = Pick<Sandbox, 'weiboBase' | 'wechatBase' | 'portalBase' | 'govcnBase' | 'county'>;

const SIZE = { units: 20, accounts: 60 };
/** Kept connections of an earlier start must not be used for the next. */
const CLOSE = { connection: 'close' };

afterEach(closeAll);

function historyOf(sandbox: Sandbox): readonly string[] {
  return sandbox.county.accounts.flatMap((account) =>
    sandbox.control
      .publicPosts(account.key)
      .map((post) => `${post.url} ${post.at.toISOString()} ${post.title}${post.text}`),
  );
}

function share(served: Served, account: SandboxAccount, text: string): Promise<Response> {
  return fetch(`${served.weiboBase}/2/statuses/share.json`, {
    method: 'POST',
    headers: CLOSE,
    body: new URLSearchParams({
      access_token: secretOf(account, 'accessToken'),
      rip: '127.0.0.1',
      status: `${text} ${served.govcnBase}/x.htm `,
    }),
  });
}

const weiboOf = (served: Served): SandboxAccount =>
  served.county.accounts.find(({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary') ??
  (served.county.accounts[0] as SandboxAccount);

describe('a restart in the same folder', () => {
  test('finds the same addresses, county and history, days later too', async () => {
    const clock = stillClock();
    const dataDir = freshFolder();
    const first = await openSandbox(clock, { dataDir, size: SIZE });
    const [bases, county, history] = [
      [first.weiboBase, first.wechatBase, first.portalBase, first.govcnBase],
      first.county,
      historyOf(first),
    ];
    await first.close();
    clock.moveBy(5 * 86_400_000);
    const second = await openSandbox(clock, { dataDir, size: { units: 2, accounts: 2 }, seed: 7 });
    expect([second.weiboBase, second.wechatBase, second.portalBase, second.govcnBase]).toEqual(bases);
    expect(second.county).toEqual(county);
    const later = historyOf(second);
    expect(later.length).toBeGreaterThan(history.length);
    expect(new Set(later)).toEqual(new Set([...history, ...later]));
  });

  test("goes on counting against the day's allowance after a clean stop", async () => {
    const clock = stillClock();
    const dataDir = freshFolder();
    const call = async (sandbox: Sandbox): Promise<number> =>
      (
        await fetch(
          `${sandbox.weiboBase}/2/account/get_uid.json?access_token=${secretOf(weiboOf(sandbox), 'accessToken')}`,
          { headers: CLOSE },
        )
      ).status;
    const first = await openSandbox(clock, { dataDir, size: SIZE });
    for (let i = 0; i < 100; i += 1) expect(await call(first)).toBe(200);
    await first.close();
    expect(await call(await openSandbox(clock, { dataDir, size: SIZE }))).toBe(403);
  });

  test('keeps tokens, materials and drafts of WeChat', async () => {
    const clock = stillClock();
    const dataDir = freshFolder();
    const post = async (sandbox: Sandbox, target: string, body: string | FormData): Promise<Record<string, unknown>> =>
      (await (
        await fetch(`${sandbox.wechatBase}${target}`, { method: 'POST', body, headers: CLOSE })
      ).json()) as Record<string, unknown>;
    const first = await openSandbox(clock, { dataDir, size: SIZE });
    const account = accountWith(first, ({ platform, behaviour }) => platform === 'wechat' && behaviour === 'ordinary');
    const asked = JSON.stringify({
      grant_type: 'client_credential',
      appid: secretOf(account, 'appId'),
      secret: secretOf(account, 'appSecret'),
    });
    const token = String((await post(first, '/cgi-bin/stable_token', asked))['access_token']);
    const form = new FormData();
    form.set('media', new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)]), 'cover.jpg');
    const cover = (await post(first, `/cgi-bin/material/add_material?type=thumb&access_token=${token}`, form))[
      'media_id'
    ];
    const articles = [{ title: '某项意见', content: '<p>字</p>', thumb_media_id: cover }];
    const mediaId = (await post(first, `/cgi-bin/draft/add?access_token=${token}`, JSON.stringify({ articles })))[
      'media_id'
    ];
    await first.close();

    const second = await openSandbox(clock, { dataDir, size: SIZE });
    expect((await post(second, '/cgi-bin/stable_token', asked))['access_token']).toBe(token);
    expect(
      (await post(second, `/cgi-bin/draft/add?access_token=${token}`, JSON.stringify({ articles })))['media_id'],
    ).not.toBe(mediaId);
    const submitted = await post(
      second,
      `/cgi-bin/freepublish/submit?access_token=${token}`,
      JSON.stringify({ media_id: mediaId }),
    );
    expect(submitted['errcode']).toBe(0);
  });

  test('drops a line that a kill cut short, and refuses a file damaged elsewhere', async () => {
    const clock = stillClock();
    const dataDir = freshFolder();
    const first = await openSandbox(clock, { dataDir, size: SIZE });
    const account = weiboOf(first);
    await share(first, account, '一条消息');
    await first.close();
    const journal = path.join(dataDir, 'journal.ndjson');
    appendFileSync(journal, '{"kind":"post","accountKey":"weibo-zf","visi');
    const second = await openSandbox(clock, { dataDir, size: SIZE });
    expect(second.control.publicPosts(account.key).filter((post) => post.origin === 'api')).toHaveLength(1);
    await share(second, account, '另一条消息');
    await second.close();
    expect(
      readFileSync(journal, 'utf8')
        .split('\n')
        .filter((line) => line.includes('消息')),
    ).toHaveLength(2);
    await (await openSandbox(clock, { dataDir, size: SIZE })).close();
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('{', ''));
    await expect(startSandbox({ dataDir, now: clock.now, offDays: () => 'unknown' })).rejects.toThrow('damaged line');
  });

  test('is refused with a sentence where one of its ports is taken', async () => {
    const clock = stillClock();
    const dataDir = freshFolder();
    const first = await openSandbox(clock, { dataDir, size: SIZE });
    await expect(startSandbox({ dataDir, now: clock.now, offDays: () => 'unknown' })).rejects.toThrow(
      'one of them is taken',
    );
    await first.close();
  });

  test('takes the next four ports where the wished-for ones are taken, at the first start only', async () => {
    const blocker = net.createServer();
    await new Promise<void>((resolve) => {
      blocker.listen(0, '127.0.0.1', resolve);
    });
    const taken = (blocker.address() as net.AddressInfo).port;
    const sandbox = await openSandbox(stillClock(), { size: SIZE, basePort: taken - 1 });
    const ports = [sandbox.weiboBase, sandbox.wechatBase, sandbox.portalBase, sandbox.govcnBase].map((base) =>
      Number(new URL(base).port),
    );
    expect(ports[0]).toBeGreaterThanOrEqual(taken + 3);
    expect(ports.map((port) => port - (ports[0] ?? 0))).toEqual([0, 1, 2, 3]);
    await new Promise((resolve) => {
      blocker.close(resolve);
    });
  });
});

describe('kill -9', () => {
  let child: ChildProcess | null = null;

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  const spawnSandbox = async (dataDir: string): Promise<Served> => {
    child = spawn(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'sandboxProcess.ts'), dataDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (text.includes('\n')) break;
    }
    return JSON.parse(text.slice(0, text.indexOf('\n'))) as Served;
  };

  test('right after an answer loses nothing that was acknowledged', async () => {
    const dataDir = freshFolder();
    const served = await spawnSandbox(dataDir);
    const account = weiboOf(served);
    const answer = (await (await share(served, account, '杀死之前的消息')).json()) as { idstr: string };
    const running = child as unknown as ChildProcess;
    running.kill('SIGKILL');
    await once(running, 'exit');

    const again = await openSandbox(
      { at: new Date(), now: () => new Date(), moveBy: () => undefined },
      { dataDir, offDays: () => 'unknown' },
    );
    expect(again.weiboBase).toBe(served.weiboBase);
    expect(
      again.control
        .publicPosts(account.key)
        .filter((post) => post.origin === 'api')
        .map((post) => post.id),
    ).toEqual([answer.idstr]);
    expect(
      Number(((await (await share(again, account, '杀死之前的消息')).json()) as { error_code: unknown }).error_code),
    ).toBe(20019);
  });
});
