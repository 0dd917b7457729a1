import type { RegionNames } from '../../domain/accounts/regionNames';
import type { UnitView } from '../../api/people';
import type { Unit } from '../../ports/storage';
import { iso } from './isoInstant';

export function unitView(
  { id, name, parentId, level, sectors, region, creditCode = null, closed }: Unit,
  regions: Pick<RegionNames, 'nameOf'>,
): UnitView {
  return {
    ...{ id, name, parentId, level, sectors, region, creditCode },
    regionName: regions.nameOf(region),
    closed: closed === undefined ? null : { at: iso(closed.at), intoId: closed.intoId },
  };
}
