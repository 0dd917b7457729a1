import { latenessBound } from '../../domain/accounts/lateness';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Looks } from '../../ports/storage';
import { coalesce } from '../coalesce';
import { above, below } from '../conditions';
import { countByKey, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

/** How late the looks began that ended within one minute, by bound. Taken again by the same minute two hours later. */
export interface LatenessRow extends Row {
  readonly _id: string;
  readonly minuteAt: Instant;
  readonly looks: Readonly<Record<string, number>>;
}

export const latenessSchema = documentSchema({ _id: text, minuteAt: instant, looks: countByKey });

/** More than anybody asks for; the minute under way must not be one of those that are read. */
const MINUTES_KEPT = 120;
/** What is further ahead was counted by a clock that is wrong. */
const CLOCKS_APART_MS = 10 * MINUTE_MS;
/** A minute that another process begins at the same moment is met once. */
const MAX_PASSES = 8;

export interface Lateness {
  readonly note: Looks['noteLateness'];
  readonly since: Looks['latenessSince'];
}

export function createLateness(table: Table<LatenessRow>): Lateness {
  const add = async (minuteMs: number, looks: Readonly<Record<string, number>>): Promise<void> => {
    const minuteAt = new Date(minuteMs);
    const _id = String((minuteMs / MINUTE_MS) % MINUTES_KEPT);
    const $inc = Object.fromEntries(Object.entries(looks).map(([bound, times]) => [`looks.${bound}`, times]));
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      if (await table.change({ _id, minuteAt }, { $inc })) return;
      // A later minute is one of two hours ahead at least, of a process whose clock is: it must not keep others out.
      const isAnother = { $or: [{ minuteAt: below(minuteAt) }, { minuteAt: above(minuteAt) }] };
      if (await table.change({ _id, ...isAnother }, { $set: { minuteAt, looks } })) return;
      if ((await table.insert({ _id, minuteAt, looks })) === 'inserted') return;
    }
    throw new Error(`Minute ${minuteAt.toISOString()} of the lateness is begun by too many at once.`);
  };
  return {
    note: coalesce(async (looks: readonly { readonly endedAt: Instant; readonly lateMs: number }[]) => {
      const minutes = new Map<number, Record<string, number>>();
      for (const { endedAt, lateMs } of looks) {
        const minuteMs = Math.floor(endedAt.getTime() / MINUTE_MS) * MINUTE_MS;
        const counted = minutes.get(minuteMs) ?? {};
        const bound = latenessBound(lateMs);
        counted[bound] = (counted[bound] ?? 0) + 1;
        minutes.set(minuteMs, counted);
      }
      for (const [minuteMs, counted] of minutes) await add(minuteMs, counted);
      return looks.map(() => undefined);
    }),
    since: async (from, now) => {
      const fromAt = new Date(Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS);
      const rows = await table.many({}, { sort: { _id: 1 }, limit: MINUTES_KEPT });
      const counted = new Map<number, number>();
      for (const { minuteAt, looks } of rows)
        if (minuteAt >= fromAt && minuteAt.getTime() <= now.getTime() + CLOCKS_APART_MS)
          for (const [bound, times] of Object.entries(looks))
            counted.set(Number(bound), (counted.get(Number(bound)) ?? 0) + times);
      return [...counted].map(([withinMs, looks]) => ({ withinMs, looks }));
    },
  };
}
