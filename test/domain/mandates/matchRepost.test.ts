import type { ObservedPost } from '../../../src/domain/accounts/post';
import { matchRepost, type RepostTarget } from '../../../src/domain/mandates/matchRepost';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';

const TITLE = '国务院关于印发《“十五五”数字政府建设规划》的通知';
const PAGE = 'https://www.gov.cn/zhengce/content/202609/content_7040001.htm';
const target: RepostTarget = {
  title: TITLE,
  normalisedTitle: normaliseTitle(TITLE),
  docNumber: '国发〔2026〕30号',
  urls: [PAGE],
  receiptIds: ['5236789012345678'],
  publishedFromAt: new Date('2026-09-17T16:00:00Z'),
};
const bare: RepostTarget = { ...target, docNumber: null, urls: [], receiptIds: [] };

function post(more: Partial<ObservedPost>): ObservedPost {
  return {
    identity: '1',
    url: 'https://weibo.com/1',
    title: '',
    text: '',
    links: [],
    publishedAt: { precision: 'instant', at: new Date('2026-09-18T09:00:00Z'), original: '' },
    platformIds: [],
    pinned: false,
    ...more,
  };
}
function told(match: ReturnType<typeof matchRepost>): string {
  if (match.kind === 'fulfils') return `fulfils ${match.basis}`;
  return match.kind === 'altered' ? `altered ${match.why}` : 'no';
}
const ofTarget = (more: Partial<ObservedPost>): string => told(matchRepost(target, post(more)));
/** With nothing but the title to go by. */
const byTitle = (more: Partial<ObservedPost>): string => told(matchRepost(bare, post(more)));

describe('a receipt', () => {
  test("is recognised by the platform's id, whatever the text", () => {
    expect(ofTarget({ platformIds: ['1', '5236789012345678'], text: '链接' })).toBe('fulfils receipt-id');
  });
  test('another id, or an empty one, is none', () => {
    expect(ofTarget({ platformIds: ['5236789012345679'] })).toBe('no');
    expect(told(matchRepost({ ...target, receiptIds: [''] }, post({ platformIds: [''] })))).toBe('no');
  });
});

describe('a link to the source', () => {
  test.each([
    PAGE,
    'http://www.gov.cn/zhengce/content/202609/content_7040001.htm',
    `${PAGE}?from=timeline#1`,
    `https://weibo.cn/sinaurl?u=${encodeURIComponent(PAGE)}`,
  ])('%s fulfils', (link) => {
    expect(ofTarget({ text: `【最新政策】戳链接看全文 ${link}`, links: [link] })).toBe('fulfils source-link');
  });
  test.each([
    'https://www.gov.cn/zhengce/content/202609/content_7040002.htm',
    'https://www.gov.cn/',
    'javascript:0',
    '',
  ])('%s does not', (link) => {
    expect(ofTarget({ text: '看看', links: [link] })).toBe('no');
  });
  test('beside an altered title is a finding, not a fulfilment', () => {
    expect(ofTarget({ title: '国务院关于印发《“十五五”数字政府发展规划》的通知', links: [PAGE] })).toBe(
      'altered title-changed',
    );
    expect(ofTarget({ text: `【国务院关于印发《“十四五”数字政府建设规划》的通知】全文 ${PAGE}`, links: [PAGE] })).toBe(
      'altered title-changed',
    );
    expect(ofTarget({ title: `${TITLE}（2026年修订）`, links: [PAGE] })).toBe('altered edition-added');
    const dated: RepostTarget = {
      ...target,
      title: '2026年政务公开工作要点的通知',
      normalisedTitle: '2026年政务公开工作要点的通知',
    };
    expect(told(matchRepost(dated, post({ title: '2025年政务公开工作要点的通知', links: [PAGE] })))).toBe(
      'altered figures-changed',
    );
  });
  test('in another document is a citation', () => {
    expect(
      ofTarget({ title: '某县人民政府关于加强政务服务的实施方案', text: `依据国务院文件（${PAGE}）`, links: [PAGE] }),
    ).toBe('no');
  });
});

describe('an altered title beside the link', () => {
  const ALTERED = TITLE.replace('建设', '发展');
  test.each([
    ['in the first sentence of the text', `${ALTERED}。近日印发`],
    ['behind an address', `https://t.cn/A6x ${ALTERED}！`],
    ['behind an older address', `http://t.cn/A6x\u3000${ALTERED}\n各地`],
    ['in a bracket behind topics', `#要闻# #规划# 【${ALTERED}】全文`],
  ])('%s is a finding', (_where, text) => {
    expect(ofTarget({ text, links: [PAGE] })).toBe('altered title-changed');
  });

  test('in the second sentence of the text is none', () => {
    expect(ofTarget({ text: `看看。${ALTERED}`, links: [PAGE] })).toBe('fulfils source-link');
  });
});

