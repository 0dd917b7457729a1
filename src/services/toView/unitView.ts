import type { UnitView } from '../../api/people';
import type { Unit } from '../../ports/storage';

export function unitView({ id, name, parentId, level, sectors, region }: Unit): UnitView {
  return { id, name, parentId, level, sectors, region };
}
