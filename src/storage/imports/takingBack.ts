import type { AccountId, LiaisonId, PersonId, SiteId, UnitId } from '../../domain/ids';
import { FILING_FINDING_RULES } from '../../domain/filings/findingKinds';
import type { RegisterKind } from '../../domain/register/columns';
import type { KeptReason } from '../../domain/register/import';
import type { BelowUnit, TakingBack } from '../../ports/takingBack';
import type { NamesUnit } from '../accounts/unitBelongings';
import { checkIds } from '../checkInput';
import { anyOf, atMost, noneOf, ofSize, present } from '../conditions';
import type { AccountRow } from '../accounts/accountRow';
import type { SiteRow } from '../accounts/sites';
import type { UnitRow } from '../accounts/units';
import type { LedgerRow } from '../alerts/ledgerRow';
import type { PersonRow } from '../people/people';
import type { SessionRow } from '../people/sessions';
import type { Rescoped } from '../rescoped';
import type { Filter, Row, Table } from '../table';

export interface TakingBackTables {
  readonly accountTable: Table<AccountRow>;
  readonly siteTable: Table<SiteRow>;
  readonly unitTable: Table<UnitRow>;
  readonly people: { readonly persons: Table<PersonRow>; readonly sessions: Table<SessionRow> };
  readonly rescoped: Readonly<Record<Rescoped, Table<Row>>>;
  /** What administrators have set up and that may name a unit. */
  readonly named: readonly NamesUnit[];
  /** Plans of joining. */
  readonly plans: Table<Row>;
  /** Of the ledger, those that are in no file yet. */
  readonly entries: Table<LedgerRow>;
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
  duties: 'has-work',
  'own-words': 'has-records',
  'survey-plans': 'has-work',
  emergencies: 'has-work',
  meetings: 'has-work',
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
/** Rows that name a person, and where. */
const OF_PERSON: readonly (readonly [Rescoped, string, Filter])[] = [
  ['liaisons', 'personId', { untilOn: null }],
  ['courses', 'attendees.personId', { removedAt: null }],
  ['alerts', 'assigned.to', {}],
  ['reviews', 'assigneeId', { state: 'open' }],
];
/** Rows that name a duty somebody holds, and where. */
const OF_LIAISON: readonly (readonly [Rescoped, string, Filter])[] = [
  ['courses', 'attendees.liaisonId', { removedAt: null }],
  ['submissions', 'informant.liaisonId', {}],
];
/** Where a plan of joining names units. */
const OF_PLAN = ['withinId', 'steps.basic.underIds', 'steps.all.underIds'];
/** What follows from what is filed is settled with it; what a person has said of it stays theirs. */
const PEOPLE_KINDS = Object.entries(FILING_FINDING_RULES).flatMap(([kind, { by }]) => (by === 'people' ? [kind] : []));
const SAID_BY_PEOPLE: readonly Filter[] = [{ kind: anyOf(PEOPLE_KINDS) }, { 'acceptance.by': present() }];
const NOTHING_TO_TELL: Filter = { outbox: ofSize(0) };

/** Duties that go hold neither their unit nor their person. */
function besides(name: Rescoped, without: ReadonlySet<string>): Filter {
  return name === 'liaisons' && without.size > 0 ? { _id: noneOf([...without]) } : {};
}

/** Every check stops at the first row it meets. */
export function createTakingBack(tables: TakingBackTables): TakingBack {
  const {
    accountTable: accounts,
    siteTable: sites,
    unitTable: units,
    people,
    rescoped,
    named,
    plans,
    entries,
  } = tables;
  const has = async (table: Table<Row>, filter: Filter): Promise<boolean> => (await table.countUpTo(filter, 1)) > 0;
  const registered: Readonly<Record<RegisterKind, Table<Row>>> = {
    units: units as unknown as Table<Row>,
    sites: sites as unknown as Table<Row>,
    accounts: accounts as unknown as Table<Row>,
    people: people.persons as unknown as Table<Row>,
    liaisons: rescoped.liaisons,
  };
  return {
    present: async (kind, ids) => {
      if (ids.length === 0) return new Set();
      const asked = { sort: { _id: 1 }, limit: ids.length, fields: ['_id'] } as const;
      const rows = await registered[kind].pick({ _id: anyOf(checkIds(ids, `${kind}.id`)) }, asked);
      return new Set(rows.map(({ _id }) => String(_id)));
    },
    accountsInUse: async (given) => {
      const ids = checkIds(given, 'accountId');
      const found = new Map<AccountId, KeptReason>();
      const note = createNoting(ids, found);
      for (const [name, field, reason] of OF_ACCOUNT)
        await note(reason, (some) => has(rescoped[name], { [field]: anyOf(some) }));
      for (const said of SAID_BY_PEOPLE)
        await note('has-findings', (some) => has(rescoped['filing-findings'], { accountIds: anyOf(some), ...said }));
      const columns = await sites.many({ repostColumnId: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length });
      for (const { repostColumnId } of columns)
        if (repostColumnId !== null && !found.has(repostColumnId)) found.set(repostColumnId, 'is-set-up');
      return found;
    },
    sitesInUse: async (given, without) => {
      const ids = checkIds(given, 'siteId');
      const found = new Map<SiteId, KeptReason>();
      const asked = { sort: { _id: 1 }, limit: without.size + 1, fields: ['_id'] } as const;
      const hasColumns = async (some: readonly SiteId[]): Promise<boolean> =>
        (await accounts.pick({ siteId: anyOf(some) }, asked)).some(({ _id }) => !without.has(_id));
      const note = createNoting(ids, found);
      await note('has-accounts', hasColumns);
      await note('has-tasks', (some) => has(rescoped.obligations, { siteId: anyOf(some) }));
      for (const { table, field } of named)
        if (field === 'match.unitId')
          await note('is-set-up', (some) => has(table as unknown as Table<Row>, { 'match.siteId': anyOf(some) }));
      return found;
    },
    unitsInUse: async (given, without) => {
      const ids = checkIds(given, 'unitId');
      const reasons = new Map<UnitId, KeptReason>();
      const note = createNoting(ids, reasons);
      for (const [name, reason] of Object.entries(BELOW_UNIT) as [keyof typeof BELOW_UNIT, KeptReason][])
        for (const filter of name === 'filing-findings' ? SAID_BY_PEOPLE : [{}])
          await note(reason, (some) =>
            has(rescoped[name], { unitPath: anyOf(some), ...filter, ...besides(name, without) }),
          );
      for (const { table, field } of named)
        await note('is-set-up', (some) => has(table as unknown as Table<Row>, { [field]: anyOf(some) }));
      for (const field of OF_PLAN) await note('is-set-up', (some) => has(plans, { [field]: anyOf(some) }));
      const below = {
        units: await countBelow(units, 'path', ids),
        sites: await countBelow(sites, 'unitPath', ids),
        accounts: await countBelow(accounts, 'unitPath', ids),
      };
      const of = (kind: keyof BelowUnit, id: UnitId): number => below[kind].get(id) ?? 0;
      return new Map(
        ids.map((id) => {
          const counts = { units: of('units', id), sites: of('sites', id), accounts: of('accounts', id) };
          return [id, { below: counts, reason: reasons.get(id) ?? null }] as const;
        }),
      );
    },
    peopleInUse: async (given, without) => {
      const ids = checkIds(given, 'personId');
      const found = new Map<PersonId, 'signed-in' | 'is-named'>();
      const note = createNoting(ids, found as Map<PersonId, KeptReason>);
      await note('signed-in', (some) => has(people.sessions as unknown as Table<Row>, { personId: anyOf(some) }));
      const subjects = (some: readonly PersonId[]) => anyOf(some.map((id) => `person:${id}`));
      await note('signed-in', (some) =>
        has(entries as unknown as Table<Row>, { subject: subjects(some), kind: 'signed-in' }),
      );
      for (const [name, field, more] of OF_PERSON)
        await note('is-named', (some) =>
          has(rescoped[name], { [field]: anyOf(some), ...more, ...besides(name, without) }),
        );
      return found;
    },
    liaisonsInUse: async (given) => {
      const ids = checkIds(given, 'liaisonId');
      const found = new Map<LiaisonId, KeptReason>();
      const note = createNoting(ids, found);
      for (const [name, field, more] of OF_LIAISON)
        await note('is-named', (some) => has(rescoped[name], { [field]: anyOf(some), ...more }));
      return found;
    },
    removeLiaisons: async (ids) => {
      const filter = { _id: anyOf(checkIds(ids, 'liaisonId')), untilOn: null };
      await rescoped.liaisons.removeAll({ ...filter, ...NOTHING_TO_TELL });
    },
    removeAccounts: async (ids, now) => {
      const nobodyLooks = { 'lookLease.untilAt': atMost(now), hasCredential: false };
      await accounts.removeAll({ _id: anyOf(checkIds(ids, 'accountId')), ...nobodyLooks, ...NOTHING_TO_TELL });
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

/**
 * Notes a reason for those of which it holds and nothing is known yet: of all together first, because of what was just
 * imported nothing has come; where something has, of ever smaller parts.
 */
function createNoting<Id extends string>(ids: readonly Id[], found: Map<Id, KeptReason>) {
  return async (reason: KeptReason, holds: (some: readonly Id[]) => Promise<boolean>): Promise<void> => {
    const open = ids.filter((id) => !found.has(id));
    for (const id of await thoseThatHold(open, holds)) found.set(id, reason);
  };
}

/** A few questions each, asked side by side where there are few left: what all have costs little more than one each. */
const PARTS = 8;
const ASKED_TOGETHER = 64;

async function thoseThatHold<Id extends string>(
  ids: readonly Id[],
  holds: (some: readonly Id[]) => Promise<boolean>,
): Promise<readonly Id[]> {
  if (ids.length === 0 || !(await holds(ids))) return [];
  if (ids.length === 1) return ids;
  const size = Math.ceil(ids.length / PARTS);
  const parts = Array.from({ length: PARTS }, (_, part) => ids.slice(part * size, (part + 1) * size));
  if (ids.length <= ASKED_TOGETHER) return (await Promise.all(parts.map((part) => thoseThatHold(part, holds)))).flat();
  const found: Id[] = [];
  for (const part of parts) found.push(...(await thoseThatHold(part, holds)));
  return found;
}

/** How many rows lie below each of these units; of units themselves those below alone. */
async function countBelow<D extends Row>(
  table: Table<D>,
  field: 'path' | 'unitPath',
  ids: readonly UnitId[],
): Promise<ReadonlyMap<UnitId, number>> {
  const counts = new Map<UnitId, number>();
  if (ids.length === 0) return counts;
  const asked = new Set(ids);
  const paths = await table.group<{ readonly _id: readonly UnitId[]; readonly count: number }>([
    { $match: { [field]: anyOf(ids) } },
    { $group: { _id: `$${field}`, count: { $sum: 1 } } },
  ]);
  for (const { _id: path, count } of paths)
    for (const id of path)
      if (asked.has(id) && (field === 'unitPath' || path.at(-1) !== id)) counts.set(id, (counts.get(id) ?? 0) + count);
  return counts;
}
