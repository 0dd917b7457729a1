import { createHash } from 'node:crypto';
import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { civilDateOf } from '../../domain/time/civil';
import type { CivilDate, Instant, PublishedAt } from '../../domain/time/instant';
import type { HomeSeen } from '../../domain/siteChecks/homePage';
import type { PageFacts } from '../../domain/siteChecks/pageItems';
import { decodeText } from '../reading/charset';
import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import { loadPage } from '../reading/page';
import { dateOfRow } from '../reading/rowDate';
import { squeeze } from '../reading/rowPieces';
import { readPageFacts } from './pageFacts';

/** Anchors beyond these are those of a page no person reads. */
const MOST_ANCHORS = 1_500;
/** Words shorter than this lead to columns and functions; titles are longer. */
const SHORTEST_TITLE = 8;
const LONGEST_TITLE = 200;
/** What holds one item of a list. */
const ROWS = 'li, tr, dd, dt, p, div';
const MOST_CHILDREN = 60;

/** A home page: when it was updated, as far as it tells, and what it carries. */
export interface HomeRead {
  readonly home: HomeSeen;
  readonly facts: PageFacts;
}

/** Null: the page cannot be read. */
export const homeReading: ReadingJob<AnswerInput & { readonly fetchedAt: Instant }, HomeRead | null> = {
  name: 'site-home',
  read({ response, fetchedAt }) {
    const $ = loadPage(decodeText(response.body, response.headers['content-type'] ?? null).text);
    if ($ === null) return null;
    return { home: { signature: signatureOf($), newestOn: newestOf($, fetchedAt) }, facts: readPageFacts($) };
  },
};

/** What the page links to, by its titles: what else is on it may be another with every visit. */
function signatureOf($: CheerioAPI): string | null {
  const titles = new Set<string>();
  for (const anchor of $('a[href]').slice(0, MOST_ANCHORS).toArray()) {
    const title = squeeze(($(anchor).attr('title') ?? $(anchor).text()).slice(0, LONGEST_TITLE));
    if (title.length >= SHORTEST_TITLE) titles.add(title);
  }
  if (titles.size === 0) return null;
  return createHash('sha256')
    .update([...titles].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/** The newest date beside a link that is not to come; dates elsewhere on the page may be today's. */
function newestOf($: CheerioAPI, fetchedAt: Instant): CivilDate | null {
  const today = civilDateOf(fetchedAt);
  let newest: CivilDate | null = null;
  for (const anchor of $('a[href]').slice(0, MOST_ANCHORS).toArray()) {
    const row = $(anchor).closest(ROWS).get(0) as Element | undefined;
    if (row === undefined || row.children.length > MOST_CHILDREN || $(row).find('a[href]').length > 3) continue;
    const { publishedAt } = dateOfRow(row, { anchor: anchor as Element, fetchedAt });
    const on = publishedAt === null ? null : dayOf(publishedAt);
    if (on !== null && on <= today && (newest === null || on > newest)) newest = on;
  }
  return newest;
}

function dayOf(published: PublishedAt): CivilDate {
  return published.precision === 'day' ? published.on : civilDateOf(published.at);
}
