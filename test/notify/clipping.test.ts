import fc from 'fast-check';
import { NOTIFY_LIMITS } from '../../src/domain/notify/limits';
import { cutText } from '../../src/notify/text/cutText';
import { jsonBytes, utf8Bytes } from '../../src/notify/text/measure';
import type { MessageText, NotifyTarget } from '../../src/ports/notifier';
import { fakeHttp } from '../connectors/support/fakeHttp';
import { MESSAGE, notifierOver, PUBLIC_ORIGIN, targetOf } from './support/channelHarness';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';

/** Chinese, pictures of several characters, marks of every dialect, half characters, and what hides. */
const sign = fc.constantFrom(
  '政',
  '务',
  'a',
  ' ',
  '"',
  '\\',
  '\n',
  '\u0001',
  '\u202E',
  '\uD83D',
  '\uDC00',
  '[',
  '](',
  ')',
  '<',
  '>',
  '*',
  '`',
  '#',
  '|',
  '@',
  '&',
  '\u{1F600}',
  FAMILY,
  '\u{1F1E8}\u{1F1F3}',
  'e\u0301',
  '\u{20BB7}',
  '\uFE0F',
);
const words = (maxLength: number) => fc.array(sign, { maxLength }).map((signs) => signs.join(''));
const path = fc.option(
  fc.constantFrom(
    '/alerts',
    '/accounts/1?q=(a)',
    `/search?q=${'政'.repeat(20)}`,
    `/x?${'y'.repeat(900)}`,
    '//evil.example',
    'x',
  ),
  { nil: null },
);
const message: fc.Arbitrary<MessageText> = fc.record({
  title: fc.oneof(words(20), words(3000)),
  severity: fc.constantFrom('info', 'notice', 'warning', 'critical'),
  lines: fc.array(fc.record({ text: fc.oneof({ weight: 8, arbitrary: words(40) }, words(5000)), path }), {
    maxLength: 120,
  }),
  more: fc.nat(2000),
  morePath: path,
  language: fc.constantFrom('zh', 'en'),
  data: fc.constant(null),
});

test('a text is cut within the limit, between signs, and is marked as cut', () => {
  fc.assert(
    fc.property(words(300), fc.nat(400), fc.constantFrom(utf8Bytes, jsonBytes), (text, most, measure) => {
      const whole = text.replace(/\p{Surrogate}/gu, '');
      const cut = cutText(whole, most, measure);
      expect(measure(cut)).toBeLessThanOrEqual(most);
      if (measure(whole) <= most) expect(cut).toBe(whole);
      else if (cut !== '') {
        expect(cut.endsWith('…')).toBe(true);
        expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
      }
    }),
  );
});

test('a picture joined of four is kept or left, at every length', () => {
  for (let most = 0; most <= 60; most += 1) {
    const cut = cutText(`政${FAMILY}${FAMILY}`, most, utf8Bytes);
    expect(cut.replaceAll(FAMILY, '')).toMatch(/^(政?…)?$|^政$/);
  }
});

test('marks heaped on one letter are cut between them where there is no room for all', () => {
  const heap = `a${'\u0301'.repeat(500)}`;
  const cut = cutText(heap, 100, utf8Bytes);
  expect(utf8Bytes(cut)).toBeLessThanOrEqual(100);
  expect(utf8Bytes(cut)).toBeGreaterThan(60);
});

const CHANNELS: readonly (readonly [NotifyTarget['kind'], Partial<NotifyTarget>])[] = [
  [
    'dingtalk',
    { secrets: { url: 'https://x.cn/send?access_token=1' }, to: '13800138000', settings: { keyword: '矩阵' } },
  ],
  ['wecom-robot', { secrets: { url: 'https://x.cn/webhook/send?key=1' }, to: 'zhang' }],
  ['feishu', { secrets: { url: 'https://x.cn/bot/v2/hook/1', signingSecret: 'a'.repeat(20) }, to: 'ou_1' }],
];

