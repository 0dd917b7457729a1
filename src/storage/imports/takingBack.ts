import type { AccountId, SiteId, UnitId } from '../../domain/ids';
import { FILING_FINDING_RULES } from '../../domain/filings/findingKinds';
import type { KeptReason } from '../../domain/register/import';
import type { BelowUnit, TakingBack } from '../../ports/takingBack';
import type { NamesUnit } from '../accounts/unitBelongings';
import { checkId, checkIds } from '../checkInput';
import { anyOf, atMost, noneOf, ofSize, present } from '../conditions';
import { freeLease, takenLease } from '../lease';
import type { AccountRow } from '../accounts/accountRow';
import type { SiteRow } from '../accounts/sites';
import type { UnitRow } from '../accounts/units';
import type { PersonRow } from '../people/people';
import type { Rescoped } from '../rescoped';
import { scoped } from '../scope';
import type { Filter, Row, Table } from '../table';

export interface TakingBackTables {
  readonly accountTable: Table<AccountRow>;
  readonly siteTable: Table<SiteRow>;
  readonly unitTable: Table<UnitRow>;
  readonly people: { readonly persons: Table<PersonRow> };
  readonly rescoped: Readonly<Record<Rescoped, Table<Row>>>;
  /** What administrators have set up and that may name a unit. */
  readonly named: readonly NamesUnit[];
  /** Plans of joining. */
  readonly plans: Table<Row>;
}

/** What rows below a unit say about it. Those the other way of looking has for itself are not here. */
const BELOW_UNIT: Readonly<Record<Exclude<Rescoped, 'accounts' | 'sites'>, KeptReason>> = {
  credentials: 'has-credential',
  obligations: 'has-tasks',
  'publish-jobs': 'has-tasks',
  findings: 'has-findings',
  cases: 'has-cases',
  posts: 'has-posts',
  alerts: 'has-alerts',
  'alert-changes': 'has-alerts',
  notifications: 'has-alerts',
  letters: 'has-records',
  reminders: 'has-records',
  reviews: 'has-work',
  'own-posts': 'has-work',
  liaisons: 'has-records',
  courses: 'has-records',
  'onboarding-entries': 'has-records',
  'filing-findings': 'has-findings',
  submissions: 'has-work',
  'submission-months': 'has-work',
};
/** Rows that name an account, and where. */
const OF_ACCOUNT: readonly (readonly [Rescoped, string, KeptReason])[] = [
  ['posts', 'accountId', 'has-posts'],
  ['obligations', 'accountId', 'has-tasks'],
  ['publish-jobs', 'accountId', 'has-tasks'],
  ['findings', 'accountId', 'has-findings'],
  ['cases', 'accountId', 'has-cases'],
  ['alerts', 'subject.accountId', 'has-alerts'],
  ['credentials', '_id', 'has-credential'],
  ['own-posts', 'channels.accountId', 'has-work'],
  ['cases', 'successorAccountId', 'has-cases'],
  ['onboarding-entries', 'facts.basic.accountIds', 'has-records'],
  ['onboarding-entries', 'facts.all.accountIds', 'has-records'],
];
/** Where a plan of joining names units. */
const OF_PLAN = ['withinId', 'steps.basic.underIds', 'steps.all.underIds'];
/** What follows from what is filed is settled with it; what a person has said of it stays theirs. */
const PEOPLE_KINDS = Object.entries(FILING_FINDING_RULES).flatMap(([kind, { by }]) => (by === 'people' ? [kind] : []));
const SAID_BY_PEOPLE: readonly Filter[] = [{ kind: anyOf(PEOPLE_KINDS) }, { 'acceptance.by': present() }];
const NOTHING_BELOW: BelowUnit = { units: 0, sites: 0, accounts: 0 };
const NOTHING_TO_TELL: Filter = { outbox: ofSize(0) };

