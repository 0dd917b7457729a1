import type { MessageId } from '../../domain/ids';
import { MESSAGE_STATES, type Message } from '../../domain/notify/message';
import type { Messages } from '../../ports/notifyStorage';
import { checkChoice, checkId } from '../checkInput';
import { anyOf } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface MessageRow extends Row, Omit<Message, 'id'> {
  readonly _id: MessageId;
}

export const messageSchema = documentSchema({
  _id: text,
  desk: text,
  channelId: text,
  channelName: text,
  channelKind: text,
  personId: text,
  recipient: text,
  to: text,
  notificationIds: texts,
  letterId: text,
  content: text,
  rendered: partSchema({ subject: text, text, html: text, clipped: flag }),
  state: text,
  reason: text,
  attempts: count,
  mayHaveArrived: flag,
  createdAt: instant,
  begunAt: instant,
  nextAt: instant,
  settledAt: instant,
  receipt: text,
});

const NEWEST_FIRST: ListOrder<MessageRow> = { by: 'createdAt', direction: -1, kind: 'instant' };

export function createMessages(table: Table<MessageRow>): Messages {
  return {
    insert: ({ id, ...message }) => table.insert({ _id: id, ...message }),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'messageId') });
      return row === null ? null : readMessage(row);
    },
    begin: (id, { attempts, at }) =>
      table.change(
        { _id: checkId(id, 'messageId'), state: 'ready', attempts: attempts - 1 },
        { $set: { state: 'sending', attempts, begunAt: at } },
      ),
    settle: ({ id, attempts, begunAt }, to) =>
      table.change({ _id: checkId(id, 'messageId'), state: 'sending', attempts, begunAt }, { $set: to }),
    rewrite: ({ id, attempts }, content) =>
      table.change({ _id: checkId(id, 'messageId'), state: 'ready', attempts }, { $set: content }),
    withdraw: ({ id, attempts }) => table.remove({ _id: checkId(id, 'messageId'), state: 'ready', attempts }),
    endAll: async ({ state, reason, at }) => {
      await table.changeAll({ state: anyOf(['ready', 'sending']) }, { $set: { state, reason, settledAt: at } });
    },
    putOff: async (id, nextAt) => {
      await table.change({ _id: checkId(id, 'messageId'), state: 'ready' }, { $set: { nextAt } });
    },
    list: ({ state, channelId, personId }, page) =>
      readPage(
        table,
        {
          filter: {
            ...(state === undefined ? {} : { state: checkChoice(state, MESSAGE_STATES, 'state') }),
            ...(channelId === undefined ? {} : { channelId: checkId(channelId, 'channelId') }),
            ...(personId === undefined ? {} : { personId: checkId(personId, 'personId') }),
          },
          order: NEWEST_FIRST,
          page,
        },
        readMessage,
      ),
  };
}

function readMessage({ _id, ...row }: MessageRow): Message {
  // Messages of before there were letters name none.
  return { id: _id, ...row, letterId: row.letterId ?? null };
}
