import type { SiteId } from '../../domain/ids';
import { readProbes, writeProbes } from '../../domain/siteChecks/probe';
import { emptyDay, withProbe, type SiteDay } from '../../domain/siteChecks/siteDay';
import type { Hasher } from '../../ports/runtime';
import type { CountedVisit, SiteDays } from '../../ports/siteCheckStorage';
import { checkId } from '../checkInput';
import { anyOf, fromTo } from '../conditions';
import { count, documentSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** One row a site and day, however often it is visited: a day of 48 visits takes less than a kilobyte. */
export interface SiteDayRow extends Row, Omit<SiteDay, 'probes'> {
  readonly _id: string;
  readonly probes: string;
  readonly version: number;
}

export const siteDaySchema = documentSchema({
  _id: text,
  ...{ siteId: text, on: text, visits: count, failures: count, unknown: count, probes: text, version: count },
});

/** Two workers at one day of one site: with every pass one of them gets through; the last finds all counted. */
const MOST_PASSES = 20;
const MOST_DAYS = 400;

export function createSiteDays(table: Table<SiteDayRow>, hasher: Hasher): SiteDays {
  const idOf = ({ siteId, on }: CountedVisit): string =>
    hasher.sha256(`${checkId(siteId, 'siteId')} ${on}`).slice(0, 24);
  return {
    add: async (visits) => {
      const already = new Set<SiteId>();
      let left = visits.map((visit) => ({ ...visit, _id: idOf(visit) }));
      for (let pass = 0; pass < MOST_PASSES && left.length > 0; pass += 1) {
        const ids = left.map(({ _id }) => _id);
        const rows = new Map(
          (await table.many({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length })).map((row) => [row._id, row]),
        );
        // What is counted by the first pass was so before; later, by this one or by another worker.
        left = left.filter((visit) => {
          const done = isCounted(rows.get(visit._id), visit);
          if (done && pass === 0) already.add(visit.siteId);
          return !done;
        });
        const writes = left.map((visit) => written(rows.get(visit._id), visit));
        const added = await table.insertMissing(writes.filter(({ version }) => version === 1));
        const changed = await table.changeEach(
          writes
            .filter(({ version }) => version > 1)
            .map(({ _id, ...fields }) => ({ filter: { _id, version: fields.version - 1 }, update: { $set: fields } })),
        );
        if (added + changed === left.length) return already;
      }
      if (left.length > 0) throw new Error('Too many visits of one site are counted at once.');
      return already;
    },
    between: async (siteId, from, to) =>
      (
        await table.many(
          { siteId: checkId(siteId, 'siteId'), on: fromTo(from, to) },
          { sort: { on: 1 }, limit: MOST_DAYS },
        )
      ).map(readDay),
  };
}

function isCounted(row: SiteDayRow | undefined, { siteId, on, probe }: CountedVisit): boolean {
  return withProbe(row === undefined ? emptyDay(siteId, on) : readDay(row), probe) === null;
}

function written(row: SiteDayRow | undefined, visit: CountedVisit & { readonly _id: string }): SiteDayRow {
  const { _id, siteId, on, probe } = visit;
  const before = row === undefined ? emptyDay(siteId, on) : readDay(row);
  const day = withProbe(before, probe) ?? before;
  return { _id, ...day, probes: writeProbes(day.probes, on), version: (row?.version ?? 0) + 1 };
}

function readDay({ siteId, on, visits, failures, unknown, probes }: SiteDayRow): SiteDay {
  return { siteId, on, visits, failures, unknown, probes: readProbes(probes, on) };
}
