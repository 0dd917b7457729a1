import https from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { NotifyChannel } from '../../../src/domain/notify/channel';
import type { DeliveryFailureCode } from '../../../src/domain/notify/deliveryFailure';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { codes } from '../../../src/wording/zh/codes';
import { httpFor, serve, serveRaw } from '../../connectors/support/httpHarness';
import { CERTIFICATES } from '../../notify/support/certificates';
import { closeBots, notifiersOver, openBots, sendBy, targetOf, type Bots } from '../../notify/support/channelHarness';
import { closeMailServers, openMailServer } from '../../notify/support/mailServer';
import { eventOf } from '../../storage/samples';
import { ADMINISTRATOR } from '../messageWorld';
import { useWorld } from '../useWorld';
import { PAGE } from '../world';
import {
  addChannel,
  addPerson,
  addRoute,
  alertAbout,
  createNotifyWorld,
  createOtherSide,
  type NotifyWorld,
} from './notifyWorld';

/* Every channel as it is, over real sockets: what is wrong is told apart, kept, and told once it is mended. */

const world = useWorld();
let office: NotifyWorld;
let services: Services;

afterEach(async () => {
  await closeMailServers();
  await closeBots();
});

/** The office tells people through the real channels, which may call these places of this machine. */
async function telling(
  origins: readonly string[],
  {
    mailServers = [],
    bots,
    timeoutMs = 60_000,
  }: { mailServers?: readonly string[]; bots?: Bots; timeoutMs?: number } = {},
): Promise<void> {
  const over = notifiersOver(httpFor(origins, { timeoutMs }), { mailServers, allowedPrivateOrigins: origins });
  const notifiers = bots === undefined ? over : { kinds: over.kinds, of: bots.of };
  services = createServices({ ...world.deps, notifiers });
  office = createNotifyWorld(world, services, createOtherSide());
  await services.notify.announce(1);
}

/** A channel with these secrets that is told of everything. */
async function routed(
  given: Partial<NotifyChannel>,
  secrets: Readonly<Record<string, string>>,
): Promise<NotifyChannel> {
  const channel = await addChannel(world.storage, given);
  await filledIn(channel, secrets);
  await addRoute(world.storage, channel);
  const stored = await world.storage.notifyChannels.byId(channel.id);
  if (stored === null) throw new Error('no channel');
  return stored;
}
const filledIn = (channel: NotifyChannel, secrets: Readonly<Record<string, string>>): Promise<boolean> =>
  world.storage.notifyChannels.change(channel, secrets, eventOf('channel'));
