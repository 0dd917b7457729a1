import {
  afterRead,
  afterUnreadable,
  firstReadingAt,
  GONE_AFTER_MS,
  isGoneForGood,
  readInto,
  type DocumentReading,
} from '../../../src/domain/policies/documentReading';
import type { ObservedPolicy, Policy } from '../../../src/domain/policies/policy';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { day, entry, exact, NOW, Shelf } from './somePolicies';

const BODY =
  '各县区人民政府，市政府各部门：为促进产业发展，现就有关事项提出如下意见。一、加强组织领导，建立工作专班，明确责任分工。' +
  '二、加大财政支持，每年安排专项资金三千万元，用于技术改造和人才引进。三、优化营商环境，压缩审批时限，推行一网通办。';
const UNRELATED =
  '您访问的页面正在维护，请稍后再试。网站地图联系我们无障碍浏览版权所有某市信息中心承办备案编号公安联网备案。' +
  '建议使用较新的浏览器访问本站，如有疑问请拨打热线电话咨询，工作时间为周一至周五上午九时到下午五时。';
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

function known(more: Partial<Policy> = {}): Policy {
  const [policy] = new Shelf().look([entry({ body: BODY })]).inserts;
  if (policy === undefined) throw new Error('no policy');
  return { ...policy, ...more };
}
const read = (policy: Policy, document: Partial<ObservedPolicy>): ReturnType<typeof readInto> =>
  readInto(policy, document, { hash: (text) => `hash(${text})`, now: later(HOUR_MS) });

describe("reading a policy's own page", () => {
  test('a changed sentence is a new version with its own hash', () => {
    const rewritten = BODY.replace('三千万元', '五千万元');
    const result = read(known(), { body: rewritten });
    expect(result).toMatchObject({ change: 'text-changed', policy: { version: 2, body: rewritten } });
    expect(result?.policy.textHash).toBe(`hash(${[known().title, '', rewritten].join('\n')})`);
  });

  test('an unrelated page at its address is not a new version: what is known stands', () => {
    expect(read(known(), { body: UNRELATED })).toBeNull();
  });

  test('another spacing, markup or signs are no other text', () => {
    expect(read(known(), { body: `<p>${BODY.replaceAll('。', '。</p> <p>')}</p>` })).toBeNull();
  });

  test('a text read for the first time is no new version, because nobody reposted another', () => {
    expect(read(known({ body: null }), { body: BODY })).toMatchObject({
      change: 'document-read',
      policy: { version: 1, body: BODY },
    });
  });

  test('an issuer is learnt once and never replaced', () => {
    expect(read(known(), { issuer: '某市人民政府' })).toMatchObject({
      change: 'document-read',
      policy: { version: 1, issuer: '某市人民政府' },
    });
    expect(read(known({ issuer: '某市人民政府' }), { issuer: '信息中心' })).toBeNull();
  });

  test('a page that says nothing new changes nothing', () => {
    expect(read(known(), { body: BODY, title: '' })).toBeNull();
    expect(read(known(), {})).toBeNull();
  });

  test('a title near the known one is its new title', () => {
    const title = '某市人民政府关于进一步促进某产业发展的意见';
    expect(read(known(), { title })).toMatchObject({ change: 'text-changed', policy: { version: 2, title } });
  });

  test('a title of eight characters can be one, a shorter one says too little', () => {
    const titled = (title: string): Policy => known({ title, normalisedTitle: title });
    expect(read(titled('关于某事的意见一'), { title: '关于某事的意见二' })).toMatchObject({ change: 'text-changed' });
    expect(read(titled('关于某事意见一'), { title: '关于某事意见二' })).toBeNull();
  });

  test('a new title shares four of five characters with the known one, in both directions', () => {
    const titled = (title: string): Policy => known({ title, normalisedTitle: title });
    expect(read(titled('甲乙丙丁戊己庚辛壬癸'), { title: '甲乙丙丁戊己庚辛子丑' })).not.toBeNull();
    expect(read(titled('甲乙丙丁戊己庚辛壬癸'), { title: '甲乙丙丁戊己庚寅子丑' })).toBeNull();
    expect(read(titled('甲乙丙丁戊己庚辛'), { title: '甲乙丙丁戊己庚辛壬癸子丑' })).toBeNull();
  });

  test('a 文号 that the page states is learnt once, in one spelling; words that are none are not', () => {
    expect(read(known(), { docNumber: '某政发 [2026] 3号' })).toMatchObject({
      change: 'document-read',
      policy: { version: 1, docNumber: '某政发〔2026〕3号' },
    });
    expect(read(known(), { docNumber: '无' })).toBeNull();
    expect(read(known({ docNumber: '某政发〔2026〕3号' }), { docNumber: '某政发〔2026〕4号' })).toBeNull();
  });

  test('an issuer that stands higher than was known puts it under its authority, as a new version', () => {
    expect(read(known({ title: '关于某事的通知', authority: 'unknown' }), { issuer: '国务院办公厅' })).toMatchObject({
      change: 'document-read',
      policy: { authority: 'state-council', version: 2 },
    });
    expect(
      read(known({ title: '关于某事的通知', authority: 'state-council' }), { issuer: '某县教育局' }),
    ).toMatchObject({
      change: 'document-read',
      policy: { authority: 'state-council', version: 1, issuer: '某县教育局' },
    });
  });

  test.each([
    ["the site's own name", '某市政务公开网站欢迎您的访问'],
    ['a word of the title', '某产业发展'],
    [
      'the title with a whole page around it',
      '某市人民政府关于促进某产业发展的意见：新闻、图片、专题、互动、服务和办事大厅',
    ],
  ])('%s is not', (_case, title) => {
    expect(read(known(), { title })).toBeNull();
  });

  test('a title is not taken from a page without an address', () => {
    expect(read(known({ url: null }), { title: '某市人民政府关于进一步促进某产业发展的意见' })).toBeNull();
  });

  test('a page that is back ends a withdrawal for its absence, and no other', () => {
    const gone = known({ withdrawal: { reason: 'page-gone', noticedAt: NOW } });
    expect(read(gone, { body: BODY })).toMatchObject({ change: 'restored', policy: { withdrawal: null, version: 1 } });
    expect(read(known({ withdrawal: { reason: 'stated', noticedAt: NOW } }), { body: BODY })).toBeNull();
  });

  test('a page that says it is repealed withdraws it, once', () => {
    expect(read(known(), { markedWithdrawn: true })).toMatchObject({
      change: 'withdrawn',
      policy: { version: 1, withdrawal: { reason: 'stated', noticedAt: later(HOUR_MS) } },
    });
    expect(read(known({ withdrawal: { reason: 'stated', noticedAt: NOW } }), { markedWithdrawn: true })).toBeNull();
  });
});

