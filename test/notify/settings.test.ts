import { DELIVERY_FAILURES, DELIVERY_NEXTS } from '../../src/domain/notify/deliveryFailure';
import { NOTIFY_LIMITS } from '../../src/domain/notify/limits';
import { NOTIFY_KINDS } from '../../src/domain/notify/notifyChannel';
import type { NotifyKind } from '../../src/domain/notify/notifyChannel';
import { codes as enCodes } from '../../src/wording/en/codes';
import { codes as zhCodes } from '../../src/wording/zh/codes';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { CERTIFICATES } from './support/certificates';
import { notifiersOver, targetOf } from './support/channelHarness';

const registry = notifiersOver(
  fakeHttp(() => ({})),
  { allowedPrivateOrigins: ['http://10.1.2.3', 'http://zwwx:8080', 'smtp://10.1.2.3:25'] },
);

test('every kind has its channel and its limits', () => {
  expect([...registry.kinds].sort()).toEqual([...NOTIFY_KINDS].sort());
  for (const kind of NOTIFY_KINDS) {
    expect(registry.of(kind).kind).toBe(kind);
    expect(NOTIFY_LIMITS[kind].perMinute).toBeGreaterThan(0);
  }
});

test('only a receiver that can tell a repetition is sent the same again', () => {
  expect(NOTIFY_KINDS.filter((kind) => registry.of(kind).repeatable)).toEqual(['mail', 'webhook']);
});

test('every failure says what to do next, and every next is said by some failure', () => {
  expect(new Set(Object.values(DELIVERY_FAILURES))).toEqual(new Set(DELIVERY_NEXTS));
});

test('what somebody has to see to says what to do, in both languages', () => {
  const goesOnByItself = ['retry-later', 'reconcile'];
  const toDo = Object.entries(DELIVERY_FAILURES).filter(([, next]) => !goesOnByItself.includes(next));
  expect(toDo.length).toBeGreaterThan(15);
  const [zh, en] = [zhCodes.deliveryFailure, enCodes.deliveryFailure] as Record<string, string>[];
  expect(toDo.filter(([code]) => !/：.*(?:请|到时)/.test(zh?.[code] ?? '') || !/: ./.test(en?.[code] ?? ''))).toEqual(
    [],
  );
});

test('what is filled in is told in both languages, each key once', () => {
  for (const kind of NOTIFY_KINDS) {
    const { settings } = registry.of(kind);
    expect(new Set(settings.map(({ key }) => key)).size).toBe(settings.length);
    for (const { title, why, required, problem } of settings) {
      for (const { zh, en } of [title, why]) {
        expect(zh).not.toBe('');
        expect(en).toMatch(/^[^，。：；、]+$/);
      }
      expect(problem('  ') === null).toBe(!required);
      expect(problem('x'.repeat(20_001))).not.toBeNull();
    }
  }
});

const PEM = CERTIFICATES.issuer;