describe('where the platform gives the beginning of the text for a title', () => {
  test('the text is what counts', () => {
    const text = `${TITLE}。某县召开座谈会`;
    expect(byTitle({ title: text.slice(0, -2), text })).toBe('fulfils title');
    expect(byTitle({ title: text.slice(0, -2), text: '别的话' })).toBe('no');
  });

  test('a title of blanks is none', () => {
    expect(byTitle({ title: ' \n', text: TITLE })).toBe('fulfils title');
    expect(ofTarget({ title: '  ', text: '戳链接', links: [PAGE] })).toBe('fulfils source-link');
  });
});

test('a policy whose title was not folded yet is matched all the same', () => {
  expect(told(matchRepost({ ...bare, normalisedTitle: '' }, post({ title: TITLE })))).toBe('fulfils title');
});

describe('a 文号', () => {
  test.each([
    ['in the title', { title: `${TITLE}（国发〔2026〕30号）` }],
    ['opening the text', { title: '重磅文件来了', text: '国发〔2026〕30号\n各省、自治区、直辖市人民政府：' }],
    ['in other brackets', { text: '国务院最新文件 国发[2026]30号 请看原文' }],
    ['named as such', { text: `${'字'.repeat(300)} 发文字号：国发〔2026〕30号` }],
    ['named as such without a colon', { text: `${'字'.repeat(300)} 文号国发〔2026〕30号` }],
    ['two hundred characters deep', { text: `${'字'.repeat(199)}。国发〔2026〕30号` }],
    ['named as such behind a space', { text: `${'字'.repeat(300)} 文号 ： 国发〔2026〕30号` }],
    ['behind its own title', { title: '要闻', text: `${'字'.repeat(99)}《${TITLE}》 （国发〔2026〕30号）` }],
    ['behind a part of its title', { title: '要闻', text: '《“十五五”数字政府建设规划》（国发〔2026〕30号）' }],
  ])('%s fulfils', (_case, more) => {
    expect(ofTarget(more)).toMatch(/^fulfils/);
  });
  test.each([
    ['of another document', { text: '国发〔2026〕31号 全文' }],
    ['whose end only looks the same', { text: '建国发〔2026〕30号 全文' }],
    ['cited as a basis', { text: '根据国发〔2026〕30号，我县制定办法。' }],
    ['cited behind another title', { text: '关于《某实施方案》（国发〔2026〕30号）的说明' }],
    ['cited behind another title and a space', { text: '印发《某通告》 国发〔2026〕30号' }],
    ['cited behind a title with a title in it', { text: '印发《关于《某规划》的通告》（国发〔2026〕30号）' }],
    ['deep, where others are named as such', { text: `${'字'.repeat(300)}文号略，另有国发〔2026〕30号` }],
    ['deep in a long text', { title: '一周政务', text: `${'字'.repeat(300)}国发〔2026〕30号` }],
    [
      'in a document of its own',
      { title: '某县人民政府办公室关于开展数字政府建设的通知', text: '国发〔2026〕30号下发后，' },
    ],
  ])('%s does not', (_case, more) => {
    expect(ofTarget(more)).toBe('no');
  });
  test('beside an altered title is a finding', () => {
    expect(ofTarget({ title: '国务院关于印发“十五五”数字政府建设纲要的通知', text: '国发〔2026〕30号' })).toBe(
      'altered title-changed',
    );
  });
});

