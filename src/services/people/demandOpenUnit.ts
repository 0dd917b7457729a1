import { isOpen } from '../../domain/accounts/unit';
import type { Person } from '../../ports/storage';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';

/** Nobody comes to belong to a closed unit, and nobody of it can sign in again. Throws `Refusal` `invalid-input` (`unitId`). */
export async function demandOpenUnit({ storage }: ServiceDeps, unitId: Person['unitId']): Promise<void> {
  const unit = unitId === null ? null : await storage.units.byId(unitId, null);
  if (unit !== null && !isOpen(unit))
    throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位，或先恢复该单位。');
}
