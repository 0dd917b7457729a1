import { isOpen } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Unit } from '../../ports/storage';
import { demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** A unit in use for which the reader keeps the roster. Throws `Refusal` `forbidden`, `not-found`, `invalid-input`. */
export async function reachOpenUnit({ storage }: ServiceDeps, id: UnitId, principal: Principal): Promise<Unit> {
  demand('team.manage', principal);
  const unit = await storage.units.byId(id, principal.unitId);
  if (unit === null) throw notFound('单位', 'unitId');
  if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位，或先恢复该单位。');
  return unit;
}
