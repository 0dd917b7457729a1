import type { DelegationId, PersonId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import { civilDateOf } from '../time/civil';
import type { ReviewKind } from './review';

/** Somebody acts for somebody else, from one day to another, both included. Who acts so delegates it no further. */
export interface Delegation {
  readonly id: DelegationId;
  /** Whose stages they are. */
  readonly fromId: PersonId;
  /** Who acts. */
  readonly toId: PersonId;
  readonly kinds: readonly ReviewKind[];
  readonly fromDate: CivilDate;
  readonly toDate: CivilDate;
  readonly reason: string;
  readonly madeAt: Instant;
  readonly version: number;
}

export type DelegationProblem = 'to-self' | 'ends-before-it-begins' | 'is-over' | 'no-kind';

/** Why a delegation cannot be made; null: it can. */
export function delegationProblem(
  { fromId, toId, fromDate, toDate, kinds }: Pick<Delegation, 'fromId' | 'toId' | 'fromDate' | 'toDate' | 'kinds'>,
  now: Instant,
): DelegationProblem | null {
  if (fromId === toId) return 'to-self';
  if (kinds.length === 0) return 'no-kind';
  if (toDate < fromDate) return 'ends-before-it-begins';
  return toDate < civilDateOf(now) ? 'is-over' : null;
}

/** For whom a person acts now in reviews of a kind, or of any. */
export function actsFor(
  delegations: readonly Delegation[],
  { personId, kind, now }: { readonly personId: PersonId; readonly kind: ReviewKind | null; readonly now: Instant },
): readonly PersonId[] {
  const today = civilDateOf(now);
  return [
    ...new Set(
      delegations
        .filter(
          ({ toId, kinds, fromDate, toDate }) =>
            toId === personId && (kind === null || kinds.includes(kind)) && fromDate <= today && today <= toDate,
        )
        .map(({ fromId }) => fromId),
    ),
  ];
}
