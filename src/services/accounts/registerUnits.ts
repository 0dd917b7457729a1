import type { UnitId } from '../../domain/ids';
import type { Actor } from '../../domain/cases/case';
import type { Unit } from '../../ports/storage';
import { isOpen, isSameNature, type UnitNature } from '../../domain/accounts/unit';
import { moveRefusal } from '../../domain/accounts/unitMove';
import { unitAddedEvent, unitChangedEvent, unitRecordEvent } from '../../domain/alerts/events';
import { systemActor } from '../actors';
import type { UnitRegistration } from '../registrations';
import type { MoveTo } from './moveUnit';
import { conflict, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';

const ACTOR = systemActor('register');

/**
 * Adds or changes units by key; one whose superior is another one is moved; ids never change, and sectors and region
 * stay where a registration names none. Returns the units in the order given.
 * Throws `Refusal` `invalid-input`, with none of them registered, where a parent is neither registered nor earlier in
 * the list; where a unit would come to stand under itself, what came before it stays.
 */
export function createRegisterUnits(
  deps: ServiceDeps,
  moveTo: MoveTo,
): (units: readonly UnitRegistration[], by?: Actor) => Promise<Unit[]> {
  return async (registrations, by) => {
    let known = await readByKey(deps);
    checkOrder(registrations, known);
    checkOpen(registrations, known);
    known = await addNew(deps, { registrations, by }, known);
    const registered: Unit[] = [];
    for (const registration of registrations) {
      const parent = registration.parentKey === null ? null : known.get(registration.parentKey);
      if (parent === undefined) throw missingParent(registration);
      const stored = known.get(registration.key);
      if (stored === undefined) throw new Error(`Unit ${registration.key} was registered and is not there.`);
      const unit = await asRegistered(deps, { registration, actor: by ?? ACTOR }, stored);
      known.set(unit.key, unit);
      registered.push(unit);
      if (unit.parentId === (parent?.id ?? null)) continue;
      if (moveRefusal(unit, parent) !== null)
        throw invalidInput(
          'parentKey',
          `单位“${registration.name}”的上级“${registration.parentKey}”在它自己之下。`,
          '请改正上级单位。',
        );
      await moveTo(unit, parent, { actor: by ?? ACTOR, reason: 'register' });
      known = await readByKey(deps);
    }
    return registered.map((unit) => known.get(unit.key) ?? unit);
  };
}

/** The unit with the name and nature its registration states; its place follows. */
async function asRegistered(
  { storage, ids, clock }: ServiceDeps,
  { registration, actor }: { readonly registration: UnitRegistration; readonly actor: Actor },
  stored: Unit,
): Promise<Unit> {
  const by = { actor, now: clock.now() };
  const nature = natureOf(registration, stored);
  const { name, creditCode = stored.creditCode ?? null } = registration;
  if (!isSameNature(stored, nature)) {
    const event = unitChangedEvent(stored, nature, { eventId: ids.eventId(), ...by });
    await storage.units.changeNature(stored, { to: nature, at: by.now, event });
  }
  const to = { name, creditCode };
  if (name !== stored.name || creditCode !== (stored.creditCode ?? null)) {
    const event = unitRecordEvent(stored, to, { eventId: ids.eventId(), ...by, note: 'register' });
    // Changed by a person meanwhile: what they say is newer than the file.
    if (!(await storage.units.changeRecord(stored, to, event)))
      throw conflict(`单位“${stored.name}”在导入期间被修改。`);
  }
  return { ...stored, ...nature, ...to };
}

type ByKey = Map<string, Unit>;

async function readByKey({ storage }: ServiceDeps): Promise<ByKey> {
  return new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
}

function natureOf({ level, sectors, region }: UnitRegistration, stored: Unit | undefined): UnitNature {
  return { level, sectors: sectors ?? stored?.sectors ?? [], region: region ?? stored?.region ?? '' };
}

function checkOrder(registrations: readonly UnitRegistration[], known: ByKey): void {
  const earlier = new Set(known.keys());
  for (const registration of registrations) {
    const { key, parentKey } = registration;
    if (parentKey !== null && !earlier.has(parentKey)) throw missingParent(registration);
    earlier.add(key);
  }
}

/** A file opens nothing again: who wants that does it on the unit's page, with a reason. */
function checkOpen(registrations: readonly UnitRegistration[], known: ByKey): void {
  for (const { key, parentKey } of registrations) {
    const unit = known.get(key);
    if (unit !== undefined && !isOpen(unit)) throw closedUnit('key', unit);
    const parent = parentKey === null ? undefined : known.get(parentKey);
    if (parent !== undefined && !isOpen(parent)) throw closedUnit('parentKey', parent);
  }
}

function closedUnit(field: string, { key, name }: Unit): Error {
  return invalidInput(field, `单位“${name}”（${key}）已关闭。`, '请从文件中删去它，或先在单位页面恢复。');
}

function missingParent({ name, parentKey }: UnitRegistration): Error {
  return invalidInput('parentKey', `单位“${name}”的上级“${parentKey}”不存在。`, '请把上级单位放在下级之前。');
}

/**
 * Adds what is new, a level of the tree at a time: below a unit that another process has added meanwhile its id counts,
 * not ours. Returns all that is registered then.
 */
async function addNew(
  deps: ServiceDeps,
  { registrations, by }: { readonly registrations: readonly UnitRegistration[]; readonly by: Actor | undefined },
  known: ByKey,
): Promise<ByKey> {
  const { storage, ids, clock } = deps;
  // What the system registers by itself is told once, by whoever asked for it.
  const eventOf = (unit: Unit, actor: Actor) =>
    unitAddedEvent(unit, { eventId: ids.eventId(), actor, now: clock.now(), note: 'register' });
  let stored = known;
  for (;;) {
    const next = registrations.filter(
      ({ key, parentKey }) => !stored.has(key) && (parentKey === null || stored.has(parentKey)),
    );
    if (next.length === 0) return stored;
    await storage.units.addMissing(
      next.map((registration) => {
        const { key, name, parentKey } = registration;
        const parent = parentKey === null ? undefined : stored.get(parentKey);
        const id = registration.id ?? ids.id<UnitId>();
        const path = [...(parent?.path ?? []), id];
        const unit: Unit = { id, key, name, parentId: parent?.id ?? null, path, ...natureOf(registration, undefined) };
        return registration.creditCode === undefined ? unit : { ...unit, creditCode: registration.creditCode };
      }),
      by === undefined ? undefined : (unit) => eventOf(unit, by),
    );
    stored = await readByKey(deps);
  }
}