test.each([
  [
    'dingtalk',
    'url',
    ['https://oapi.dingtalk.com/robot/send?access_token=1', 'http://10.1.2.3/robot/send?access_token=1'],
    [
      'oapi.dingtalk.com',
      'ftp://x/send?access_token=1',
      'https://oapi.dingtalk.com/robot/send',
      'http://oapi.dingtalk.com/robot/send?access_token=1',
      'http://10.1.2.4/robot/send?access_token=1',
      'http://10.1.2.3:8080/robot/send?access_token=1',
      'https://u:p@oapi.dingtalk.com/robot/send?access_token=1',
    ],
  ],
  ['dingtalk', 'signingSecret', [`SEC${'a'.repeat(32)}`], ['abc', 'SECabc']],
  ['dingtalk', 'keyword', ['矩阵'], ['字'.repeat(21)]],
  [
    'wecom-robot',
    'url',
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1'],
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
  ],
  [
    'feishu',
    'url',
    ['https://open.feishu.cn/open-apis/bot/v2/hook/a-1'],
    ['https://open.feishu.cn/open-apis/bot/v2/hook/'],
  ],
  ['wecom-app', 'corpId', ['ww0123456789abcdef'], ['ww 01']],
  ['wecom-app', 'agentId', ['1000002'], ['x']],
  ['wecom-app', 'toParty', ['2', '2|3'], ['@all', '2|']],
  ['wecom-app', 'origin', ['https://zwwx.example.gov.cn', 'http://zwwx:8080'], ['zwwx', 'https://a.cn/path']],
  [
    'webhook',
    'url',
    ['https://sms.example.cn/send', 'http://10.1.2.3/sms'],
    ['//sms', 'javascript:alert(1)', 'http://sms/send', 'http://8.8.8.8/sms'],
  ],
  ['webhook', 'signingSecret', ['0123456789abcdef'], ['0123456789abcde']],
  ['mail', 'host', ['smtp.example.cn', '10.1.2.3', 'fd00::1'], ['smtp example', 'smtp://x']],
  ['mail', 'port', ['1', '465', '65535'], ['0', '65536', 'x']],
  ['mail', 'security', ['tls', 'starttls', 'none'], ['ssl', 'TLS']],
  ['mail', 'sender', ['a@b.cn'], ['a', 'A <a@b.cn>', 'a@b.cn, c@d.cn', 'a@b.cn\r\nBcc: c@d.cn']],
  ['mail', 'senderName', ['全县矩阵'], ['a"b', 'a\nb']],
  [
    'mail',
    'issuer',
    [PEM, `${PEM.trim()}\n${PEM.trim()}`],
    [
      'MIIB',
      PEM.replaceAll('\n', ' '),
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      `${PEM.trim()}\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----`,
    ],
  ],
] as const)('%s: %s may be filled in with %j and not with %j', (kind: NotifyKind, key, right, wrong) => {
  const spec = registry.of(kind).settings.find((each) => each.key === key);
  for (const text of right) expect([text, spec?.problem(` ${text}\n`)]).toEqual([text, null]);
  for (const text of wrong) {
    const problem = spec?.problem(text);
    expect([text, problem]).toEqual([
      text,
      expect.objectContaining({
        zh: expect.stringMatching(/[\u4e00-\u9fff]/) as string,
        en: expect.stringMatching(/^[\x20-\x7e…]+$/) as string,
      }),
    ]);
  }
});

test('what is wrong is told without what was filled in: it may be a secret in the wrong field', () => {
  const secret = 'k3y-of-a-robot';
  for (const kind of NOTIFY_KINDS)
    for (const { problem } of registry.of(kind).settings)
      for (const text of [`${secret} x`, `http://a.cn/?access_token=${secret}`, `${secret}\n"`])
        expect(JSON.stringify(problem(text))).not.toContain(secret);
});

test('where a channel leads is told without its secrets', () => {
  const place = (kind: NotifyKind, secrets: Record<string, string>, settings: Record<string, string> = {}) =>
    registry.of(kind).place(targetOf(kind, { secrets, settings }));
  expect(place('dingtalk', { url: 'https://oapi.dingtalk.com/robot/send?access_token=secret' })).toBe(
    'oapi.dingtalk.com',
  );
  expect(place('feishu', { url: 'https://open.feishu.cn/open-apis/bot/v2/hook/secret' })).toBe('open.feishu.cn');
  expect(place('webhook', { url: 'https://sms.example.cn:8443/secret' })).toBe('sms.example.cn:8443');
  expect(place('webhook', { url: 'secret' })).toBe('—');
  expect(place('wecom-app', {})).toBe('qyapi.weixin.qq.com');
  expect(place('mail', {}, { host: 'smtp.example.cn', port: '465' })).toBe('smtp.example.cn:465');
});

test('an address without encryption is told how it may stay one', () => {
  const url = registry.of('webhook').settings.find(({ key }) => key === 'url');
  expect(url?.problem('http://sms.example.cn/send')?.remedy?.zh).toContain('outbound.allowedPrivateOrigins');
  expect(url?.problem('http://sms.example.cn/send')?.remedy?.en).toContain('outbound.allowedPrivateOrigins');
});

test('no encryption does not go with a password', () => {
  const security = registry.of('mail').settings.find(({ key }) => key === 'security');
  expect(security?.problem('none', { password: 'secret' })).toMatchObject({
    zh: expect.stringContaining('密码') as string,
    remedy: { zh: expect.stringContaining('tls') as string },
  });
  expect(security?.problem('none', { password: '' })).toBeNull();
  expect(security?.problem('tls', { password: 'secret' })).toBeNull();
});
