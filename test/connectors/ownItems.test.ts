import { createPortalConnector } from '../../src/connectors/portal/connector';
import { composeOwnArticle, measureDraft } from '../../src/connectors/wechat/draftText';
import { composeOwnShare, countStatusLength } from '../../src/connectors/weibo/shareText';
import type { OwnSource, Publisher } from '../../src/ports/connectors';
import { accessTo, draftOf, PORTAL_ACCESS, standingClock, WECHAT_ACCESS, WEIBO_ACCESS } from './support/access';
import { fakeHttp } from './support/fakeHttp';

const LINK = 'https://www.gov.cn/notice/1.htm';
const ITEM: OwnSource = {
  title: '关于做好秋季防火工作的提示',
  summary: '全县设检查点12个。请勿携带火种进山。',
  body: '9月20日至10月31日为防火期。\n\n全县设检查点12个。',
  text: null,
  link: LINK,
  issuer: '某县人民政府',
  pictures: [],
};
const portal = createPortalConnector({ http: fakeHttp(() => ({ json: {} })), clock: standingClock() }).publisher;
if (portal === null) throw new Error('no publisher');
const composers: readonly (readonly [string, Publisher['composeOwn'], typeof WEIBO_ACCESS])[] = [
  ['weibo', composeOwnShare, WEIBO_ACCESS],
  ['wechat', composeOwnArticle, WECHAT_ACCESS],
  ['portal', portal.composeOwn, PORTAL_ACCESS],
];
const codeOf = (composed: ReturnType<Publisher['composeOwn']>): unknown =>
  'failure' in composed ? `${composed.failure.remedy} ${composed.failure.code}` : 'made';

describe('an own item', () => {
  test.each(composers)('on %s carries its title word for word, and fails without one', (_name, compose, access) => {
    const draft = draftOf(compose({ ...ITEM, title: `  ${ITEM.title}　` }, access));
    expect(draft).toMatchObject({ title: ITEM.title, sourceUrl: LINK, sourceName: ITEM.issuer });
    expect(codeOf(compose({ ...ITEM, title: '  ' }, access))).toMatch(/^fix-content \w+-no-title-or-link$/);
    expect(codeOf(compose({ ...ITEM, link: 'nowhere' }, access))).toMatch(/^fix-content \w+-no-title-or-link$/);
  });

  test.each(composers.slice(1))(
    'on %s is its whole text, each line a paragraph, its markup shown',
    (_name, compose, access) => {
      const text = '第一段 <script>alert("1")</script>\n\n  第二段 & <b>加粗</b>  \n\u0007第三段';
      expect(draftOf(compose({ ...ITEM, body: text }, access)).text).toBe(
        '<p>第一段 &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>' +
          '<p>第二段 &amp; &lt;b&gt;加粗&lt;/b&gt;</p><p>第三段</p>',
      );
      expect(draftOf(compose({ ...ITEM, text: '另一种写法' }, access)).text).toBe('<p>另一种写法</p>');
    },
  );

  test.each(composers.slice(1))('on %s needs no link, and names none then', (_name, compose, access) => {
    expect(draftOf(compose({ ...ITEM, link: null }, access)).sourceUrl).toBe('');
  });

  test.each(composers)('on %s spells the letters of its link as addresses are spelled', (_name, compose, access) => {
    const { sourceUrl } = draftOf(compose({ ...ITEM, link: 'https://www.gov.cn/通知/1.htm' }, access));
    expect(sourceUrl).toBe('https://www.gov.cn/%E9%80%9A%E7%9F%A5/1.htm');
  });

  test.each(composers.slice(1))(
    'on %s has a digest of whole sentences, of its text where it has no summary',
    (_name, compose, access) => {
      const digest = (over: Partial<OwnSource>) => draftOf(compose({ ...ITEM, ...over }, access)).digest;
      expect(digest({})).toBe(ITEM.summary);
      expect(digest({ summary: '' })).toBe('9月20日至10月31日为防火期。 全县设检查点12个。');
      for (let sentences = 1; sentences < 40; sentences += 1) {
        const cut = digest({ summary: '推进各项工作取得实效。'.repeat(sentences) });
        expect(cut).toMatch(/^(?:推进各项工作取得实效。)+$/);
        expect([...cut].length).toBeLessThanOrEqual(200);
      }
      // Half a sentence can say the opposite of the whole.
      expect(digest({ summary: '长'.repeat(300) })).toBe('');
    },
  );
});