describe('a title that stands whole', () => {
  test.each([
    TITLE,
    `【${TITLE}】`,
    `转发：${TITLE}`,
    `【转发】${TITLE}`,
    `${TITLE}（全文）`,
    `${TITLE}_中国政府网`,
    `${TITLE} - 深圳市人民政府`,
    `${TITLE}全文发布`,
    `重磅！${TITLE}`,
    `「转载」${TITLE}`,
    `${TITLE} 2026-09-18`,
    '国务院关于印发《"十五五"数字政府建设规划》的通知',
    '国务院 关于印发 “十五五”数字政府建设规划 的通知',
    '国务院关于印发「十五五」数字政府建设规划的通知',
    `${TITLE} 十五五数字政府建设规划`,
    `原标题：${TITLE}`,
    `${TITLE}（国发〔2026〕30号）`,
    `${TITLE}来了`,
  ])('as headline %j fulfils', (title) => {
    expect(byTitle({ title, text: '各省、自治区、直辖市人民政府：……' })).toBe('fulfils title');
  });

  test.each([
    `【${TITLE}】近日，国务院印发规划，提出到2030年…… http://t.cn/A6x`,
    `${TITLE}\n近日，国务院印发……`,
    `#政策速递# 【${TITLE}】全文如下`,
    `转发微博 //@中国政府网:${TITLE} http://t.cn/A6x`,
    `国务院印发文件。《${TITLE.replaceAll(/[《》]/g, '')}》全文：http://t.cn/A6x`,
    `${TITLE}http://t.cn/A6x`,
    `📢📢${TITLE}！`,
    `【权威发布】${TITLE}，详见链接`,
    `2026年9月18日 ${TITLE}`,
    `${TITLE} 近日印发，要点如下`,
    `会议（省里）结束。《${TITLE}》全文`,
    `【${TITLE}】贯彻落实工作怎么做？全文如下`,
    `#要闻# 【《${TITLE}》】`,
  ])('in a post %j fulfils', (text) => {
    expect(byTitle({ text })).toBe('fulfils title');
  });

  test.each([
    ['with an edition', `${TITLE}（2026年修订）`],
    ['with an edition', `${TITLE}（修订）`],
    ['with an edition', `${TITLE}（征求意见稿）`],
    ['with a part', `${TITLE}（第二批）`],
    ['with an edition in other brackets', `${TITLE}【修订版】`],
    ['as part of another document', `某省人民政府关于贯彻落实《${TITLE}》的实施意见`],
    ['as part of another document', `${TITLE}的补充通知`],
    ['as part of another document', `关于转发《${TITLE}》的通知`],
    ['as part of another document', `关于修改《${TITLE}》的决定`],
    ['named by a course', `${TITLE}培训班开班，欢迎参加`],
    ['explained', `【${TITLE}】解读来了`],
    ['explained', `解读：${TITLE}`],
    ['explained', `一图读懂|${TITLE}`],
    ['explained', `${TITLE}解读`],
    ['explained', `${TITLE}答记者问`],
    ['explained', `${TITLE}——一图读懂`],
    ['as a basis', `根据${TITLE}，我县公布名单`],
    ['with another year', TITLE.replace('十五五', '十四五')],
    ['with one word changed', TITLE.replace('建设', '发展')],
    ['cut', TITLE.slice(0, -3)],
    ['of another region', `某省${TITLE.slice(3)}`],
  ])('%s it does not: %j', (_case, title) => {
    expect(byTitle({ title, text: `${title}。正文提到${TITLE}。` })).toBe('no');
    expect(byTitle({ text: `【${title}】正文……` })).toBe('no');
    expect(byTitle({ text: title })).toBe('no');
  });

  test('below a headline of its own it is a quotation', () => {
    expect(byTitle({ title: '某县召开数字政府建设推进会', text: `会议学习了《${TITLE}》。\n${TITLE}\n全文如下` })).toBe(
      'no',
    );
  });

  test('behind other words at the beginning of a long text it is a quotation', () => {
    expect(byTitle({ text: `会议学习了${TITLE}。${'字'.repeat(1_000)}` })).toBe('no');
    expect(byTitle({ title: `会议学习了${TITLE}`, text: '字'.repeat(1_000) })).toBe('no');
  });

  test('far down in a running text it is a quotation', () => {
    expect(byTitle({ text: `${'我县近期开展系列活动。'.repeat(20)}${TITLE}。` })).toBe('no');
  });

  test('beside its link it counts by the stronger evidence', () => {
    expect(ofTarget({ title: TITLE, links: [PAGE] })).toBe('fulfils source-link');
    expect(ofTarget({ title: TITLE, text: '国发〔2026〕30号' })).toBe('fulfils doc-number');
  });

  test('too short to name anything is never matched by itself', () => {
    expect(told(matchRepost({ ...bare, title: '通知', normalisedTitle: '通知' }, post({ title: '通知' })))).toBe('no');
    expect(told(matchRepost({ ...bare, title: '', normalisedTitle: '' }, post({ title: '任何' })))).toBe('no');
  });
});

describe('a post older than the policy', () => {
  test.each([
    ['one millisecond before', { precision: 'instant', at: new Date('2026-09-17T15:59:59.999Z'), original: '' }, 'no'],
    [
      'at the same instant',
      { precision: 'instant', at: new Date('2026-09-17T16:00:00.000Z'), original: '' },
      'fulfils title',
    ],
    ['dated the day before', { precision: 'day', on: '2026-09-17', original: '' }, 'no'],
    ['dated the same day', { precision: 'day', on: '2026-09-18', original: '' }, 'fulfils title'],
  ] as const)('%s: %j', (_case, publishedAt, expected) => {
    expect(byTitle({ title: TITLE, publishedAt: publishedAt as ObservedPost['publishedAt'] })).toBe(expected);
  });
});

/** How the cost grows with such texts: test/bench/hostileText.ts. */
test('comes to an end on long hostile posts', () => {
  for (const text of [
    TITLE.repeat(3_000),
    '国发〔2026〕30号'.repeat(3_000),
    '【'.repeat(50_000),
    `#${'x'.repeat(20)}#`.repeat(2_000),
    '转发'.repeat(30_000),
    '《'.repeat(30_000),
  ]) {
    expect(told(matchRepost(target, post({ text, links: [PAGE] })))).toBe('fulfils source-link');
    matchRepost(target, post({ title: text, text }));
  }
});
