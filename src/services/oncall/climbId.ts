import type { AlertId, EscalationId, LadderId } from '../../domain/ids';
import type { Hasher } from '../../ports/runtime';
import { stableEventId } from '../stableEventId';

/** The id of the climb of a ladder, for an alert or after another climb, as of a line of the log: always the same. */
export function climbId(
  hasher: Hasher,
  { id, seq }: { readonly id: AlertId | EscalationId; readonly seq: number },
  ladderId: LadderId,
): EscalationId {
  return stableEventId(hasher, `escalation ${id} ${seq} ${ladderId}`) as string as EscalationId;
}
