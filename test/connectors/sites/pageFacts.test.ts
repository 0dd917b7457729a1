import { loadPage } from '../../../src/connectors/reading/page';
import { readPageFacts } from '../../../src/connectors/sites/pageFacts';
import { inspectPage, PAGE_ITEMS, type Delivery, type PageItem } from '../../../src/domain/siteChecks/pageItems';
import { DAY_MS } from '../../../src/domain/time/instant';

const NOW = new Date('2026-09-18T02:00:00Z');
const CODE = '9903210002';
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
const DELIVERED: Delivery = { isHttps: true, certificateEndsAt: inDays(90), hasIpv6: true };
const WHOLE = `<!DOCTYPE html><html lang="zh-CN"><head><title>某县人民政府</title>
<meta name="SiteName" content="某县人民政府"><META NAME="SITEDOMAIN" CONTENT="www.some.gov.cn">
<meta name="siteIDCode" content="${CODE}"></head><body>
<form action="/search"><label for="q">搜索</label><input id="q" type="text" name="searchWord"></form>
<h1>某县人民政府</h1><h2>要闻</h2><h3>今日</h3><h2>公告</h2><img src="a.png" alt=""><img src="b.png" alt="县政府大楼">
<div class="bdsharebuttonbox"></div><a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1"><img alt="" src="c.png"></a>
<p>网站标识码：${CODE}</p></body></html>`;

const inspect = (html: string, delivery = DELIVERED, identifier: string | null = CODE) => {
  const $ = loadPage(html);
  if ($ === null) throw new Error('nested too deeply');
  return inspectPage(readPageFacts($), delivery, { identifier, now: NOW });
};
const not = (html: string, delivery?: Delivery, identifier?: string | null): readonly (readonly [PageItem, string])[] =>
  inspect(html, delivery, identifier).flatMap(({ item, state }) => (state === 'there' ? [] : [[item, state] as const]));

describe('a page that is delivered', () => {
  test('with everything lacks nothing, and every item is asked of it once', () => {
    expect(not(WHOLE)).toEqual([]);
    expect(inspect(WHOLE).map(({ item }) => item)).toEqual(PAGE_ITEMS);
  });

  test.each<[string, RegExp | string, string, readonly PageItem[]]>([
    ['SiteName', '<meta name="SiteName" content="某县人民政府">', '', ['meta-site-name']],
    [
      'a SiteName that says something',
      'name="SiteName" content="某县人民政府"',
      'name="SiteName" content=" "',
      ['meta-site-name'],
    ],
    ['SiteDomain', '<META NAME="SITEDOMAIN" CONTENT="www.some.gov.cn">', '', ['meta-site-domain']],
    ['the SiteIDCode that is registered', `content="${CODE}"`, 'content="1100000001"', ['meta-site-id-code']],
    ['its identifier where people see it', `网站标识码：${CODE}`, '', ['identifier-shown']],
    ['the button to report errors', /<a href="http:\/\/zfwzgl.*?<\/a>/s, '', ['report-errors']],
    ['a search box', 'type="text" name="searchWord"', 'type="hidden" name="searchWord"', ['search-box']],
    ['share buttons', 'bdsharebuttonbox', 'box', ['share-buttons']],
    ['its language', ' lang="zh-CN"', '', ['language']],
    ['a title', '<title>某县人民政府</title>', '<title> </title>', ['title']],
    ['the text of a picture', 'alt="县政府大楼"', '', ['image-texts']],
    ['the label of a field', '<label for="q">搜索</label>', '', ['field-labels']],
    ['the order of headings', '<h2>要闻</h2>', '', ['heading-order']],
  ])('without %s lacks exactly that', (_what, from, to, lacking) => {
    expect(WHOLE.replace(from, to)).not.toBe(WHOLE);
    expect(not(WHOLE.replace(from, to)).map(([item]) => item)).toEqual(lacking);
  });

  test.each<[string, Partial<Delivery>, readonly (readonly [PageItem, string])[]]>([
    [
      'in clear',
      { isHttps: false, certificateEndsAt: null },
      [
        ['https', 'missing'],
        ['certificate', 'missing'],
      ],
    ],
    ['under a certificate that ends in 29 days', { certificateEndsAt: inDays(29) }, [['certificate', 'soon']]],
    ['under one that ends in 30', { certificateEndsAt: inDays(30) }, []],
    ['under one that has ended', { certificateEndsAt: inDays(-0.01) }, [['certificate', 'missing']]],
    ['under one nobody could read', { certificateEndsAt: null }, [['certificate', 'unknown']]],
    ['by IPv4 alone', { hasIpv6: false }, [['ipv6', 'missing']]],
    ['while the name server did not answer', { hasIpv6: null }, [['ipv6', 'unknown']]],
  ])('%s', (_how, change, expected) => {
    expect(not(WHOLE, { ...DELIVERED, ...change })).toEqual(expected);
  });

  test('of a site whose identifier is not registered may show any', () => {
    expect(not(WHOLE.replaceAll(CODE, '1100000001'), DELIVERED, null)).toEqual([]);
  });

  test('that holds next to nothing is told what it lacks, and nothing of it is run', () => {
    const lacking = not('<script>document.title = "x"</script>').map(([item]) => item);
    expect(lacking).toEqual(expect.arrayContaining(['title', 'language', 'search-box', 'heading-order']));
    expect(not('')).not.toEqual([]);
  });
});
