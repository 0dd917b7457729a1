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
 * Throws `Refusal` `invalid-input` where a parent is neither registered nor earlier in the list; what came before it
 * stays.
 */
export function createRegisterUnits(
  { storage, ids, clock }: ServiceDeps,
  moveTo: MoveTo,
): (units: readonly UnitRegistration[]) => Promise<Unit[]> {
  return async (registrations) => {
    const read = async () => new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    let known = await read();
    const registered: Unit[] = [];
    for (const registration of registrations) {
      const parent = registration.parentKey === null ? null : known.get(registration.parentKey);
      if (parent === undefined)
        throw invalidInput(
          'parentKey',
          `单位“${registration.name}”的上级“${registration.parentKey}”不存在。`,
          '请把上级单位放在下级之前。',
        );
      const stored = known.get(registration.key);
      const id = stored?.id ?? ids.id<UnitId>();
      const nature: UnitNature = {
        level: registration.level,
        sectors: registration.sectors ?? stored?.sectors ?? [],
        region: registration.region ?? stored?.region ?? '',
      };
      if (stored !== undefined && !isSameNature(stored, nature)) {
        const now = clock.now();
        const event = unitChangedEvent(stored, nature, { eventId: ids.eventId(), actor: ACTOR, now });
        await storage.units.changeNature(stored, { to: nature, at: now, event });
      }
      const unit = await storage.units.upsert({
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
      known = await read();
    }
    return registered.map((unit) => known.get(unit.key) ?? unit);
  };
}
