import type { SiteId } from '../ids';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';
import { civilDateOf, startOfCivilDate } from '../time/civil';
import type { ProbeReason } from './probe';
import { hasFailed, outcomeOf } from './probe';
import type { LinkRules } from './siteCheckRules';

/** What can be wrong with a link: a closed list, the gravest first. */
export const LINK_PROBLEMS = ['dark-link', 'dead-inside', 'dead-outside', 'no-notice', 'foreign-host'] as const;
export type LinkProblem = (typeof LINK_PROBLEMS)[number];

/** A link as it stands on a page. */
export interface PageLink {
  readonly url: string;
  readonly text: string;
  /** Nobody sees it: it is there for machines alone. */
  readonly isHidden: boolean;
  /** Who follows it is told that they leave the site (外链提示). */
  readonly hasNotice: boolean;
}

/** An address to be read or tried. */
export interface CrawlTarget {
  readonly url: string;
  /** How many links it is away from the home page. */
  readonly depth: number;
  /** The page the link to it stands on; null: it is the home page. */
  readonly page: string | null;
  readonly text: string;
}

export interface LinkFinding {
  readonly problem: LinkProblem;
  readonly url: string;
  readonly text: string;
  readonly page: string;
  /** Of a dead link, how it ended. */
  readonly reason: ProbeReason | null;
}

/** One going through of a site, as far as it has come. */
export interface Crawl {
  readonly siteId: SiteId;
  readonly startedAt: Instant;
  readonly waiting: readonly CrawlTarget[];
  /** What was met, by key: nothing is gone to twice. */
  readonly met: readonly string[];
  readonly pages: number;
  readonly outside: number;
  readonly findings: readonly LinkFinding[];
  /** Null: it goes on. */
  readonly endedAt: Instant | null;
}

/** So many findings are kept of one going through; what is mended first shows the others. */
const MOST_FINDINGS = 200;
/** A page lists no more links than this; what is beyond is another trap. */
const MOST_LINKS = 500;
const LONGEST_ADDRESS = 500;
const MOST_PARTS = 10;
const MOST_PARAMETERS = 5;
/** What belongs to a visit and not to an address. */
const OF_A_VISIT =
  /^(?:jsessionid|phpsessid|aspsessionid.*|sid|session_?id|token|timestamp|t|_|rnd|random|spm|from|utm_.*)$/iu;
/** What is no page and is tried alone, not read. */
const NO_PAGE = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|jpe?g|png|gif|bmp|mp[34]|avi|wmv|flv|exe|apk|ofd)$/iu;

/** Begins at the home page. */
export function beginCrawl(siteId: SiteId, homeUrl: string, now: Instant): Crawl {
  const key = crawlKey(homeUrl);
  return {
    ...{ siteId, startedAt: now, waiting: [{ url: homeUrl, depth: 0, page: null, text: '' }] },
    ...{ met: key === null ? [] : [key], pages: 0, outside: 0, findings: [], endedAt: null },
  };
}

/**
 * An address by what it leads to: without its place on the page, what belongs to one visit, and the order of its
 * parameters. Null: it is none of the web, or of a shape no page has (paths that repeat themselves, endless ones).
 */
export function crawlKey(address: string): string | null {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (!/^https?:$/u.test(url.protocol)) return null;
  const path = url.pathname.replace(/;[^/]*/gu, '').replace(/\/(?:index|default)\.\w{2,5}$/iu, '/');
  const parts = path.split('/').filter((part) => part !== '');
  const repeats = parts.some((part, at) => part === parts[at + 1] && part === parts[at + 2]);
  const twice = new Set(parts).size * 2 <= parts.length && parts.length > 4;
  if (parts.length > MOST_PARTS || repeats || twice) return null;
  const parameters = [...url.searchParams].filter(([name]) => !OF_A_VISIT.test(name)).sort();
  if (parameters.length > MOST_PARAMETERS) return null;
  const query = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  return `${url.host.toLowerCase()}${path}${query === '' ? '' : `?${query}`}`;
}

/** The form of an address: its numbers are one. Pages of a calendar and of an endless list have the same. */
function formOf(key: string): string {
  return key.replace(/\d+/gu, '#');
}

/** Whether a host belongs to the site: the same, or one with and without `www`. */
function isInside(address: string, homeUrl: string): boolean {
  const host = (text: string): string => (URL.canParse(text) ? new URL(text).host.replace(/^www\./u, '') : text);
  return host(address) === host(homeUrl);
}

