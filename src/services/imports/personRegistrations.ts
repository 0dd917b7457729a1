import type { PersonOfFile } from '../../domain/register/registerFile';
import { invalidInput } from '../refuse';
import type { PersonRegistration } from '../registrations';
import type { ServiceDeps } from '../settings';

type Row = Omit<PersonOfFile, 'password'> & Partial<Pick<PersonOfFile, 'password'>>;

/**
 * People of a file as they are registered. Throws `Refusal` `invalid-input` (`unit`) where a unit is not registered any
 * more: whoever belongs to none belongs to the whole office, and nobody comes to that by a unit that is gone.
 */
export async function personRegistrations({
  storage,
}: Pick<ServiceDeps, 'storage'>): Promise<(row: Row) => PersonRegistration> {
  const unitIdOf = new Map((await storage.units.list(null)).map(({ key, id }) => [key, id]));
  return ({ unit, ...person }) => {
    const unitId = unit === null ? null : unitIdOf.get(unit);
    if (unitId === undefined)
      throw invalidInput('unit', `人员“${person.name}”的单位“${unit}”未登记。`, '请先登记单位。');
    return { password: null, ...person, unitId };
  };
}
