import type { AccountId, EventId, LiaisonId, PersonId, SiteId, UnitId } from '../../../domain/ids';
import type { DomainEvent } from '../../../domain/alerts/alert';
import { makeEvent } from '../../../domain/alerts/events';
import { startOfCivilDate } from '../../../domain/time/civil';
import type { CivilDate } from '../../../domain/time/instant';
import type { Actor } from '../../../domain/cases/case';
import { refOf, type Added, type AppliedImport, type RowOf } from '../../../domain/register/appliedImport';
import type { RegisterKind } from '../../../domain/register/columns';
import type { RegisterImport } from '../../../domain/register/import';
import type { Principal } from '../../../domain/people/role';
import { maskedName } from '../../../domain/team/liaison';
import { parentsFirst } from '../../../domain/register/planUnits';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import { stableEventId } from '../../stableEventId';
import type { ImportSteps } from '../../steps';
import { personRegistrations } from '../personRegistrations';

/** Taken out together: few round trips, and progress that is seen to go on. */
const AT_ONCE = 1_000;
const SUBJECTS: Readonly<Record<RegisterKind, string>> = {
  units: 'unit',
  sites: 'site',
  accounts: 'account',
  people: 'person',
  liaisons: 'liaison',
};

/** How things of one kind are taken out; each of it may be repeated, of what is there and of what is gone. */
interface Taking<Row> {
  readonly remove: (rows: readonly Added<Row>[]) => Promise<void>;
  /** Whether anything names it. */
  readonly inUse: (rows: readonly Added<Row>[]) => Promise<ReadonlySet<string>>;
  /** As it was, under its own id. */
  readonly putBack: (rows: readonly Added<Row>[]) => Promise<unknown>;
}

export interface TakingOut {
  readonly deps: ServiceDeps;
  readonly steps: ImportSteps;
  readonly applied: AppliedImport;
  readonly imported: Pick<RegisterImport, 'id'>;
  readonly by: Principal;
  /** Told how many of a kind are gone through. */
  readonly onProgress: (kind: RegisterKind, done: number) => void;
}
type TakeOut = <Kind extends RegisterKind>(kind: Kind, rows: readonly Added<RowOf[Kind]>[]) => Promise<void>;

/**
 * Takes out what nothing has come of, a thousand at a time. What something comes of in that very moment is put back
 * under its own id. The ledger is told afterwards, by events whose ids follow from what they are about: whoever goes on
 * after a process that died in between tells it again, and it is kept once.
 */
export function createTakeOut(given: TakingOut): TakeOut {
  const { deps, onProgress } = given;
  const { ledger, takingBack } = deps.storage;
  const takings = takingsOf(given);
  return async (kind, rows) => {
    const taking: Taking<RowOf[typeof kind]> = takings[kind];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      onProgress(kind, at);
      const there = await takingBack.present(kind, idsOf(some));
      const present = some.filter(({ id }) => there.has(id));
      if (present.length > 0) await taking.remove(present);
      const left = await takingBack.present(kind, idsOf(some));
      const gone = some.filter(({ id }) => !left.has(id));
      const used = gone.length === 0 ? new Set() : await taking.inUse(gone);
      const back = gone.filter(({ id }) => used.has(id));
      if (back.length > 0) await taking.putBack(back);
      const events = gone.filter(({ id }) => !used.has(id)).map((one) => removedEvent(given, kind, one));
      if (events.length > 0) await ledger.append(events);
    }
  };
}

const idsOf = <Id extends string>(rows: readonly { readonly id: string }[]): Id[] => rows.map(({ id }) => id as Id);

function removedEvent<Kind extends RegisterKind>(
  { deps, imported, by, applied }: TakingOut,
  kind: Kind,
  { id, row }: Added<RowOf[Kind]>,
): DomainEvent {
  const { hasher, clock } = deps;
  const actor: Actor = personActor(by);
  const eventId: EventId = stableEventId(hasher, `take out ${imported.id} ${kind} ${id}`);
  const unitKey = kind === 'units' || kind === 'people' ? null : (row as RowOf['accounts' | 'sites' | 'liaisons']).unit;
  const unitId = applied.added.units.find((unit) => unit.row.key === unitKey)?.id ?? null;
  return makeEvent(
    { eventId, actor, now: clock.now() },
    {
      ...{
        kind: 'register-removed',
        subject: `${SUBJECTS[kind]}:${id}`,
        from: null,
        to: null,
        reason: 'import-undone',
      },
      data: {
        // Who somebody is stands nowhere in the ledger in clear.
        ...(kind === 'liaisons'
          ? { ref: `${unitKey ?? ''} ${(row as RowOf['liaisons']).duty}`, name: maskedName(row.name) }
          : { ref: refOf(kind, row), ...(kind === 'people' ? {} : { name: row.name }) }),
        ...(unitKey === null ? {} : { unitKey, unitId }),
        importId: imported.id,
      },
    },
  );
}

