import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { EndingClass } from '../../ports/retention';
import { below } from '../conditions';
import type { Filter, Row, Table, Update } from '../table';

/** A collection whose rows have an end, and the indexed field that says when it was. */
export interface Ending {
  readonly table: Table<Row>;
  readonly field:
    | 'changedAt'
    | 'expiresAt'
    | 'forgetAt'
    | 'startedAt'
    | 'shownAt'
    | 'settledAt'
    | 'endsAt'
    | 'endedAt'
    | 'at'
    | 'on'
    | 'unheldSinceAt'
    | 'unusedSinceAt';
  /**
   * The row stays and loses this; `isWhole` says of which that is still to be done. Absent: the row goes.
   */
  readonly strip?: { readonly update: Update<Row>; readonly isWhole: Filter };
  /** What of it can end at all; absent: all. */
  readonly only?: () => Promise<Filter>;
  /** Takes out, before as many rows are planned, what of them has not ended after all; may be repeated. */
  readonly keepFirst?: (ended: Filter, limit: number) => Promise<void>;
  /** Goes before the rows of these ids, which have ended; may be repeated. */
  readonly removeFirst?: (ids: readonly string[], ended: Filter) => Promise<void>;
}
export type Endings = Readonly<Record<EndingClass, Ending>>;

/** Rows that ended before; where the field is null they have no end yet. */
export async function endedBefore({ field, only, strip }: Ending, before: Instant): Promise<Filter> {
  return { [field]: below(field === 'on' ? civilDateOf(before) : before), ...strip?.isWhole, ...(await only?.()) };
}
