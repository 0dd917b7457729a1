import type { NotifyChannelId } from '../../domain/ids';
import { forgotten, NO_TRIALS, type ChannelTrials } from '../../domain/notify/canary';
import type { NotifyChannel } from '../../domain/notify/channel';
import type { NotifyLimit } from '../../domain/notify/limits';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../domain/time/instant';
import type { NotifyChannels, NotifyPlaceId } from '../../ports/notifyStorage';
import { leaving, outboxField } from '../alerts/outbox';
import { checkId, MAX_BATCH } from '../checkInput';
import { above, below } from '../conditions';
import { openEach, openSecrets, sealSecrets, type Cipher } from '../credentials/credentialRow';
import { count, documentSchema, flag, instant, partSchema, text, textByKey } from '../schemaParts';
import type { Row, Table } from '../table';
import { createKept, type KeptRow } from './kept';

/** Rows of before do not say since when. */
type StoredTrials = Omit<ChannelTrials, 'failingSinceAt'> & Partial<Pick<ChannelTrials, 'failingSinceAt'>>;

export interface NotifyChannelRow extends KeptRow, Omit<NotifyChannel, 'id' | 'canary' | 'trials'> {
  readonly _id: NotifyChannelId;
  /** Absent in rows of before. */
  readonly canary?: NotifyChannel['canary'];
  readonly trials?: StoredTrials | null;
  readonly content: string | null;
  readonly sealed: boolean;
  readonly keyId: string | null;
}

export const notifyChannelSchema = documentSchema({
  _id: text,
  name: text,
  kind: text,
  unitId: text,
  language: text,
  settings: textByKey,
  fallbackId: text,
  disabled: flag,
  lastTest: partSchema({ at: instant, outcome: text, code: text }),
  canary: partSchema({ rhythm: text, atMinute: count, to: text, sinceAt: instant }),
  trials: partSchema({
    run: partSchema({ on: text, state: text, tries: count, nextAt: instant }),
    isFailing: flag,
    failingSinceAt: instant,
    lastGoodAt: instant,
    lastFailed: partSchema({ at: instant, code: text }),
    version: count,
  }),
  version: count,
  content: text,
  sealed: flag,
  keyId: text,
  removedAt: instant,
  outbox: outboxField,
});

/** When the messages of the last minute went out to what the other side counts by, over all processes. */
export interface NotifyPlacesRow extends Row {
  readonly _id: NotifyPlaceId;
  readonly takenAt: readonly Instant[];
  readonly pausedUntilAt: Instant;
  readonly version: number;
}

export const notifyPlacesSchema = documentSchema({
  _id: text,
  takenAt: { type: [Date] },
  pausedUntilAt: instant,
  version: count,
});

/** Lost races in a row: each means that another process has taken a place, or noted a trial. */
const MOST_RACES = 200;
const EPOCH = new Date(0);
const NOT_PAUSED = EPOCH;
const NOT_TRIED = { trials: null };
const ofTrials = (version: number) => (version === 0 ? NOT_TRIED : { 'trials.version': version });

interface Tables {
  readonly channels: Table<NotifyChannelRow>;
  readonly places: Table<NotifyPlacesRow>;
  readonly cipher: Cipher | null;
}

