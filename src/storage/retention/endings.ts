import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { EndingClass } from '../../ports/retention';
import { below } from '../conditions';
import type { Filter, Row, Table } from '../table';

/** A collection whose rows have an end, and the indexed field that says when it was. */
export interface Ending {
  readonly table: Table<Row>;
  readonly field: 'expiresAt' | 'forgetAt' | 'startedAt' | 'at' | 'on';
}
export type Endings = Readonly<Record<EndingClass, Ending>>;

/** Rows that ended before; where the field is null they have no end yet. */
export function endedBefore({ field }: Ending, before: Instant): Filter {
  return { [field]: below(field === 'on' ? civilDateOf(before) : before) };
}
