import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { PlatformMessage } from '../../ports/connectors';
import type { InboxMessage, CallbackEndpoint, PlatformInbox } from '../../ports/credentials';
import { checkText } from '../checkInput';
import { atMost } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Table } from '../table';
import type { Cipher } from './credentialRow';
import type { SealedRow } from './reseal';

/** Sealed like a credential: a ticket and an authorisation code are secrets too. */
export interface InboxRow extends SealedRow {
  readonly _id: string;
  readonly door: CallbackEndpoint;
  readonly receivedAt: Instant;
  readonly attempts: number;
  readonly lease: StoredLease;
  /** When it has to be worked; null: it is done. */
  readonly dueAt: Instant | null;
  /** When the store may forget it; null: while it waits, never. */
  readonly forgetAt: Instant | null;
}

export const inboxSchema = documentSchema({
  _id: text,
  door: partSchema({ platform: text, applicationId: text, externalId: text }),
  content: text,
  sealed: flag,
  keyId: text,
  receivedAt: instant,
  attempts: count,
  lease: leasePart,
  dueAt: instant,
  forgetAt: instant,
});

const END_OF_TIME = new Date(8.64e15);
/** A platform repeats a delivery within seconds; whoever replays one later meets its time-stamped signature first. */
const REMEMBERED_MS = 7 * DAY_MS;

export function createPlatformInbox(table: Table<InboxRow>, cipher: Cipher | null): PlatformInbox {
  const read = (row: InboxRow): InboxMessage => ({
    key: row._id,
    door: row.door,
    message: open(row, cipher),
    receivedAt: row.receivedAt,
    attempts: row.attempts,
  });
  return {
    receive: async ({ key, door, message, receivedAt }) => {
      const content = JSON.stringify(message);
      const row: InboxRow = {
        _id: checkText(key, 'key'),
        door,
        content: cipher === null ? content : cipher.seal(content),
        sealed: cipher !== null,
        keyId: cipher?.keyId ?? null,
        receivedAt,
        attempts: 0,
        lease: freeLease(),
        dueAt: receivedAt,
        forgetAt: null,
      };
      if ((await table.insert(row)) === 'inserted') return 'stored';
      // Whether a delivery is a repeated one depends on our clock, not on when the old row is removed.
      const { _id, ...fields } = row;
      return (await table.change({ _id, forgetAt: atMost(receivedAt) }, { $set: fields })) ? 'stored' : 'known';
    },
    claim: async (request) => {
      const row = await table.findOneAndUpdate(
        { dueAt: atMost(request.now), 'lease.untilAt': atMost(request.now) },
        { $set: { lease: takenLease(request) }, $inc: { attempts: 1 } },
        { answer: 'after', sort: { dueAt: 1, _id: 1 } },
      );
      return row === null ? null : read(row);
    },
    settle: async (key, token, result) =>
      table.change(
        { _id: checkText(key, 'key'), 'lease.token': checkText(token, 'token') },
        {
          $set:
            'done' in result
              ? { dueAt: null, forgetAt: new Date(result.done.getTime() + REMEMBERED_MS), lease: freeLease() }
              : { dueAt: result.again, lease: freeLease() },
        },
      ),
    oldestWaitingAt: async () =>
      (await table.one({ dueAt: atMost(END_OF_TIME) }, { receivedAt: 1 }))?.receivedAt ?? null,
    countWaiting: async () => table.count({ dueAt: atMost(END_OF_TIME) }),
  };
}

function open(row: InboxRow, cipher: Cipher | null): PlatformMessage {
  const text = row.sealed && cipher !== null ? cipher.open(row.content ?? '') : (row.content ?? '');
  return JSON.parse(text, (name, value: unknown) =>
    name.endsWith('At') || name === 'at' ? asInstant(value) : value,
  ) as PlatformMessage;
}

/** Instants travel through JSON as texts. */
function asInstant(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value) : value;
}
