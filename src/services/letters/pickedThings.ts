import type { CaseId, MandateId, UnitId } from '../../domain/ids';
import type { NamedThing, PickedId } from '../../domain/letters/reminder';
import { inScope } from '../../domain/people/permissions';
import type { Scope } from '../../ports/storage';
import { notFound } from '../refuse';
import { openByUnit } from '../remindedOf';
import type { ServiceDeps } from '../settings';

/** Things that were picked from a list, by the unit that something of them lies with. */
export interface PickedThings {
  readonly pickedIds: readonly PickedId[];
  readonly counts: ReadonlyMap<UnitId, number>;
  readonly pickedBy: ReadonlyMap<UnitId, readonly PickedId[]>;
  readonly named: (unit: UnitId) => readonly NamedThing[];
}

/** Mandates that something is still to be done of, as they were picked. Throws `Refusal` `not-found`. */
export async function pickedMandates(
  { storage }: Pick<ServiceDeps, 'storage'>,
  mandateIds: readonly MandateId[],
): Promise<PickedThings> {
  const mandates = await Promise.all([...new Set(mandateIds)].map(async (id) => storage.mandates.byId(id)));
  const found = mandates.filter((mandate) => mandate !== null);
  if (found.length < mandates.length) throw notFound('必转任务', 'subject.mandateIds');
  const open = await Promise.all(
    found.map(async ({ id, title }) => ({ id, title, by: await openByUnit(storage, id) })),
  );
  return gather(open.map(({ id, title, by }) => ({ id, name: title, by })));
}

/** Cases that are not closed, those to be rectified first before the others. Throws `Refusal` `not-found`. */
export async function pickedCases(
  { storage }: Pick<ServiceDeps, 'storage'>,
  caseIds: readonly CaseId[],
  scope: Scope,
): Promise<PickedThings> {
  const cases = await Promise.all([...new Set(caseIds)].map(async (id) => storage.cases.byId(id, scope)));
  const found = cases.filter((one) => one !== null);
  if (found.length < cases.length) throw notFound('案件', 'subject.caseIds');
  const open = found.filter(({ closedAt }) => closedAt === null);
  const records = await storage.accounts.byIds(open.map(({ accountId }) => accountId));
  const names = new Map(
    records.filter(({ account }) => inScope(scope, account.unitPath)).map(({ account }) => [account.id, account.name]),
  );
  open.sort((one, other) => (one.rectifyBy?.getTime() ?? LAST) - (other.rectifyBy?.getTime() ?? LAST));
  return gather(
    open.map(({ id, accountId, unitId }) => ({ id, name: names.get(accountId) ?? '—', by: new Map([[unitId, 1]]) })),
  );
}

const LAST = Number.MAX_SAFE_INTEGER;

function gather(
  things: readonly {
    readonly id: PickedId;
    readonly name: string;
    readonly by: ReadonlyMap<UnitId, number>;
  }[],
): PickedThings {
  const counts = new Map<UnitId, number>();
  const pickedBy = new Map<UnitId, PickedId[]>();
  const names = new Map<UnitId, NamedThing[]>();
  for (const { id, name, by } of things)
    for (const unit of by.keys()) {
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
      pickedBy.set(unit, [...(pickedBy.get(unit) ?? []), id]);
      names.set(unit, [...(names.get(unit) ?? []), { zh: name, en: name }]);
    }
  return { pickedIds: things.map(({ id }) => id), counts, pickedBy, named: (unit) => names.get(unit) ?? [] };
}
