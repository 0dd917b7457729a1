import type { Schema } from 'mongoose';
import { HOUR_MS, type Instant } from '../../domain/time/instant';
import type { HostSharing } from '../../ports/hostSharing';
import { checkText } from '../checkInput';
import { atMost } from '../conditions';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

interface CallerRow extends Row {
  readonly _id: string;
  readonly works: boolean;
  readonly untilAt: Instant;
}
interface HostRestRow extends Row {
  readonly _id: string;
  readonly untilAt: Instant;
  readonly openings: number;
  readonly probeUntilAt: Instant;
  /** A host nobody calls any more is forgotten. */
  readonly forgetAt: Instant;
}
interface HostPlaceRow extends Row {
  readonly _id: string;
  readonly token: string;
  readonly untilAt: Instant;
}

const callerSchema = documentSchema({ _id: text, works: flag, untilAt: instant });
const hostRestSchema = documentSchema({
  _id: text,
  untilAt: instant,
  openings: count,
  probeUntilAt: instant,
  forgetAt: instant,
});
const hostPlaceSchema = documentSchema({ _id: text, token: text, untilAt: instant });

const MOST_CALLERS = 200;
const MOST_RESTS = 2_000;
const REST_KEPT_MS = HOUR_MS;
const NOT_PROBED = new Date(0);

/** All three collections are small: processes that live, hosts in trouble, calls under way at shared places. */
export function createHostSharing(open: <D extends Row>(name: string, schema: Schema) => Table<D>): HostSharing {
  const callers = open<CallerRow>('host-callers', callerSchema);
  const rests = open<HostRestRow>('host-rests', hostRestSchema);
  const places = open<HostPlaceRow>('host-places', hostPlaceSchema);
  return {
    attend: async ({ id, works }, { now, untilAt }) => {
      await callers.put({ _id: checkText(id, 'id') }, { $set: { works, untilAt } });
      const all = await callers.many({}, { sort: { _id: 1 }, limit: MOST_CALLERS });
      const living = all.filter((row) => row.untilAt > now);
      if (living.length < all.length) await callers.removeAll({ untilAt: atMost(now) });
      return living.map((row) => ({ id: row._id, works: row.works }));
    },
    leave: async (id) => {
      await callers.remove({ _id: checkText(id, 'id') });
    },
    rests: async (now) => {
      const all = await rests.many({}, { sort: { _id: 1 }, limit: MOST_RESTS });
      const known = all.filter(({ forgetAt }) => forgetAt > now);
      // A host that is gone for good is found well by nobody: it is forgotten.
      if (known.length < all.length) await rests.removeAll({ forgetAt: atMost(now) });
      return known.map(({ _id, untilAt, openings }) => ({ host: _id, untilAt, openings }));
    },
    putRest: async ({ host, untilAt, openings }) => {
      const forgetAt = new Date(untilAt.getTime() + REST_KEPT_MS);
      await rests.put(
        { _id: checkText(host, 'host') },
        { $set: { untilAt, openings, forgetAt, probeUntilAt: NOT_PROBED } },
      );
    },
    endRest: async (host) => {
      await rests.remove({ _id: checkText(host, 'host') });
    },
    claimProbe: async (host, { now, untilAt }) => {
      const _id = checkText(host, 'host');
      if (await rests.change({ _id, probeUntilAt: atMost(now) }, { $set: { probeUntilAt: untilAt } })) return true;
      // What nobody told of rests for this process alone.
      return (await rests.one({ _id })) === null;
    },
    freeProbe: async (host, untilAt) => {
      await rests.change(
        { _id: checkText(host, 'host'), probeUntilAt: untilAt },
        { $set: { probeUntilAt: NOT_PROBED } },
      );
    },
    takePlace: async (host, { token, now, untilAt }) => {
      const _id = checkText(host, 'host');
      const lease = { token: checkText(token, 'token'), untilAt };
      if (await places.change({ _id, untilAt: atMost(now) }, { $set: lease })) return true;
      return (await places.insert({ _id, ...lease })) === 'inserted';
    },
    freePlace: async (host, token) => {
      await places.remove({ _id: checkText(host, 'host'), token: checkText(token, 'token') });
    },
  };
}