describe.each(CHANNELS)('whatever is said, a message by %s', (kind, filled) => {
  const target = targetOf(kind, filled);
  const { bytes, of } = NOTIFY_LIMITS[kind].longest;

  test('keeps the limit, breaks no character, cuts no link, and leaves nothing out in silence', async () => {
    await fc.assert(
      fc.asyncProperty(message, async (said) => {
        const http = fakeHttp(() => ({ json: { errcode: 0, code: 0 } }));
        const notifier = notifierOver(http, kind);
        await notifier.send({
          target,
          message: said,
          deliveryId: 'd',
          now: new Date(0),
          signal: new AbortController().signal,
        });
        const body = String(http.requests[0]?.body);
        const { text, clipped } = notifier.render(said, target);
        expect(Buffer.byteLength(of === 'body' ? body : text)).toBeLessThanOrEqual(bytes);
        expect(text).not.toMatch(/\p{Surrogate}/u);
        const shown = text.split(/\n/).filter((row) => /^(?:- |> |· )/.test(row)).length;
        if (shown < said.lines.length) expect(clipped).toBe(true);
        const left = said.lines.length - shown + said.more;
        if (left > 0) expect(text).toContain(said.language === 'zh' ? `另有 ${left} 条` : `${left} more`);
        // All that opens a link or a tag is ours, and is whole.
        const rest = text
          .replaceAll(/ \[(?:查看|查看全部|Open|See all)\]\(https:\/\/matrix\.example\.gov\.cn\/[^\s()<>[\]]*\)/g, '')
          .replaceAll(/<font color="warning">|<\/font>|<@zhang>|<at id=ou_1><\/at>/g, '');
        expect(rest.replace(/^> /gm, '')).not.toMatch(/[<>[\]]/);
      }),
      { numRuns: 60 },
    );
  });
});

test('what says how much is left out has its own room, to the byte', () => {
  const notifier = notifierOver(
    fakeHttp(() => ({})),
    'wecom-robot',
  );
  const lines = Array.from({ length: 1200 }, () => ({ text: '政', path: null }));
  for (let length = 1; length <= 60; length += 1) {
    const said = { ...MESSAGE, title: 'a'.repeat(length), lines };
    const bytes = Buffer.byteLength(notifier.render(said, targetOf('wecom-robot', {})).text);
    expect(bytes).toBeLessThanOrEqual(4096);
    expect(bytes).toBeGreaterThan(4096 - 10);
  }
});

test('half a character is shown as one that could not be read, and what hides is not shown', () => {
  const notifier = notifierOver(
    fakeHttp(() => ({})),
    'wecom-robot',
  );
  const said = { ...MESSAGE, title: '政\uD83D务\u202E新\n\t媒', lines: [] };
  expect(notifier.render(said, targetOf('wecom-robot', {})).text).toContain('政\uFFFD务新 媒');
});

test('what fits is told whole: nothing is left out, no mark of it stands there', () => {
  const notifier = notifierOver(
    fakeHttp(() => ({})),
    'wecom-robot',
  );
  const rendered = notifier.render(MESSAGE, targetOf('wecom-robot', {}));
  expect(rendered.clipped).toBe(false);
  expect(rendered.text).not.toMatch(/…|另有/);
  expect(rendered.text).toContain(PUBLIC_ORIGIN);
});

const CALLED = Array.from({ length: 500 }, (_, at) => at);
const CALLED_BY: readonly (readonly [NotifyTarget['kind'], Partial<NotifyTarget>, (at: number) => string])[] = [
  [
    'dingtalk',
    { secrets: { url: 'https://x.cn/send?access_token=1' }, settings: { keyword: '矩阵' } },
    (at) => `138${String(at).padStart(8, '0')}`,
  ],
  ['wecom-robot', { secrets: { url: 'https://x.cn/webhook/send?key=1' } }, (at) => `officer.${at}`],
  ['feishu', { secrets: { url: 'https://x.cn/bot/v2/hook/1' } }, (at) => `ou_${String(at).padStart(32, '0')}`],
];

describe.each(CALLED_BY)('that calls five hundred people, a message by %s', (kind, filled, addressOf) => {
  const notifier = notifierOver(
    fakeHttp(() => ({})),
    kind,
  );
  const rendered = (count: number) => {
    const target = targetOf(kind, { ...filled, to: CALLED.slice(0, count).map(addressOf).join(',') });
    return { ...notifier.render(MESSAGE, target), length: notifier.length(MESSAGE, target) };
  };

  test('keeps the limit and says all it has to say: of those called it names some, and how many they are', () => {
    const { text, length, clipped } = rendered(500);
    expect(length).toBeLessThanOrEqual(NOTIFY_LIMITS[kind].longest.bytes);
    expect(text).toContain('县教育局微博：授权已过期 [查看](');
    expect(text).toContain('县卫健局公众号：授权已过期');
    expect(text).toContain(addressOf(0));
    expect(text).not.toContain(addressOf(499));
    expect(text).toMatch(/ 等 500 人$/);
    expect(clipped).toBe(true);
  });

  test('names all of twenty', () => {
    const { text, clipped } = rendered(20);
    for (let at = 0; at < 20; at += 1) expect(text).toContain(addressOf(at));
    expect(text).not.toMatch(/ 人$/);
    expect(clipped).toBe(false);
  });
});
