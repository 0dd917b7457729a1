import type { DelegationId, PersonId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';
import { addCivilDays, civilDateOf } from '../time/civil';
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

export type DelegationProblem =
  | 'to-self'
  | 'ends-before-it-begins'
  | 'is-over'
  | 'no-kind'
  | 'kind-twice'
  | 'too-long'
  | 'holds-already'
  | 'too-many';

/** How many one person may have given that are not over. */
export const MOST_GIVEN = 20;
/** Longer than that it is no absence: the flow is to name somebody else. */
export const LONGEST_DAYS = 366;

type Draft = Pick<Delegation, 'fromId' | 'toId' | 'fromDate' | 'toDate' | 'kinds'>;

/** Why a delegation cannot be made; null: it can. `given`: what its giver has given that is not over. */
export function delegationProblem(
  draft: Draft,
  { now, given }: { readonly now: Instant; readonly given: readonly Delegation[] },
): DelegationProblem | null {
  const { fromId, toId, fromDate, toDate, kinds } = draft;
  if (fromId === toId) return 'to-self';
  if (kinds.length === 0) return 'no-kind';
  if (new Set(kinds).size !== kinds.length) return 'kind-twice';
  if (toDate < fromDate) return 'ends-before-it-begins';
  if (toDate < civilDateOf(now)) return 'is-over';
  if (toDate > addCivilDays(fromDate, LONGEST_DAYS - 1)) return 'too-long';
  if (given.some((one) => covers(one, draft))) return 'holds-already';
  return given.length >= MOST_GIVEN ? 'too-many' : null;
}

/** Whether a delegation lets everything be done that another one would. */
function covers(one: Draft, other: Draft): boolean {
  return (
    one.toId === other.toId &&
    one.fromDate <= other.fromDate &&
    other.toDate <= one.toDate &&
    other.kinds.every((kind) => one.kinds.includes(kind))
  );
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
