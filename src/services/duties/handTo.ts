import { isOpen } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { Unit } from '../../ports/storage';
import { readScope } from '../readScope';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** Of these units the open ones that a reader hands something to: below their own, or its superiors, who see further. */
export function unitsToHandTo(units: readonly Unit[], principal: Principal): readonly Unit[] {
  const scope = readScope(principal);
  const above = units.find(({ id }) => id === scope)?.path ?? [];
  return units.filter((unit) => isOpen(unit) && (inScope(scope, unit.path) || above.includes(unit.id)));
}

/** The open unit of an id that a reader can bind: their own, or one below it; a superior is offered it instead. */
export async function unitToBind(deps: Pick<ServiceDeps, 'storage'>, id: UnitId, principal: Principal): Promise<Unit> {
  const unit = await unitToHandTo(deps, id, principal);
  if (!inScope(readScope(principal), unit.path))
    throw invalidInput(
      'unitId',
      '不能直接给上级单位派任务。',
      '先由本单位承担，再在时限事项中转交，上级单位接办后才归它办理。',
    );
  return unit;
}

/** Such a unit by its id. Throws `Refusal` `invalid-input`, `not-found` on `unitId`. */
export async function unitToHandTo(
  { storage }: Pick<ServiceDeps, 'storage'>,
  id: UnitId | null,
  principal: Principal,
): Promise<Unit> {
  if (id === null) throw invalidInput('unitId', '请选择单位。', '请指明由哪个单位办理。');
  const unit = await storage.units.byId(id, null);
  const own = principal.unitId === null ? null : await storage.units.byId(principal.unitId, null);
  const known = unit === null ? [] : own === null ? [unit] : [own, unit];
  if (unit === null || (isOpen(unit) && !unitsToHandTo(known, principal).some((one) => one.id === id)))
    throw notFound('单位', 'unitId');
  if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
  return unit;
}