describe('when it is read', () => {
  const reading = (more: Partial<DocumentReading> = {}): DocumentReading => ({
    nextAt: NOW,
    attempts: 0,
    goneSinceAt: null,
    ...more,
  });

  test('first after ten minutes where the text is missing, else after a day, and never without an address', () => {
    expect(firstReadingAt(known({ body: null }), NOW)).toEqual(later(10 * MINUTE_MS));
    expect(firstReadingAt(known(), NOW)).toEqual(later(DAY_MS));
    expect(firstReadingAt(known({ url: null }), NOW)).toBeNull();
  });

  test.each([
    [14 * DAY_MS - 1, DAY_MS],
    [14 * DAY_MS, 7 * DAY_MS],
    [180 * DAY_MS - 1, 7 * DAY_MS],
    [180 * DAY_MS, null],
  ])('%i ms after publication again %p ms later', (ageMs, everyMs) => {
    const now = later(ageMs);
    expect(afterRead(known({ publishedAt: exact(NOW.toISOString()) }), now)).toEqual({
      nextAt: everyMs === null ? null : new Date(now.getTime() + everyMs),
      attempts: 0,
      goneSinceAt: null,
    });
    expect(afterRead(known({ publishedAt: null, firstSeenAt: NOW }), now).nextAt?.getTime()).toBe(
      everyMs === null ? undefined : now.getTime() + everyMs,
    );
  });

  test('a date alone counts from its first instant', () => {
    const published = known({ publishedAt: day('2026-09-17') });
    const fortnightAt = new Date('2026-09-30T16:00:00.000Z');
    expect(afterRead(published, fortnightAt).nextAt).toEqual(new Date(fortnightAt.getTime() + 7 * DAY_MS));
  });

  test.each([
    [0, 10],
    [1, 30],
    [2, 90],
    [3, 270],
    [4, 810],
    [5, 24 * 60],
    [6, 24 * 60],
  ])('unreadable after %i failures it is tried again in %i minutes', (attempts, minutes) => {
    expect(afterUnreadable(reading({ attempts }), { isGone: false, hasBody: false }, NOW)).toEqual({
      nextAt: later(minutes * MINUTE_MS),
      attempts: attempts + 1,
      goneSinceAt: null,
    });
  });

  test('the eighth failure gives up where it was never read, else looks weekly', () => {
    expect(afterUnreadable(reading({ attempts: 7 }), { isGone: false, hasBody: false }, NOW).nextAt).toBeNull();
    expect(afterUnreadable(reading({ attempts: 7 }), { isGone: false, hasBody: true }, NOW).nextAt).toEqual(
      later(7 * DAY_MS),
    );
  });

  test('a page that is gone is looked at again no later than the instant that decides', () => {
    const gone = { isGone: true, hasBody: true };
    expect(afterUnreadable(reading(), gone, NOW)).toMatchObject({
      goneSinceAt: NOW,
      nextAt: later(10 * MINUTE_MS),
    });
    const now = later(GONE_AFTER_MS - MINUTE_MS);
    expect(afterUnreadable(reading({ attempts: 5, goneSinceAt: NOW }), gone, now)).toMatchObject({
      goneSinceAt: NOW,
      nextAt: later(GONE_AFTER_MS),
    });
    expect(afterUnreadable(reading({ attempts: 5, goneSinceAt: NOW }), gone, later(GONE_AFTER_MS)).nextAt).toEqual(
      later(GONE_AFTER_MS + DAY_MS),
    );
  });

  test('another trouble than being gone begins the count anew', () => {
    expect(
      afterUnreadable(reading({ goneSinceAt: NOW }), { isGone: false, hasBody: true }, NOW).goneSinceAt,
    ).toBeNull();
  });

  test('is gone for good after twelve hours, not a millisecond before', () => {
    expect(isGoneForGood(reading(), later(DAY_MS))).toBe(false);
    expect(isGoneForGood(reading({ goneSinceAt: NOW }), later(12 * HOUR_MS - 1))).toBe(false);
    expect(isGoneForGood(reading({ goneSinceAt: NOW }), later(12 * HOUR_MS))).toBe(true);
  });
});
