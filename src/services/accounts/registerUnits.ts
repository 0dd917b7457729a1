import type { UnitId } from '../../domain/ids';
import type { Unit } from '../../ports/storage';
import type { UnitRegistration } from './contract';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';

/**
 * Adds or changes units by key; ids never change, and sectors and region stay where a registration names none. Returns the units in the order given.
 * Throws `Refusal` `invalid-input` where a parent is neither registered nor earlier in the list; what came before it
 * stays.
 */
export function createRegisterUnits({
  storage,
  ids,
}: ServiceDeps): (units: readonly UnitRegistration[]) => Promise<Unit[]> {
  return async (registrations) => {
    const known = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
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
      const unit = await storage.units.upsert({
        id,
        key: registration.key,
        name: registration.name,
        parentId: parent?.id ?? null,
        path: [...(parent?.path ?? []), id],
        level: registration.level,
        sectors: registration.sectors ?? stored?.sectors ?? [],
        region: registration.region ?? stored?.region ?? '',
      });
      known.set(unit.key, unit);
      registered.push(unit);
    }
    return registered;
  };
}
