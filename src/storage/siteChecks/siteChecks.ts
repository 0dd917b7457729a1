import type { SiteCheck } from '../../domain/siteChecks/siteCheck';
import { SITE_CHECKS, SITE_STATES, type SiteState } from '../../domain/siteChecks/siteVerdict';
import type {
  CheckedSite,
  CheckedSiteFilter,
  PolicyDecisions,
  SiteChecks,
  SiteStateCounts,
} from '../../ports/siteCheckStorage';
import { readSite, type SiteRow } from '../accounts/sites';
import { leaving } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkText } from '../checkInput';
import { above, anyOf, atLeast, atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { freeLease, takenLease } from '../lease';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import type { SiteCheckPart } from './siteCheckPart';

const WORST_FIRST: ListOrder<SiteRow> = { by: 'checkRank', direction: 1, kind: 'number' };
/** Sites whose checks have begun: of the others there is nothing to list. */
const BEGUN: Filter = { checkRank: atLeast(0) };

const UNDECIDED: PolicyDecisions = { decisions: [], version: 0, decidedAt: null };

/** The rank of a site that is not visited any more. */
const ENDED = -1;

const HELD = (['veto', 'warn'] as const).map((state) => SITE_STATES.indexOf(state));

/** Kept within the rows of the sites: what is seen of a site, by whom, its checks follow. */
export function createSiteChecks(table: Table<SiteRow>): SiteChecks {
  return {
    unbegun: async (limit) =>
      (await table.many({ 'check.next.at': null }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(readSite),
    begin: (id, check) => table.change({ _id: checkId(id, 'siteId'), 'check.next.at': null }, { $set: partsOf(check) }),
    claim: async ({ limit, ...request }) => {
      const isDue = { 'check.next.at': atMost(request.now), 'check.lease.untilAt': atMost(request.now) };
      const due = await table.pick(isDue, {
        sort: { 'check.next.at': 1, _id: 1 },
        limit: batchSize(limit),
        fields: ['_id'],
      });
      if (due.length === 0) return [];
      const wanted = { _id: anyOf(due.map(({ _id }) => _id)) };
      // Who is quicker has it: what another process took in between is not changed, and not read back by this token.
      await table.changeAll({ ...wanted, ...isDue }, { $set: { 'check.lease': takenLease(request) } });
      const taken = { ...wanted, 'check.lease.token': request.token };
      return (await table.many(taken, { sort: { _id: 1 }, limit: due.length })).map(readChecked);
    },
    settle: (token, changes) =>
      table.changeEach(
        changes.map(({ id, check, events, isEnded = false }) => ({
          filter: { _id: checkId(id, 'siteId'), 'check.lease.token': checkText(token, 'token') },
          update: {
            $set: { ...partsOf(check), ...(isEnded ? { checkRank: ENDED } : {}) },
            ...(events.length === 0 ? {} : leaving(events)),
          },
        })),
      ),
    decide: ({ site: { id }, check: seen, policies: { version } }, { decisions, now, check, events }) => {
      const expected = version === 0 ? null : version;
      // What follows is written only where nobody visits the site meanwhile: a visit writes the whole of its check.
      const isFree = check === null ? {} : { 'check.next.at': seen.next.at, 'check.lease.untilAt': atMost(now) };
      return table.change(
        { _id: checkId(id, 'siteId'), 'policies.version': expected, ...isFree },
        {
          $set: {
            policies: { decisions: [...decisions], version: version + 1, decidedAt: now },
            ...(check === null ? {} : partsOf(check)),
          },
          ...leaving(events),
        },
      );
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'siteId') });
      return row?.check === undefined ? null : readChecked(row);
    },
    list: async ({ unitId, ...filter }, page, scope) =>
      readPage(scoped(table, scope, { unitId }), { filter: whereOf(filter), order: WORST_FIRST, page }, readChecked),
    counts: async (scope) => {
      const found = await scoped(table, scope).group<{ readonly _id: Record<string, string>; readonly n: number }>([
        { $match: BEGUN },
        {
          $group: {
            _id: {
              site: '$check.state',
              ...Object.fromEntries(SITE_CHECKS.map((check) => [check, `$check.verdicts.${check}.state`])),
            },
            n: { $sum: 1 },
          },
        },
      ]);
      const countsOf = (kind: string): Record<SiteState, number> => {
        const counts = { veto: 0, warn: 0, unknown: 0, pass: 0 };
        for (const { _id, n } of found) counts[_id[kind] as SiteState] += n;
        return counts;
      };
      return Object.fromEntries(['site', ...SITE_CHECKS].map((kind) => [kind, countsOf(kind)])) as SiteStateCounts;
    },
    heldAgainst: async (after, limit) =>
      (
        await table.pick(
          { checkRank: anyOf(HELD), ...(after === null ? {} : { _id: above(checkId(after, 'after')) }) },
          { sort: { _id: 1 }, limit: batchSize(limit), fields: ['_id'] },
        )
      ).map(({ _id }) => _id),
  };
}

function partsOf(check: SiteCheck): { readonly check: SiteCheckPart; readonly checkRank: number } {
  return { check: { ...check, lease: freeLease() }, checkRank: SITE_STATES.indexOf(check.state) };
}

function readChecked(row: SiteRow): CheckedSite {
  if (row.check === undefined) throw new Error(`Site ${row._id} is not checked.`);
  const { lease: _lease, ...check } = row.check;
  // Rows of before name no home page.
  const whole = { ...check, homeUrl: check.homeUrl ?? null, countsFrom: check.countsFrom ?? null };
  return { site: readSite(row), check: whole, policies: row.policies ?? UNDECIDED };
}

function whereOf(filter: Omit<CheckedSiteFilter, 'unitId'>): Filter {
  const { state } = filter;
  return {
    ...(state === undefined ? BEGUN : { checkRank: SITE_STATES.indexOf(checkChoice(state, SITE_STATES, 'state')) }),
    ...Object.fromEntries(
      SITE_CHECKS.flatMap((check) => {
        const wanted = filter[check];
        return wanted === undefined ? [] : [[`check.verdicts.${check}.state`, checkChoice(wanted, SITE_STATES, check)]];
      }),
    ),
  };
}