export function createNotifyChannels({ channels, places, cipher }: Tables): NotifyChannels {
  const kept = createKept(channels);
  return {
    list: async () => (await kept.rows()).map(readChannel),
    byId: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : readChannel(row);
    },
    ever: async () => {
      const removed = await channels.many({ removedAt: above(EPOCH) }, { sort: { _id: 1 }, limit: MAX_BATCH });
      return [
        ...(await kept.rows()).map(readChannel),
        ...removed.map((row) => ({ ...readChannel(row), disabled: true })),
      ];
    },
    insert: ({ id, trials: _trials, ...channel }, secrets, event) =>
      kept.insert({ ...channel, _id: id, trials: null, ...sealSecrets(secrets, cipher) }, event),
    // What tests and trials have said since it was read stays.
    change: ({ id, version, lastTest: _test, trials: _trials, ...channel }, secrets, event) =>
      kept.change({ id, version }, { ...channel, ...(secrets === null ? {} : sealSecrets(secrets, cipher)) }, event),
    changeAnew: async ({ id, version, lastTest: _test, trials: _trials, ...channel }, secrets, event) => {
      const filled = { ...channel, ...(secrets === null ? {} : sealSecrets(secrets, cipher)) };
      for (let lost = 0; lost < MOST_RACES; lost += 1) {
        const row = await kept.row(id);
        if (row?.version !== version) return false;
        const before = readTrials(row);
        const trials = before.version === 0 ? null : { ...forgotten(before), version: before.version + 1 };
        const where = { _id: id, version, removedAt: null, ...ofTrials(before.version) };
        const set = { ...filled, trials, version: version + 1 };
        if (await channels.change(where, { $set: set, ...leaving([event]) })) return true;
      }
      throw lostRaces(channels.name, 'the trials of a channel');
    },
    remove: (id, version, event) =>
      kept.change({ id, version }, { removedAt: event.ledger.recordedAt, content: null }, event),
    secrets: async (id) => {
      const row = await kept.row(id);
      return row === null ? null : openSecrets(row, cipher);
    },
    opened: async () => openEach(await kept.rows(), cipher),
    canOpen: async (id) => {
      const row = await kept.row(id);
      try {
        return row !== null && openSecrets(row, cipher) !== null;
      } catch {
        return false;
      }
    },
    recordTest: async (id, lastTest) => {
      await channels.change({ _id: checkId(id, 'channelId') }, { $set: { lastTest } });
    },
    recordTrials: (channel, { version, ...trials }, event) =>
      channels.change(
        {
          _id: checkId(channel.id, 'channelId'),
          version: channel.version,
          removedAt: null,
          ...ofTrials(version),
        },
        { $set: { trials: { ...trials, version: version + 1 } }, ...(event === null ? {} : leaving([event])) },
      ),
    takePlace: (id, limit, now) => takePlace(places, checkId(id, 'placeId'), { limit, now }),
    pause: async (id, untilAt) => {
      const _id = checkId(id, 'placeId');
      await places.insertMissing([{ _id, takenAt: [], pausedUntilAt: NOT_PAUSED, version: 0 }]);
      await places.change({ _id, pausedUntilAt: below(untilAt) }, { $set: { pausedUntilAt: untilAt } });
    },
  };
}

async function takePlace(
  places: Table<NotifyPlacesRow>,
  _id: NotifyPlaceId,
  { limit, now }: { readonly limit: NotifyLimit; readonly now: Instant },
): Promise<Instant | null> {
  for (let lost = 0; lost < MOST_RACES; lost += 1) {
    const row = await places.one({ _id });
    if (row === null) {
      if ((await places.insert({ _id, takenAt: [now], pausedUntilAt: NOT_PAUSED, version: 1 })) === 'inserted')
        return null;
      continue;
    }
    if (row.pausedUntilAt > now) return row.pausedUntilAt;
    // What lies further ahead than clocks differ was taken before the clock was set back.
    const ofMinute = row.takenAt.filter((at) => Math.abs(now.getTime() - at.getTime()) < MINUTE_MS);
    const freeAt = [
      freedAt(ofMinute, limit.perMinute, MINUTE_MS),
      limit.perSecond === null ? null : freedAt(ofMinute, limit.perSecond, SECOND_MS),
    ].reduce<number>((latest, at) => Math.max(latest, at ?? 0), 0);
    if (freeAt > now.getTime()) return new Date(freeAt);
    const { version } = row;
    if (await places.change({ _id, version }, { $set: { takenAt: [...ofMinute, now], version: version + 1 } }))
      return null;
  }
  throw lostRaces(places.name, 'a place');
}

function lostRaces(table: string, what: string): Error {
  return new Error(`${table}: lost ${MOST_RACES} races for ${what} in a row.`);
}

/** When fewer than `most` of the places lie within the time before; in milliseconds. */
function freedAt(taken: readonly Instant[], most: number, withinMs: number): number | null {
  const last = taken.map((at) => at.getTime()).sort((one, other) => other - one)[most - 1];
  return last === undefined ? null : last + withinMs;
}

function readChannel(row: NotifyChannelRow): NotifyChannel {
  const { _id, name, kind, unitId, language, settings, fallbackId, disabled, lastTest, version } = row;
  const { canary = null } = row;
  return {
    ...{ id: _id, name, kind, unitId, language, settings, fallbackId, disabled, lastTest, version },
    canary,
    trials: readTrials(row),
  };
}

function readTrials({ trials }: Pick<NotifyChannelRow, 'trials'>): ChannelTrials {
  if (trials === undefined || trials === null) return NO_TRIALS;
  const since = trials.failingSinceAt ?? trials.lastFailed?.at ?? null;
  return { ...trials, failingSinceAt: trials.isFailing ? since : null };
}
