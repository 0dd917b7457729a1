import { isOwed, type Duty } from '../../domain/duties/duty';
import type { DutyId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Unit } from '../../ports/storage';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** A duty as somebody sees it: whether they see the unit that owes it, and which units that are asked for something. */
export interface SeenDuty {
  readonly duty: Duty;
  readonly ofOwner: boolean;
  readonly asked: readonly Unit[];
}

/**
 * The duty for whoever sees the unit that owes it, or one that is asked to take it over or to answer with it. What they
 * see is looked up where those units lie now. Throws `Refusal` `not-found`.
 */
export async function readDuty({ storage }: ServiceDeps, id: DutyId, principal: Principal): Promise<SeenDuty> {
  const scope = readScope(principal);
  const own = await storage.duties.byId(id, scope);
  const duty = own ?? (await storage.duties.byId(id, null));
  if (duty === null) throw notFound('时限事项');
  const asked: Unit[] = [];
  for (const unitId of isOwed(duty) ? askedUnits(duty) : []) {
    const unit = await storage.units.byId(unitId, scope);
    if (unit !== null) asked.push(unit);
  }
  if (own === null && asked.length === 0) throw notFound('时限事项');
  return { duty, ofOwner: own !== null, asked };
}

function askedUnits({ offer, shares }: Duty): readonly Duty['unitId'][] {
  const joint = shares.filter(({ state }) => state !== 'released').map(({ unitId }) => unitId);
  return [...(offer === null ? [] : [offer.unitId]), ...joint];
}