const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`);
const wordsOf = (code: DeliveryFailureCode): string => codes.deliveryFailure[code];

/** Whoever has mended it sends it again by hand. */
async function sendAgain(): Promise<void> {
  for (const { id, attempts } of (await world.storage.messages.list({ state: 'refused' }, PAGE)).items)
    await services.notify.redeliver({ id, attempts, acceptsSecond: false }, ADMINISTRATOR);
  await office.work(3);
}

test('a wrong robot address is said to be one, and what it was told is sent once it is right', async () => {
  const bots = await openBots();
  await telling([bots.sandbox.botsBase], { bots });
  const { url, secret: signingSecret } = bots.sandbox.bots.dingtalk;
  const channel = await routed({}, { url: `${url}0`, signingSecret });
  await office.alerts(alertAbout('甲'));
  await office.work(4);
  expect(await shown()).toEqual(['refused address-unknown']);
  expect(wordsOf('address-unknown')).toContain('请重新添加并复制地址');
  expect(bots.sandbox.control.botMessages('dingtalk')).toEqual([]);
  await filledIn(channel, { url, signingSecret });
  await sendAgain();
  expect(await shown()).toEqual(['sent null']);
  expect(bots.sandbox.control.botMessages('dingtalk')).toHaveLength(1);
});

describe('an expired certificate', () => {
  test('of a mail server gets neither password nor mail, and the mail is taken once it is another', async () => {
    const [old, renewed] = [await openMailServer({ certificate: 'expired' }), await openMailServer()];
    await telling([], { mailServers: [old, renewed].map(({ port }) => `smtp://127.0.0.1:${port}`) });
    const settings = (port: number) => ({
      ...{ host: '127.0.0.1', port: String(port), security: 'starttls', sender: 'notify@county.example' },
      ...{ username: 'notify@county.example', issuer: CERTIFICATES.issuer, to: 'office@county.example' },
    });
    const password = { password: 'right-password' };
    const channel = await routed({ kind: 'mail', settings: settings(old.port) }, password);
    await office.alerts(alertAbout('甲'));
    await office.work(4);
    expect(await shown()).toEqual(['refused certificate-expired']);
    expect(wordsOf('certificate-expired')).toContain('请联系对方更换证书，并核对本机时间');
    expect(old.taken).toEqual([]);
    await filledIn({ ...channel, settings: settings(renewed.port) }, password);
    await sendAgain();
    expect(await shown()).toEqual(['sent null']);
    expect(renewed.taken).toHaveLength(1);
  });

  test('of a receiver is told apart from one by an issuer that nobody knows', async () => {
    const listening = async (certificate: 'expired' | 'valid') => {
      const server = https
        .createServer({ key: CERTIFICATES.key, cert: CERTIFICATES[certificate] })
        .listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { server, origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}` };
    };
    const [expired, unknown] = [await listening('expired'), await listening('valid')];
    try {
      await telling([expired.origin, unknown.origin]);
      const signingSecret = '0123456789abcdef';
      for (const { origin } of [expired, unknown])
        await routed({ kind: 'webhook' }, { url: `${origin}/hook`, signingSecret });
      await office.alerts(alertAbout('甲'));
      await office.work(4);
      expect([...(await shown())].sort()).toEqual(['refused certificate-expired', 'refused certificate-refused']);
      expect(wordsOf('certificate-refused')).toContain('请填写签发机构证书');
    } finally {
      for (const { server } of [expired, unknown]) server.close();
    }
  });
});

describe('a robot that answers 200 with an error inside', () => {
  test.each([
    [
      'dingtalk',
      { errcode: 310000, errmsg: 'description:关键词不匹配' },
      'refused keyword-missing',
      '请在渠道设置中填写',
    ],
    ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, 'refused signature-refused', '请重新复制加签密钥'],
    [
      'wecom-robot',
      { errcode: 93000, errmsg: 'invalid webhook url' },
      'refused address-unknown',
      '请重新添加并复制地址',
    ],
    ['feishu', { code: 19022, msg: 'Ip Not Allowed' }, 'refused ip-refused', '请加入白名单'],
    ['feishu', { code: 19021, msg: 'sign match fail' }, 'refused signature-refused', '请重新复制加签密钥'],
    // Nobody knows what it says: it may have arrived, and is not sent again by itself.
    ['wecom-robot', { errcode: 777777, errmsg: '?' }, 'unclear code-unknown', '可能已送达'],
  ] as const)('%s %j is %s', async (kind, answer, end, remedy) => {
    let calls = 0;
    const { origin } = await serve((_request, response) => {
      calls += 1;
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(calls === 1 ? answer : { errcode: 0, code: 0 }));
    });
    await telling([origin]);
    await routed({ kind }, { url: `${origin}/send?access_token=1&key=1`, signingSecret: 'SEC-0123456789' });
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    expect(await shown()).toContain(end);
    expect(calls).toBe(1);
    expect(wordsOf(end.split(' ')[1] as DeliveryFailureCode)).toContain(remedy);
    await sendAgain();
    await office.work(6, MINUTE_MS);
    // Sent again by hand, or a notice that the first may be missing.
    expect(calls).toBe(2);
    expect(await shown()).toContain('sent null');
  });
});

test('a robot that is sent to too often in the middle of a flood is left alone for as long as it asks; then all of it comes, once', async () => {
  const bots = await openBots();
  await telling([bots.sandbox.botsBase], { bots });
  const { url, secret: signingSecret } = bots.sandbox.bots.dingtalk;
  const about = Array.from({ length: 25 }, (_, at) => `第${at + 1}号群`);
  for (const name of about) await routed({ name }, { url, signingSecret });
  // Another program writes to the same robot, which we cannot count.
  bots.clock.at = world.clock.now();
  for (let at = 0; at < 6; at += 1)
    await sendBy(bots.of('dingtalk'), targetOf('dingtalk', { secrets: { url, signingSecret } }), {
      message: { title: `别的程序 ${at}` },
    });
  const run = { owner: 'test', max: 100, signal: new AbortController().signal };
  await office.alerts(alertAbout('洪水'));
  const arrivedBy: number[] = [];
  for (let minute = 0; minute < 14; minute += 1) {
    await services.notify.announce(100);
    for (let look = 0; look < 4; look += 1) {
      bots.clock.at = world.clock.now();
      await services.notify.deliverDue(run);
      world.clock.pass(MINUTE_MS / 4);
    }
    arrivedBy.push(bots.sandbox.control.botMessages('dingtalk').filter(({ text }) => text.includes('洪水')).length);
  }
  // Fourteen went out before the robot refused; it takes nothing for ten minutes.
  expect([arrivedBy[0], arrivedBy[9], arrivedBy.at(-1)]).toEqual([14, 14, 25]);
  expect(new Set(await shown())).toEqual(new Set(['sent null']));
  expect(wordsOf('too-fast')).toContain('到时自动重试');
});

describe('a receiver', () => {
  const signingSecret = '0123456789abcdef';

  test('that hangs is told the same under the same name until it answers, and is said to', async () => {
    let isHanging = true;
    const ids: string[] = [];
    const { origin } = await serve((request, response) => {
      ids.push(String(request.headers['x-gov-matrix-delivery']));
      if (!isHanging) response.writeHead(204).end();
    });
    await telling([origin], { timeoutMs: 400 });
    await routed({ kind: 'webhook' }, { url: `${origin}/hook`, signingSecret });
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    expect((await world.storage.messages.list({}, PAGE)).items.map(({ state, reason }) => [state, reason])).toEqual([
      ['ready', 'answer-late'],
    ]);
    expect(wordsOf('answer-late')).toContain('可能已送达');
    isHanging = false;
    await office.work(4, MINUTE_MS);
    expect(await shown()).toEqual(['sent null']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  test('that redirects to a private address, or stands at one, gets nothing there, and each is said', async () => {
    const inside: string[] = [];
    const inner = await serve((request, response) => {
      inside.push(request.url ?? '');
      response.end();
    });
    const { origin } = await serve((_request, response) => {
      response.writeHead(307, { location: `${inner.origin}/metadata` }).end();
    });
    await telling([origin]);
    await routed({ kind: 'webhook', name: '跳转' }, { url: `${origin}/hook`, signingSecret });
    await routed({ kind: 'webhook', name: '内网' }, { url: `${inner.origin}/hook`, signingSecret });
    await office.alerts(alertAbout('甲'));
    await office.work(4);
    const ends = (await office.notifications()).map(
      ({ recipient, state, reason }) => `${recipient} ${state} ${reason}`,
    );
    expect(ends.sort()).toEqual(['内网 refused address-private', '跳转 refused redirected'].sort());
    expect(inside).toEqual([]);
    expect(wordsOf('redirected')).toContain('请填写最终地址');
    expect(wordsOf('address-private')).toContain('outbound.allowedPrivateOrigins');
  });

  test('that breaks off every connection is tried again until it does not', async () => {
    let isBroken = true;
    let taken = 0;
    const origin = await serveRaw((socket) => {
      if (isBroken) socket.resetAndDestroy();
      else
        socket.once('data', () => {
          taken += 1;
          socket.end('HTTP/1.1 204 No Content\r\n\r\n');
        });
    });
    await telling([origin]);
    await routed({ kind: 'webhook' }, { url: `${origin}/hook`, signingSecret });
    await office.alerts(alertAbout('甲'));
    await office.work(2);
    isBroken = false;
    await office.work(8, MINUTE_MS);
    expect([await shown(), taken]).toEqual([['sent null'], 1]);
  });
});

test('an over-long text of emoji reaches each robot within its bytes, with no half sign, and says that it was cut', async () => {
  const bots = await openBots();
  await telling([bots.sandbox.botsBase], { bots });
  const { dingtalk, wecom, feishu } = bots.sandbox.bots;
  await routed({ kind: 'dingtalk' }, { url: dingtalk.url, signingSecret: dingtalk.secret });
  await routed({ kind: 'wecom-robot' }, { url: wecom.url });
  await routed({ kind: 'feishu' }, { url: feishu.url, signingSecret: feishu.secret });
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
  await office.alerts(alertAbout(`${family.repeat(1_500)}\uD83D`));
  await office.work(4);
  expect(new Set(await shown())).toEqual(new Set(['sent null']));
  for (const [bot, most] of [
    ['dingtalk', 20_000],
    ['wecom', 4_096],
    ['feishu', 20_480],
  ] as const) {
    const [message, ...others] = bots.sandbox.control.botMessages(bot);
    expect([bot, others]).toEqual([bot, []]);
    expect(message?.text).not.toMatch(/\p{Surrogate}/u);
    expect(message?.text).toContain('…');
    expect(message?.text.replaceAll(family, '')).not.toMatch(/\u200D/);
    expect([bot, Buffer.byteLength(bot === 'wecom' ? (message?.text ?? '') : (message?.body ?? '')) <= most]).toEqual([
      bot,
      true,
    ]);
  }
  expect((await services.notify.messages({}, PAGE, ADMINISTRATOR)).items.map(({ clipped }) => clipped)).toEqual(
    Array(3).fill(true),
  );
});

describe('a roster with a hole', () => {
  test('tells those in the role of the roster, says so, and says it where nobody is in that role either', async () => {
    const { storage } = world;
    await telling([]);
    const draft = { name: '总值班', unitId: null, handoverMinute: 510, disabled: false } as const;
    const roster = await services.oncall.addRoster({ ...draft, fallbackRole: 'operator' }, ADMINISTRATOR);
    const mail = await addChannel(storage, { kind: 'mail' });
    await addRoute(storage, mail, { audience: { kind: 'duty', rosterId: roster.id as never } });
    await office.alerts(alertAbout('甲'));
    const [alert] = (await storage.alerts.list({}, PAGE, null)).items;
    if (alert === undefined) throw new Error('no alert');
    const asked = async () => {
      const { gaps, recipients } = await services.notify.dryRun(alert.id, ADMINISTRATOR);
      return [gaps.map(({ gap }) => gap), recipients.map(({ recipient, toldAs }) => `${recipient} ${toldAs}`)];
    };
    expect(await asked()).toEqual([['nobody-there'], []]);
    expect(codes.audienceGap['nobody-there']).toBe('没有符合的人员');
    await addPerson(storage, { name: '值守员', role: 'operator' }, { mail: 'o@x.cn' });
    expect(await asked()).toEqual([[], ['值守员 roster-hole']]);
    expect(codes.toldAs['roster-hole']).toBe('无人值班，改告知此角色');
  });
});
