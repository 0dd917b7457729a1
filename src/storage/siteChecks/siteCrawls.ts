import type { Crawl } from '../../domain/siteChecks/crawl';
import type { SiteId } from '../../domain/ids';
import type { SiteCrawls } from '../../ports/siteCheckStorage';
import { readSite, type SiteRow } from '../accounts/sites';
import { checkId, checkText } from '../checkInput';
import { above, atMost } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

/** How far a site was gone through; read through its site alone. */
export interface SiteCrawlRow extends Row, Omit<Crawl, 'siteId'> {
  readonly _id: SiteId;
  /** What the last one that ended has found: shown while the next one goes on. */
  readonly ended: Pick<Crawl, 'findings' | 'pages' | 'outside' | 'endedAt'> | null;
  readonly nextAt: Date;
  readonly lease: StoredLease;
}

const finding = partSchema({ problem: text, url: text, text, page: text, reason: text });
export const siteCrawlSchema = documentSchema({
  _id: text,
  startedAt: instant,
  waiting: { type: [partSchema({ url: text, depth: count, page: text, text })] },
  met: texts,
  ...{ pages: count, outside: count, findings: { type: [finding] }, endedAt: instant },
  ended: partSchema({ findings: { type: [finding] }, pages: count, outside: count, endedAt: instant }),
  ...{ nextAt: instant, lease: leasePart },
});

/** Sites that were registered since are begun so many at once. */
const BEGUN_AT_ONCE = 200;

export function createSiteCrawls(table: Table<SiteCrawlRow>, sites: Table<SiteRow>): SiteCrawls {
  return {
    begin: async (after, now) => {
      const rows = await sites.many(after === null ? {} : { _id: above(after) }, {
        sort: { _id: 1 },
        limit: BEGUN_AT_ONCE,
      });
      const begun = await table.insertMissing(
        rows.map(({ _id }) => ({
          ...{ _id, startedAt: now, waiting: [], met: [], pages: 0, outside: 0, findings: [], endedAt: now },
          ...{ ended: null, nextAt: now, lease: freeLease() },
        })),
      );
      return { begun, after: rows.length < BEGUN_AT_ONCE ? null : (rows.at(-1)?._id ?? null) };
    },
    claim: async (request) => {
      const isDue = { nextAt: atMost(request.now), 'lease.untilAt': atMost(request.now) };
      const row = await table.findOneAndUpdate(
        isDue,
        { $set: { lease: takenLease(request) } },
        { answer: 'after', sort: { nextAt: 1, _id: 1 } },
      );
      const site = row === null ? null : await sites.one({ _id: row._id });
      if (row !== null && site === null) await table.remove({ _id: row._id });
      return row === null || site === null ? null : { site: readSite(site), crawl: readCrawl(row) };
    },
    keep: (id, token, { siteId: _id, ...crawl }) => {
      const { findings, pages, outside, endedAt } = crawl;
      return table.change(
        { _id: checkId(id, 'siteId'), 'lease.token': checkText(token, 'token') },
        {
          $set: {
            ...{ ...crawl, waiting: [...crawl.waiting], met: [...crawl.met], findings: [...findings] },
            ...(endedAt === null ? {} : { ended: { findings: [...findings], pages, outside, endedAt } }),
          },
        },
      );
    },
    release: (id, token, nextAt) =>
      table.change(
        { _id: checkId(id, 'siteId'), 'lease.token': checkText(token, 'token') },
        { $set: { nextAt, lease: freeLease() } },
      ),
    ended: async (id) => (await table.one({ _id: checkId(id, 'siteId') }))?.ended ?? null,
  };
}

function readCrawl({ _id, ended: _ended, nextAt: _next, lease: _lease, ...crawl }: SiteCrawlRow): Crawl {
  return { siteId: _id, ...crawl };
}
