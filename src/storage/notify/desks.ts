import type { MessageId, NotifyChannelId, PersonId } from '../../domain/ids';
import type { SentLately } from '../../domain/notify/folding';
import type { Instant } from '../../domain/time/instant';
import type { Desk, Desks } from '../../ports/notifyStorage';
import { checkId, checkText } from '../checkInput';
import { atMost } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface DeskRow extends Row {
  readonly _id: string;
  readonly dueAt: Instant;
  /** Rung while it was held. */
  readonly rungAt: Instant;
  readonly lease: StoredLease;
  readonly messageId: MessageId | null;
  readonly sent: readonly SentLately[];
}

export const deskSchema = documentSchema({
  _id: text,
  dueAt: instant,
  rungAt: instant,
  lease: leasePart,
  messageId: text,
  sent: { type: [partSchema({ at: instant, families: texts, isTurnedAway: flag })] },
});

/** A minimum over it is always the other: nothing waits at the desk. */
const NEVER = new Date('9999-12-31T00:00:00Z');
/** Rung so often while it is being freed. */
const MOST_RINGS = 20;

export function createDesks(table: Table<DeskRow>): Desks {
  return {
    ring: async (key, at) => {
      const _id = checkText(key, 'desk');
      await table.insertMissing([{ _id, dueAt: NEVER, rungAt: NEVER, lease: freeLease(), messageId: null, sent: [] }]);
      await table.change({ _id }, { $min: { dueAt: at, rungAt: at } });
    },
    claim: async (request) => {
      const lease = takenLease(request);
      const row = await table.findOneAndUpdate(
        { dueAt: atMost(request.now), 'lease.untilAt': atMost(request.now) },
        { $set: { lease, dueAt: lease.untilAt, rungAt: NEVER } },
        { answer: 'after', sort: { dueAt: 1, _id: 1 } },
      );
      return row === null ? null : readDesk(row);
    },
    open: (key, token, messageId) =>
      table.change(
        { _id: checkText(key, 'desk'), 'lease.token': checkText(token, 'token') },
        { $set: { messageId: checkId(messageId, 'messageId') } },
      ),
    clearAll: async () => {
      await table.changeAll({}, { $set: { messageId: null } });
    },
    settle: async (key, token, { messageId, sent, dueAt }) => {
      const held = { _id: checkText(key, 'desk'), 'lease.token': checkText(token, 'token') };
      for (let lost = 0; lost < MOST_RINGS; lost += 1) {
        const row = await table.one(held);
        if (row === null) return false;
        const { rungAt } = row;
        const next = dueAt === null || rungAt < dueAt ? rungAt : dueAt;
        const set = { messageId, sent, lease: freeLease(), dueAt: next };
        if (await table.change({ ...held, rungAt }, { $set: set })) return true;
      }
      // It is due again when the lease is over.
      return false;
    },
  };
}

function readDesk({ _id, messageId, sent }: DeskRow): Desk {
  const [channelId = '', person = ''] = _id.split(':');
  return {
    key: _id,
    channelId: channelId as NotifyChannelId,
    personId: person === 'group' ? null : (person as PersonId),
    messageId,
    sent,
  };
}
