import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { Expired } from '../../ports/storage';
import { anyOf, atMost } from '../conditions';
import type { Row, Table } from '../table';

/** What has expired is kept so long, for whoever asks why it opens nothing any more. */
const KEPT_MS = DAY_MS;
/** Recorded ticks are kept so long. */
const RUNS_KEPT_MS = 30 * DAY_MS;
/** Removed in one write. */
const BATCH = 500;

/** A collection whose rows have an end, and the field that says when it was. */
export interface Ending {
  readonly table: Table<Row>;
  readonly field: 'expiresAt' | 'forgetAt' | 'startedAt';
}

/** Every collection with an end; the field is indexed. Rows where it is null have none yet. */
export function createExpired(endings: readonly Ending[]): Expired {
  return {
    async forget(now, limit) {
      const gone: Record<string, number> = {};
      for (const ending of endings) gone[ending.table.name] = await forgetIn(ending, now, limit);
      return gone;
    },
  };
}

async function forgetIn({ table, field }: Ending, now: Instant, limit: number): Promise<number> {
  const endedBy = new Date(now.getTime() - (field === 'startedAt' ? RUNS_KEPT_MS : KEPT_MS));
  let gone = 0;
  while (gone < limit) {
    const batch = await table.many(
      { [field]: atMost(endedBy) },
      { sort: { [field]: 1 }, limit: Math.min(BATCH, limit - gone) },
    );
    if (batch.length === 0) break;
    // Named one by one, and only if they still have ended: a row may have been taken up again meanwhile.
    gone += await table.removeAll({ _id: anyOf(batch.map(({ _id }) => _id)), [field]: atMost(endedBy) });
  }
  return gone;
}
