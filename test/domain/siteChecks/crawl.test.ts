import fc from 'fast-check';
import {
  afterTarget,
  beginCrawl,
  crawlKey,
  isNight,
  problemOf,
  type Crawl,
  type PageLink,
} from '../../../src/domain/siteChecks/crawl';
import { readRobots } from '../../../src/domain/siteChecks/robots';
import type { SiteId } from '../../../src/domain/ids';
import { SITE_CHECK_RULES } from '../../services/office';

const RULES = SITE_CHECK_RULES.links;
const NOW = new Date('2026-09-18T18:00:00Z');
const HOME = 'https://www.some.gov.test/';
const SITE = 'a'.repeat(24) as SiteId;
const link = (url: string, more: Partial<PageLink> = {}): PageLink => ({
  ...{ url, text: '链接', isHidden: false, hasNotice: false, ...more },
});
/** Goes through a site whose pages are made by `linksOf`, to its end. */
function through(linksOf: (url: string) => readonly PageLink[], rules = RULES): { crawl: Crawl; visited: string[] } {
  let crawl = beginCrawl(SITE, HOME, NOW);
  const visited: string[] = [];
  while (crawl.endedAt === null && visited.length < 10_000) {
    const url = crawl.waiting[0]?.url ?? '';
    visited.push(url);
    crawl = afterTarget(crawl, { reason: 'answered', links: linksOf(url) }, { homeUrl: HOME, rules, now: NOW });
  }
  return { crawl, visited };
}

describe('a crawler trap', () => {
  test.each<[string, (url: string, n: number) => string]>([
    ['a calendar without end', (_url, n) => `${HOME}calendar?year=${2026 + n}&month=${(n % 12) + 1}`],
    ['numbered pages without end', (_url, n) => `${HOME}list/index_${n}.html`],
    ['a path that grows', (url) => `${url.replace(/\/$/, '')}/next/`],
    ['a path that repeats itself', (url) => `${url.replace(/\/$/, '')}/a/b/`],
    ['another session with every page', (_url, n) => `${HOME}page;jsessionid=${n}abc?sid=${n}`],
    ['parameters without end', (url, n) => `${url}${url.includes('?') ? '&' : '?'}p${n}=1`],
    ['texts of every length', (_url, n) => `${HOME}${'x'.repeat(n)}.html`],
  ])('of %s ends within the bounds', (_what, next) => {
    let n = 0;
    const { visited } = through((url) => [0, 1, 2].map(() => link(next(url, (n += 1)))));
    expect(visited.length).toBeLessThanOrEqual(RULES.mostPages);
    expect(new Set(visited).size).toBe(visited.length);
  });

  test('of addresses that differ in their numbers alone takes no more of them than a form may have', () => {
    let n = 0;
    const { visited } = through(() => [0, 1, 2].map(() => link(`${HOME}list/index_${(n += 1)}.html`)));
    expect(visited).toHaveLength(1 + RULES.mostOfOneForm);
    expect(RULES.mostOfOneForm).toBeLessThan(RULES.mostPages);
  });

  test('of whatever pages link to whatever pages ends within the bounds, and goes to nothing twice', () => {
    const address = fc.webUrl({ withQueryParameters: true });
    fc.assert(
      fc.property(fc.array(fc.array(address, { maxLength: 8 }), { minLength: 1, maxLength: 6 }), (pages) => {
        let n = 0;
        const few = { ...RULES, mostPages: 20, mostOutside: 15 };
        const { visited, crawl } = through(() => (pages[(n += 1) % pages.length] ?? []).map((url) => link(url)), few);
        expect(visited.length).toBeLessThanOrEqual(36);
        expect(new Set(visited.map((url) => crawlKey(url))).size).toBe(visited.length);
        expect(crawl.endedAt).not.toBeNull();
      }),
    );
  });
});

test('an address is known by what it leads to', () => {
  const key = crawlKey('https://a.gov.test/list/');
  for (const same of ['list/index.html', 'list/#top', 'list/;jsessionid=1', 'list/?spm=1', 'list/?t=99'])
    expect(crawlKey(`https://a.gov.test/${same}`)).toBe(key);
  expect(crawlKey('https://a.gov.test/list/?b=2&a=1')).toBe(crawlKey('https://a.gov.test/list/?a=1&b=2'));
  expect(crawlKey('https://a.gov.test/other/')).not.toBe(key);
  for (const none of ['javascript:void(0)', 'mailto:a@b.c', 'ftp://a.gov.test/', `${HOME}${'a/'.repeat(20)}`])
    expect(crawlKey(none)).toBeNull();
});

