import { isOpen } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Unit } from '../../ports/storage';
import { demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

const CLOSED_REMEDY = '请选择在用的单位，或先恢复该单位。';

/**
 * A unit that a person manages: within what they see, and not the one they see everything through. Throws `Refusal`
 * `forbidden`, `not-found`.
 */
export async function reachUnit({ storage }: ServiceDeps, id: UnitId, principal: Principal): Promise<Unit> {
  demand('people.manage', principal);
  const unit = await storage.units.byId(id, principal.unitId);
  if (unit === null || unit.id === principal.unitId) throw notFound('单位');
  return unit;
}

/** Nothing new is given to a closed unit. Throws `Refusal` `invalid-input` on `field`, naming the unit. */
export function demandOpen(unit: Pick<Unit, 'name' | 'closed'>, field: string): void {
  if (!isOpen(unit)) throw invalidInput(field, `单位“${unit.name}”已关闭。`, CLOSED_REMEDY);
}
