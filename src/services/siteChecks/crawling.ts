import {
  afterTarget,
  beginCrawl,
  isNight,
  isRead,
  nextCrawlAt,
  type Crawl,
  type CrawlTarget,
  type TargetSeen,
} from '../../domain/siteChecks/crawl';
import { readRobots, type RobotsRules } from '../../domain/siteChecks/robots';
import { isVisited } from '../../domain/siteChecks/siteCheck';
import type { SiteId } from '../../domain/ids';
import { DAY_MS } from '../../domain/time/instant';
import type { Site } from '../../domain/accounts/site';
import type { ClaimedCrawl } from '../../ports/storage';
import type { SiteVisitor } from '../../ports/siteVisitor';
import type { ServiceDeps } from '../settings';
import type { SiteCheckServices } from './contract';

/** How our client names itself to robots.txt. */
const NAME = 'gov-matrix';
/** What was gone to since the last write is gone to again after a kill. */
const TARGETS_A_WRITE = 5;
/** Of sites that are begun: more than a province has. */
const MOST_PAGES = 100;

/**
 * Goes through the sites whose turn it is, at night, one after the other, a bounded number of addresses a run, one call
 * at a time: a site is never loaded by it. Where it has come is stored every few addresses; whoever comes next goes on.
 */
export function createCrawling(deps: ServiceDeps): SiteCheckServices['crawlDue'] {
  const { storage, clock, ids, settings, siteVisitor } = deps;
  const { rules, leaseMs } = settings.siteChecks;
  return async ({ owner, signal }) => {
    if (siteVisitor === undefined || !isNight(clock.now(), rules.links)) return {};
    const token = ids.secret();
    const claim = (): Promise<ClaimedCrawl | null> =>
      storage.siteCrawls.claim({ now: clock.now(), owner, leaseMs, token });
    const found = (await claim()) ?? ((await beginOthers(deps)) ? await claim() : null);
    if (found === null) return {};
    const { site } = found;
    if (!isVisited(site)) {
      await storage.siteCrawls.release(site.id, token, nextCrawlAt(clock.now(), rules.links));
      return {};
    }
    let crawl: Crawl = found.crawl.endedAt === null ? found.crawl : beginCrawl(site.id, site.homeUrl, clock.now());
    const robots = await readRobotsOf(siteVisitor, site, signal);
    let gone = 0;
    let told = deadIn(crawl);
    const keep = async (): Promise<boolean> => {
      // Where our own line is down nothing that failed is told: it is gone to anew.
      if (deadIn(crawl) > told && !(await siteVisitor.anyAnswers(rules.controls, signal))) return false;
      told = deadIn(crawl);
      return storage.siteCrawls.keep(site.id, token, crawl);
    };
    while (crawl.endedAt === null && gone < rules.links.targetsARun && !signal.aborted) {
      const [target] = crawl.waiting;
      const seen = target === undefined ? NOTHING : await see(siteVisitor, { target, site, robots, signal });
      if (seen === 'aborted') break;
      // Nothing of the site was seen: what is known of its links stays, and it is gone to again tomorrow.
      if (target?.depth === 0 && (seen.reason !== 'answered' || seen.links.length === 0)) {
        await storage.siteCrawls.release(site.id, token, new Date(clock.now().getTime() + DAY_MS));
        return { gone: gone + 1 };
      }
      crawl = afterTarget(crawl, seen, { homeUrl: site.homeUrl, rules: rules.links, now: clock.now() });
      gone += 1;
      if (gone % TARGETS_A_WRITE === 0 && !(await keep())) return { gone };
    }
    if (await keep())
      await storage.siteCrawls.release(
        site.id,
        token,
        crawl.endedAt === null ? clock.now() : nextCrawlAt(crawl.endedAt, rules.links),
      );
    return { gone };
  };
}

/** Sites that were registered since: looked for once nobody else is waiting. True: there are some. */
async function beginOthers({ storage, clock }: ServiceDeps): Promise<boolean> {
  let after: SiteId | null = null;
  let begun = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const next: { readonly after: SiteId | null; readonly begun: number } = await storage.siteCrawls.begin(
      after,
      clock.now(),
    );
    begun += next.begun;
    after = next.after;
    if (after === null) break;
  }
  return begun > 0;
}

function deadIn({ findings }: Crawl): number {
  return findings.filter(({ reason }) => reason !== null).length;
}

const NOTHING: TargetSeen = { reason: 'not-called', links: [] };

async function readRobotsOf(visitor: SiteVisitor, site: Site, signal: AbortSignal): Promise<RobotsRules> {
  const text = URL.canParse('/robots.txt', site.homeUrl)
    ? await visitor.readText(new URL('/robots.txt', site.homeUrl).href, signal)
    : null;
  return readRobots(text ?? '', NAME);
}

async function see(
  visitor: SiteVisitor,
  about: {
    readonly target: CrawlTarget;
    readonly site: Site;
    readonly robots: RobotsRules;
    readonly signal: AbortSignal;
  },
): Promise<TargetSeen | 'aborted'> {
  const { target, site, robots, signal } = about;
  const isPage = isRead(target, site.homeUrl);
  const { pathname, search } = new URL(target.url);
  if (isPage && !robots(`${pathname}${search}`)) return NOTHING;
  const seen = await visitor.readLinks(target.url, { signal, reads: isPage });
  return signal.aborted ? 'aborted' : seen;
}