describe('a link that leads out of the site', () => {
  test.each<[string, PageLink, string | null]>([
    ['of the government', link('https://www.gov.cn/a'), null],
    ['of a host below it', link('https://zwfw.hunan.gov.cn/'), null],
    ['of a host that only looks like it', link('https://www.evilgov.cn/'), 'no-notice'],
    ['elsewhere, without notice', link('https://shop.example/'), 'no-notice'],
    ['elsewhere, with notice', link('https://shop.example/', { hasNotice: true }), 'foreign-host'],
    ['that nobody sees', link('https://shop.example/', { isHidden: true, hasNotice: true }), 'dark-link'],
    ['that nobody sees, of the government', link('https://www.gov.cn/', { isHidden: true }), null],
    ['to a gambling place', link('https://shop.example/', { text: '澳门赌场在线', hasNotice: true }), 'dark-link'],
  ])('%s: %s', (_what, one, problem) => {
    expect(problemOf(one, RULES)).toBe(problem);
  });

  test('is told with the page it stands on, once, and tried once', () => {
    const pages: Readonly<Record<string, readonly PageLink[]>> = {
      [HOME]: [link(`${HOME}a.html`), link('https://shop.example/'), link('https://shop.example/')],
      [`${HOME}a.html`]: [link('https://shop.example/')],
    };
    const { crawl, visited } = through((url) => pages[url] ?? []);
    expect(visited).toEqual([HOME, `${HOME}a.html`, 'https://shop.example/']);
    expect(crawl.findings).toEqual([
      { problem: 'no-notice', url: 'https://shop.example/', text: '链接', page: HOME, reason: null },
    ]);
  });
});

test('what is dead is told by where it lies; who turns us away is not dead', () => {
  let crawl = beginCrawl(SITE, HOME, NOW);
  const about = { homeUrl: HOME, rules: RULES, now: NOW };
  const links = [link(`${HOME}gone.html`), link('https://www.gov.cn/gone'), link(`${HOME}closed.html`)];
  crawl = afterTarget(crawl, { reason: 'answered', links }, about);
  crawl = afterTarget(crawl, { reason: 'http-error', links: [] }, about);
  crawl = afterTarget(crawl, { reason: 'name-unresolved', links: [] }, about);
  crawl = afterTarget(crawl, { reason: 'turned-away', links: [] }, about);
  expect(crawl.findings.map(({ problem, reason, page }) => [problem, reason, page])).toEqual([
    ['dead-inside', 'http-error', HOME],
    ['dead-outside', 'name-unresolved', HOME],
  ]);
  expect(crawl.endedAt).toEqual(NOW);
});

test('sites are gone through from one to six at night', () => {
  const at = (time: string) => isNight(new Date(`2026-09-18T${time}:00+08:00`), RULES);
  expect([at('00:59'), at('01:00'), at('05:59'), at('06:00')]).toEqual([false, true, true, false]);
});

describe('robots.txt', () => {
  const allowed = (text: string, path: string) => readRobots(text, 'gov-matrix')(path);

  test.each<[string, string, boolean]>([
    ['', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow:', '/a', true],
    ['User-agent: *\nDisallow: /inner/', '/inner/a', false],
    ['User-agent: *\nDisallow: /inner/\nAllow: /inner/open', '/inner/open.html', true],
    ['User-agent: gov-matrix\nDisallow: /a\nUser-agent: *\nDisallow: /', '/b', true],
    ['User-agent: other\nUser-agent: *\nDisallow: /a', '/a', false],
    ['User-agent: other\nDisallow: /', '/a', true],
    ['User-agent: *\nAllow: /inner/\nDisallow: /inner/secret/', '/inner/secret/a', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/files/a.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/files/a.pdfx', true],
    ['<html>不存在</html>', '/a', true],
  ])('%j says of %s: %s', (text, path, expected) => {
    expect(allowed(text, path)).toBe(expected);
  });

  test('made to take long does not', () => {
    const pattern = `/${'*a'.repeat(2_000)}`;
    expect(allowed(`User-agent: *\nDisallow: ${pattern}b$`, `/${'a'.repeat(5_000)}`)).toBe(true);
  });
});
