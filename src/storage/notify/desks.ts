import type { MessageId, NotifyChannelId, PersonId } from '../../domain/ids';
import type { SentLately } from '../../domain/notify/folding';
import type { Instant } from '../../domain/time/instant';
import type { Desk, Desks } from '../../ports/notifyStorage';
import { checkId, checkText } from '../checkInput';
import { atMost } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface DeskRow extends Row {
  readonly _id: string;
  readonly dueAt: Instant;
  readonly lease: StoredLease;
  readonly messageId: MessageId | null;
  readonly sent: readonly SentLately[];
}

export const deskSchema = documentSchema({
  _id: text,
  dueAt: instant,
  lease: leasePart,
  messageId: text,
  sent: { type: [partSchema({ at: instant, families: texts })] },
});

/** A minimum over it is always the other: nothing waits at the desk. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export function createDesks(table: Table<DeskRow>): Desks {
  return {
    ring: async (key, at) => {
      const _id = checkText(key, 'desk');
      await table.insertMissing([{ _id, dueAt: NEVER, lease: freeLease(), messageId: null, sent: [] }]);
      await table.change({ _id }, { $min: { dueAt: at } });
    },
    claim: async (request) => {
      const lease = takenLease(request);
      const row = await table.findOneAndUpdate(
        { dueAt: atMost(request.now), 'lease.untilAt': atMost(request.now) },
        { $set: { lease, dueAt: lease.untilAt } },
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
    settle: (key, token, { messageId, sent, dueAt }) =>
      table.change(
        { _id: checkText(key, 'desk'), 'lease.token': checkText(token, 'token') },
        { $set: { messageId, sent, lease: freeLease() }, $min: { dueAt: dueAt ?? NEVER } },
      ),
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