/** Every check stops at the first row it meets. */
export function createTakingBack(tables: TakingBackTables): TakingBack {
  const { accountTable: accounts, siteTable: sites, unitTable: units, people, rescoped, named, plans } = tables;
  const has = async (table: Table<Row>, filter: Filter): Promise<boolean> => (await table.countUpTo(filter, 1)) > 0;
  const hasBelow = async (name: keyof typeof BELOW_UNIT, unitId: UnitId, filter: Filter = {}): Promise<boolean> =>
    (await scoped(rescoped[name], null, { unitId }).many(filter, { sort: { _id: 1 }, limit: 1 })).length > 0;
  /** Whether a route or a silence is about this site. */
  const isMatched = async (siteId: SiteId): Promise<boolean> => {
    for (const { table, field } of named)
      if (field === 'match.unitId' && (await has(table as unknown as Table<Row>, { 'match.siteId': siteId })))
        return true;
    return false;
  };
  return {
    accountsInUse: async (given) => {
      const ids = checkIds(given, 'accountId');
      const found = new Map<AccountId, KeptReason>();
      const one = async (id: AccountId, [name, field, reason]: (typeof OF_ACCOUNT)[number]): Promise<void> => {
        if (!found.has(id) && (await has(rescoped[name], { [field]: id }))) found.set(id, reason);
      };
      for (const of of OF_ACCOUNT)
        // Together first: of what was just imported nothing has come.
        if (await has(rescoped[of[0]], { [of[1]]: anyOf(ids) })) for (const id of ids) await one(id, of);
      for (const said of SAID_BY_PEOPLE) {
        const isSaidOf = (accountIds: unknown): Promise<boolean> =>
          has(rescoped['filing-findings'], { accountIds, ...said });
        if (await isSaidOf(anyOf(ids)))
          for (const id of ids) if (!found.has(id) && (await isSaidOf(id))) found.set(id, 'has-findings');
      }
      const columns = await sites.many({ repostColumnId: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length });
      for (const { repostColumnId } of columns)
        if (repostColumnId !== null && !found.has(repostColumnId)) found.set(repostColumnId, 'is-set-up');
      return found;
    },
    sitesInUse: async (ids, without) => {
      const found = new Map<(typeof ids)[number], KeptReason>();
      for (const siteId of checkIds(ids, 'siteId')) {
        const asked = { sort: { _id: 1 }, limit: without.size + 1, fields: ['_id'] } as const;
        const columns = await accounts.pick({ siteId }, asked);
        if (columns.some(({ _id }) => !without.has(_id))) found.set(siteId, 'has-accounts');
        else if (await has(rescoped.obligations, { siteId })) found.set(siteId, 'has-tasks');
        else if (await isMatched(siteId)) found.set(siteId, 'is-set-up');
      }
      return found;
    },
    unitInUse: async (given, besides = NOTHING_BELOW) => {
      const unitId = checkId(given, 'unitId');
      // Itself, which lies on its own path, may be gone already.
      const below = scoped(units, null, { unitId, field: 'path' });
      if ((await below.count({ _id: noneOf([unitId]) })) > besides.units) return 'has-units';
      if ((await scoped(accounts, null, { unitId }).count({})) > besides.accounts) return 'has-accounts';
      if ((await scoped(sites, null, { unitId }).count({})) > besides.sites) return 'has-sites';
      for (const [name, reason] of Object.entries(BELOW_UNIT) as [keyof typeof BELOW_UNIT, KeptReason][])
        for (const filter of name === 'filing-findings' ? SAID_BY_PEOPLE : [{}])
          if (await hasBelow(name, unitId, filter)) return reason;
      for (const { table, field } of named)
        if (await has(table as unknown as Table<Row>, { [field]: unitId })) return 'is-set-up';
      for (const field of OF_PLAN) if (await has(plans, { [field]: unitId })) return 'is-set-up';
      return null;
    },
    holdAccounts: async (given, holding) => {
      const ids = checkIds(given, 'accountId');
      const lookLease = takenLease(holding);
      await accounts.changeAll({ _id: anyOf(ids), 'lookLease.untilAt': atMost(holding.now) }, { $set: { lookLease } });
      const held = await accounts.pick(
        { _id: anyOf(ids), 'lookLease.token': holding.token },
        { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] },
      );
      return new Set(held.map(({ _id }) => _id));
    },
    freeAccounts: async (ids, token) => {
      if (ids.length === 0) return;
      await accounts.changeAll(
        { _id: anyOf(checkIds(ids, 'accountId')), 'lookLease.token': token },
        { $set: { lookLease: freeLease() } },
      );
    },
    removeAccounts: async (ids, token) => {
      const filter = { _id: anyOf(checkIds(ids, 'accountId')), 'lookLease.token': token, hasCredential: false };
      await accounts.removeAll({ ...filter, ...NOTHING_TO_TELL });
    },
    removeSites: async (ids) => {
      await sites.removeAll({ _id: anyOf(checkIds(ids, 'siteId')), ...NOTHING_TO_TELL });
    },
    removeUnits: async (ids) => {
      await units.removeAll({ _id: anyOf(checkIds(ids, 'unitId')), closedAt: null, ...NOTHING_TO_TELL });
    },
    removePeople: async (ids) => {
      const filter = { _id: anyOf(checkIds(ids, 'personId')), passwordHash: null, disabled: false };
      await people.persons.removeAll({ ...filter, ...NOTHING_TO_TELL });
    },
  };
}