function takingsOf({ deps, steps, by }: TakingOut): { readonly [kind in RegisterKind]: Taking<RowOf[kind]> } {
  const { storage, clock } = deps;
  const { takingBack } = storage;
  const actor = personActor(by);
  return {
    accounts: {
      inUse: async (rows) => new Set((await takingBack.accountsInUse(idsOf(rows))).keys()),
      // Looked at together just now; what comes of one in between puts it back.
      remove: (rows) => takingBack.removeAccounts(idsOf(rows), clock.now()),
      putBack: (rows) =>
        steps.accounts.registerAccounts(
          rows.map(({ id, row }) => ({ ...accountRegistration(row), id: id as AccountId })),
          { by: actor },
        ),
    },
    sites: {
      inUse: async (rows) => new Set((await takingBack.sitesInUse(idsOf(rows), new Set())).keys()),
      remove: async (rows) => {
        const used = await takingBack.sitesInUse(idsOf(rows), new Set());
        const free = idsOf<SiteId>(rows).filter((id) => !used.has(id));
        if (free.length > 0) await takingBack.removeSites(free);
      },
      putBack: (rows) =>
        steps.accounts.registerSites(
          rows.map(({ id, row }) => ({ ...siteRegistration(row), id: id as SiteId })),
          actor,
        ),
    },
    units: {
      inUse: (rows) => unitsInUse(deps, idsOf(rows)),
      remove: async (rows) => {
        // Each is free once what was added below it is gone: a level of the tree at a time, from below.
        for (let left = idsOf<UnitId>(rows); left.length > 0;) {
          const used = await unitsInUse(deps, left);
          const free = left.filter((id) => !used.has(id));
          if (free.length === 0) return;
          await takingBack.removeUnits(free);
          left = left.filter((id) => used.has(id));
        }
      },
      putBack: (rows) =>
        steps.accounts.registerUnits(
          parentsFirst(rows.map(({ id, row }) => ({ ...row, id: id as UnitId }))).map(unitRegistration),
          actor,
        ),
    },
    liaisons: {
      inUse: async (rows) => new Set((await takingBack.liaisonsInUse(idsOf<LiaisonId>(rows))).keys()),
      remove: async (rows) => {
        const used = await takingBack.liaisonsInUse(idsOf<LiaisonId>(rows));
        const free = idsOf<LiaisonId>(rows).filter((id) => !used.has(id));
        if (free.length > 0) await takingBack.removeLiaisons(free);
      },
      putBack: (rows) =>
        steps.team.registerRoster(
          rows.map(({ id, row }) => ({ ...row, id: id as LiaisonId })),
          by,
        ),
    },
    people: {
      inUse: async (rows) => new Set((await steps.people.inUse(idsOf(rows), new Set())).keys()),
      remove: async (rows) => {
        const used = await steps.people.inUse(idsOf(rows), new Set());
        const free = idsOf<PersonId>(rows).filter((id) => !used.has(id));
        if (free.length > 0) await takingBack.removePeople(free);
      },
      putBack: async (rows) => {
        const registration = await personRegistrations(deps);
        await steps.people.registerMany(
          rows.map(({ id, row }) => ({ ...registration(row), id: id as PersonId })),
          by,
        );
      },
    },
  };
}

async function unitsInUse({ storage }: ServiceDeps, ids: readonly UnitId[]): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  for (const { unitId, assignments } of await storage.people.list())
    for (const id of [unitId, ...assignments.map((one) => one.unitId)]) if (id !== null) used.add(id);
  const free = ids.filter((id) => !used.has(id));
  const found = new Set<string>(ids.filter((id) => used.has(id)));
  for (const [id, { below, reason }] of await storage.takingBack.unitsInUse(free, new Set()))
    if (reason !== null || below.units + below.sites + below.accounts > 0) found.add(id);
  return found;
}

/** Rows as they are registered. */
export function unitRegistration({ parent, ...unit }: RowOf['units']) {
  return { ...unit, parentKey: parent };
}

export function siteRegistration({ unit, repostColumn: _column, ...site }: RowOf['sites']) {
  return { ...site, unitKey: unit };
}

export function accountRegistration({ unit, site, openedOn, ...account }: RowOf['accounts']) {
  return {
    ...account,
    ...{ unitKey: unit, status: 'active' as const },
    openedAt: openedOn === null ? null : startOfCivilDate(openedOn as CivilDate),
    ...(site === undefined ? {} : { siteKey: site }),
  };
}
