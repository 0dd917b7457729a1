import type { Look } from '../../domain/accounts/look';
import { looksOf } from '../../domain/accounts/lookRun';
import type { LookId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Row } from '../table';

/**
 * A look, or several that found the same (`domain/accounts/lookRun`). `endedAt` is that of the last of them;
 * `lateWithinMs` stands in rows of versions before.
 */
export interface LookRow extends Row, Omit<Look, 'id'> {
  readonly _id: LookId;
  readonly lateWithinMs?: number;
  /** A verdict, finding or fulfilment rests on it: it stays when looks of its age are rolled up. */
  readonly inEvidence?: true;
  /** How long the first look took; absent: nothing is added to this row. */
  readonly tookMs?: number;
  /** When the last look of the row began. */
  readonly lastAt?: Instant;
  readonly repeats?: number;
  readonly again?: readonly string[];
}

export const lookSchema = documentSchema({
  _id: text,
  accountId: text,
  platform: text,
  startedAt: instant,
  endedAt: instant,
  outcome: text,
  detail: text,
  coverage: text,
  itemCount: count,
  newCount: count,
  futureDatedCount: count,
  completeFromAt: instant,
  lateWithinMs: count,
  inEvidence: flag,
  tookMs: count,
  lastAt: instant,
  repeats: count,
  again: { type: [text.type], default: undefined },
});

/** The looks of a row as they were, the oldest first. */
export function readLooks(row: LookRow, hasher: Hasher): readonly Look[] {
  const { tookMs, again = [] } = row;
  const endedAt = again.length === 0 || tookMs === undefined ? row.endedAt : new Date(row.startedAt.getTime() + tookMs);
  return looksOf({ first: { ...readFirst(row), endedAt }, again }, (key) => lookIdOf(key, hasher));
}

/** The row of one look. */
export function rowOf({ id, ...look }: Look): LookRow {
  const tookMs = look.endedAt.getTime() - look.startedAt.getTime();
  return { _id: id, ...look, tookMs, lastAt: look.startedAt, repeats: 0 };
}

function lookIdOf(key: string, hasher: Hasher): LookId {
  return hasher.sha256(key).slice(0, ID_LENGTH) as LookId;
}
const ID_LENGTH = 24;

function readFirst(row: LookRow): Look {
  return {
    id: row._id,
    accountId: row.accountId,
    platform: row.platform,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    outcome: row.outcome,
    detail: row.detail,
    coverage: row.coverage,
    itemCount: row.itemCount,
    newCount: row.newCount,
    futureDatedCount: row.futureDatedCount,
    completeFromAt: row.completeFromAt,
  };
}