describe('an own item on Weibo', () => {
  const textOf = (over: Partial<OwnSource>): string =>
    draftOf(composeOwnShare({ ...ITEM, ...over }, WEIBO_ACCESS)).text;
  const code = (over: Partial<OwnSource>): unknown => codeOf(composeOwnShare({ ...ITEM, ...over }, WEIBO_ACCESS));

  test('is 【title】, as many sentences of its summary as fit, and its link apart by a blank', () => {
    expect(textOf({})).toBe(`【${ITEM.title}】${ITEM.summary} ${LINK}`);
    expect(textOf({ summary: '' })).toBe(`【${ITEM.title}】9月20日至10月31日为防火期。 全县设检查点12个。 ${LINK}`);
    for (let sentences = 1; sentences < 40; sentences += 1) {
      const text = textOf({ summary: '推进各项工作取得实效。'.repeat(sentences) });
      expect(text.replace(LINK, '')).toMatch(/^【[^】]+】(?:推进各项工作取得实效。)+ $/);
      expect(countStatusLength(text)).toBeLessThanOrEqual(140);
    }
  });

  test('with a text of its own stands as it was written, with its link behind it unless it has it', () => {
    expect(textOf({ text: '进山不带火。' })).toBe(`进山不带火。 ${LINK}`);
    expect(textOf({ text: `详见 ${LINK} 。` })).toBe(`详见 ${LINK} 。`);
    expect(draftOf(composeOwnShare({ ...ITEM, text: `${ITEM.title}：进山不带火。` }, WEIBO_ACCESS)).title).toBe(
      ITEM.title,
    );
    // Without its title it is found again by its first words.
    expect(draftOf(composeOwnShare({ ...ITEM, text: `${'火'.repeat(60)}。` }, WEIBO_ACCESS)).title).toBe(
      '火'.repeat(40),
    );
  });

  test('is refused and never cut one character beyond 140, as the vendor counts', () => {
    // A blank weighs half a character and a link ten: 129 and a half are left.
    expect(countStatusLength(textOf({ text: '火'.repeat(129) }))).toBe(140);
    expect(code({ text: '火'.repeat(130) })).toBe('fix-content weibo-text-too-long');
    expect(code({ text: 'a'.repeat(259) })).toBe('made');
    expect(code({ text: 'a'.repeat(260) })).toBe('fix-content weibo-text-too-long');
    // A sign beyond the basic plane weighs two characters.
    expect(code({ text: '😀'.repeat(64) })).toBe('made');
    expect(code({ text: '😀'.repeat(65) })).toBe('fix-content weibo-text-too-long');
    expect(code({ title: '题'.repeat(128), summary: '', body: '' })).toBe('made');
    expect(code({ title: '题'.repeat(129) })).toBe('fix-content weibo-title-too-long');
  });

  test('is refused where the platform would drop words in silence, and without a link it may carry', () => {
    expect(code({ text: '请看 #防火# 提示' })).toBe('fix-content weibo-title-has-topic');
    expect(code({ title: '#防火#提示' })).toBe('fix-content weibo-title-has-topic');
    expect(code({ text: '只有一个 # 号' })).toBe('made');
    for (const text of [null, '进山不带火。']) {
      expect(code({ text, link: null })).toBe('fix-content weibo-no-title-or-link');
      expect(code({ text, link: 'https://gov.cn.evil.example/' })).toBe(
        'fix-configuration weibo-link-outside-safe-domain',
      );
    }
    // A text that is nothing but its link could not be found again.
    expect(code({ text: LINK })).toBe('fix-content weibo-no-title-or-link');
  });
});

describe('an own item on WeChat', () => {
  const code = (over: Partial<OwnSource>, access = WECHAT_ACCESS): unknown =>
    codeOf(composeOwnArticle({ ...ITEM, ...over }, access));

  test('takes a title of 64 characters however many units they have, and fewer where the account says so', () => {
    expect([code({ title: '𠮷'.repeat(64) }), code({ title: '𠮷'.repeat(65) })]).toEqual([
      'made',
      'fix-content wechat-title-too-long',
    ]);
    const limited = accessTo({ platform: 'wechat', settings: { titleLimit: '32' } }, null);
    expect([code({ title: '题'.repeat(32) }, limited), code({ title: '题'.repeat(33) }, limited)]).toEqual([
      'made',
      'fix-content wechat-title-too-long',
    ]);
  });

  test('is refused and never cut where its markup is too long, or its link', () => {
    // <p></p> counts as well, and a sign that has to be escaped as often as it is written.
    expect([code({ body: '长'.repeat(19_492) }), code({ body: '长'.repeat(19_493) })]).toEqual([
      'made',
      'fix-content wechat-content-too-long',
    ]);
    expect([code({ body: '&'.repeat(3_898) }), code({ body: '&'.repeat(3_899) })]).toEqual([
      'made',
      'fix-content wechat-content-too-long',
    ]);
    expect(code({ link: `https://www.gov.cn/${'x'.repeat(1_100)}` })).toBe('fix-content wechat-link-too-long');
    expect(code({ body: '\n \n' })).toBe('fix-content wechat-no-content');
    const draft = draftOf(composeOwnArticle(ITEM, WECHAT_ACCESS));
    expect(measureDraft(draft, WECHAT_ACCESS.account)).toContainEqual({
      ...{ name: 'body-characters', value: draft.text.length, limit: 19_500 },
    });
  });
});

describe('an own item on a portal', () => {
  const code = (over: Partial<OwnSource>): unknown => codeOf(portal.composeOwn({ ...ITEM, ...over }, PORTAL_ACCESS));

  test('takes a title of 200 characters and a text of any length', () => {
    expect([code({ title: '题'.repeat(200) }), code({ title: '题'.repeat(201) })]).toEqual([
      'made',
      'fix-content portal-title-too-long',
    ]);
    expect(draftOf(portal.composeOwn({ ...ITEM, body: '长'.repeat(20_000) }, PORTAL_ACCESS)).text).toHaveLength(20_007);
  });
});