/** Whether a target is a page of the site to be read, and not only to be tried. */
export function isRead({ url }: Pick<CrawlTarget, 'url'>, homeUrl: string): boolean {
  return isInside(url, homeUrl) && URL.canParse(url) && !NO_PAGE.test(new URL(url).pathname);
}

/** What was found at a target: how it ended, and of a page its links. */
export interface TargetSeen {
  readonly reason: ProbeReason;
  readonly links: readonly PageLink[];
}

/** The crawl after its first waiting target was gone to. */
export function afterTarget(
  crawl: Crawl,
  { reason, links }: TargetSeen,
  { homeUrl, rules, now }: { readonly homeUrl: string; readonly rules: LinkRules; readonly now: Instant },
): Crawl {
  const [target, ...rest] = crawl.waiting;
  if (target === undefined) return { ...crawl, endedAt: crawl.endedAt ?? now };
  const inside = isInside(target.url, homeUrl);
  const dead: readonly LinkFinding[] =
    target.page !== null && hasFailed({ outcome: outcomeOf(reason) })
      ? [
          {
            problem: inside ? 'dead-inside' : 'dead-outside',
            url: target.url,
            text: target.text,
            page: target.page,
            reason,
          },
        ]
      : [];
  const begun: Crawl = {
    ...{ ...crawl, waiting: rest, findings: [...crawl.findings, ...dead].slice(0, MOST_FINDINGS) },
    ...{ pages: crawl.pages + (inside ? 1 : 0), outside: crawl.outside + (inside ? 0 : 1) },
  };
  const { waiting, met, findings } = followLinks(begun, links, { target, homeUrl, rules });
  return { ...begun, waiting, met, findings, endedAt: waiting.length === 0 ? now : null };
}

/** What the links of a page add: targets that were not met yet, within the bounds, and what is wrong with those that lead out. */
function followLinks(
  crawl: Crawl,
  links: readonly PageLink[],
  { target, homeUrl, rules }: { readonly target: CrawlTarget; readonly homeUrl: string; readonly rules: LinkRules },
): Pick<Crawl, 'waiting' | 'met' | 'findings'> {
  const [waiting, met, findings] = [[...crawl.waiting], new Set(crawl.met), [...crawl.findings]];
  const forms = new Map<string, number>();
  for (const key of met) forms.set(formOf(key), (forms.get(formOf(key)) ?? 0) + 1);
  const planned = waiting.filter(({ url }) => isInside(url, homeUrl)).length;
  let [pages, outside] = [crawl.pages + planned, crawl.outside + waiting.length - planned];
  for (const link of links.slice(0, MOST_LINKS)) {
    const key = crawlKey(link.url);
    if (key === null) continue;
    const inside = isInside(link.url, homeUrl);
    const problem = inside ? null : problemOf(link, rules);
    if (problem !== null && !findings.some((one) => one.problem === problem && one.url === link.url))
      findings.push({ problem, url: link.url, text: link.text, page: target.url, reason: null });
    const isFull = inside
      ? pages >= rules.mostPages || target.depth + 1 > rules.mostDepth
      : outside >= rules.mostOutside;
    const form = formOf(key);
    const alike = forms.get(form) ?? 0;
    if (met.has(key) || isFull || alike >= rules.mostOfOneForm) continue;
    met.add(key);
    forms.set(form, alike + 1);
    if (inside) pages += 1;
    else outside += 1;
    waiting.push({ url: link.url, depth: target.depth + 1, page: target.url, text: link.text });
  }
  return { waiting, met: [...met], findings: findings.slice(0, MOST_FINDINGS) };
}

/** What is wrong with a link that leads out of the site, before it is tried; null: nothing. */
export function problemOf(link: PageLink, { darkWords, knownHosts }: LinkRules): LinkProblem | null {
  const { hostname } = new URL(link.url);
  if (knownHosts.some((known) => hostname === known || hostname.endsWith(`.${known}`))) return null;
  if (link.isHidden || darkWords.some((word) => link.text.includes(word))) return 'dark-link';
  return link.hasNotice ? 'foreign-host' : 'no-notice';
}

/** Whether it is night by the rules: sites are gone through while nobody needs them. */
export function isNight(now: Instant, { nightFromHour, nightUntilHour }: LinkRules): boolean {
  const hour = (now.getTime() - startOfCivilDate(civilDateOf(now)).getTime()) / HOUR_MS;
  return hour >= nightFromHour && hour < nightUntilHour;
}

/** When a site is gone through next. */
export function nextCrawlAt(endedAt: Instant, { everyDays }: LinkRules): Instant {
  return new Date(endedAt.getTime() + everyDays * DAY_MS);
}
