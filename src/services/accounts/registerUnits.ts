import type { UnitId } from '../../domain/ids';
import type { Unit } from '../../ports/storage';
import { isSameNature, type UnitNature } from '../../domain/accounts/unit';
import { moveRefusal } from '../../domain/accounts/unitMove';
import { unitChangedEvent } from '../../domain/alerts/events';
import { systemActor } from '../actors';
import type { UnitRegistration } from './contract';
import type { MoveTo } from './moveUnit';
import { invalidInput } from '../refuse';
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
): (units: readonly UnitRegistration[]) => Promise<Unit[]> {
  const { storage, ids, clock } = deps;
  return async (registrations) => {
    let known = await readByKey(deps);
    checkOrder(registrations, known);
    known = await addNew(deps, registrations, known);
    const registered: Unit[] = [];
    for (const registration of registrations) {
      const parent = registration.parentKey === null ? null : known.get(registration.parentKey);
      if (parent === undefined) throw missingParent(registration);
      const stored = known.get(registration.key);
      const id = stored?.id ?? ids.id<UnitId>();
      const nature = natureOf(registration, stored);
      const isNatureKept = stored !== undefined && isSameNature(stored, nature);
      if (stored !== undefined && !isNatureKept) {
        const now = clock.now();
        const event = unitChangedEvent(stored, nature, { eventId: ids.eventId(), actor: ACTOR, now });
        await storage.units.changeNature(stored, { to: nature, at: now, event });
      }
      const unit =
        isNatureKept && stored.name === registration.name
          ? stored
          : await storage.units.upsert({
              id,
              key: registration.key,
              name: registration.name,
              // One that is there already keeps its place until it is moved, with everything below it.
              parentId: stored === undefined ? (parent?.id ?? null) : stored.parentId,
              path: stored?.path ?? [...(parent?.path ?? []), id],
              ...nature,
            });
      known.set(unit.key, unit);
      registered.push(unit);
      if (unit.parentId === (parent?.id ?? null)) continue;
      if (moveRefusal(unit, parent) !== null)
        throw invalidInput(
          'parentKey',
          `单位“${registration.name}”的上级“${registration.parentKey}”在它自己之下。`,
          '请改正上级单位。',
        );
      await moveTo(unit, parent, { actor: ACTOR, reason: 'register' });
      known = await readByKey(deps);
    }
    return registered.map((unit) => known.get(unit.key) ?? unit);
  };
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

function missingParent({ name, parentKey }: UnitRegistration): Error {
  return invalidInput('parentKey', `单位“${name}”的上级“${parentKey}”不存在。`, '请把上级单位放在下级之前。');
}

/**
 * Adds what is new, a level of the tree at a time: below a unit that another process has added meanwhile its id counts,
 * not ours. Returns all that is registered then.
 */
async function addNew(deps: ServiceDeps, registrations: readonly UnitRegistration[], known: ByKey): Promise<ByKey> {
  const { storage, ids } = deps;
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
        const id = ids.id<UnitId>();
        const path = [...(parent?.path ?? []), id];
        return { id, key, name, parentId: parent?.id ?? null, path, ...natureOf(registration, undefined) };
      }),
    );
    stored = await readByKey(deps);
  }
}
