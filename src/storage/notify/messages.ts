import type { MessageId } from '../../domain/ids';
import { FAILED_MESSAGE_STATES, MESSAGE_STATES, type Message } from '../../domain/notify/message';
import type { Instant } from '../../domain/time/instant';
import type { Messages } from '../../ports/notifyStorage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { checkChoice, checkId, checkIds, checkText } from '../checkInput';
import { above, anyOf, notNull } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

/** Rows of before lack these. */
type Added = 'again' | 'attemptsBefore' | 'tries';

export interface MessageRow extends Row, Omit<Message, 'id' | Added>, Partial<Pick<Message, Added>>, WithOutbox {
  readonly _id: MessageId;
  /** Since when somebody waits for it to be sent again; null once its call has begun. */
  readonly askedAt?: Instant | null;
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
  again: partSchema({ byName: text, at: instant }),
  attemptsBefore: count,
  tries: { type: [partSchema({ at: instant, endedAt: instant, code: text, byName: text })] },
  askedAt: instant,
  outbox: outboxField,
});

const NEVER = new Date(0);

const NEWEST_FIRST: ListOrder<MessageRow> = { by: 'createdAt', direction: -1, kind: 'instant' };

export function createMessages(table: Table<MessageRow>): Messages {
  return {
    insert: ({ id, ...message }) => table.insert({ _id: id, ...message, outbox: [] }),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'messageId') });
      return row === null ? null : readMessage(row);
    },
    begin: (id, { attempts, at }) =>
      table.change(
        { _id: checkId(id, 'messageId'), state: 'ready', attempts: attempts - 1 },
        { $set: { state: 'sending', attempts, begunAt: at, askedAt: null } },
      ),
    settle: ({ id, attempts, begunAt }, to) =>
      table.change({ _id: checkId(id, 'messageId'), state: 'sending', attempts, begunAt }, { $set: to }),
    refuse: ({ id, attempts }, { at, ...to }) =>
      table.change(
        { _id: checkId(id, 'messageId'), state: 'ready', attempts },
        { $set: { ...to, state: 'refused', nextAt: at, settledAt: at, receipt: null, askedAt: null } },
      ),
    giveUp: ({ id, attempts }, at) =>
      table.change(
        { _id: checkId(id, 'messageId'), state: 'ready', attempts },
        { $set: { state: 'given-up', nextAt: at, settledAt: at, askedAt: null } },
      ),
    askAgain: ({ id, attempts }, { content, again }, event) =>
      table.change(
        { _id: checkId(id, 'messageId'), state: anyOf(FAILED_MESSAGE_STATES), attempts },
        {
          $set: {
            ...{ content, again, state: 'ready', attemptsBefore: attempts, settledAt: null },
            ...{ nextAt: again.at, askedAt: again.at },
          },
          ...leaving([event]),
        },
      ),
    askedAgain: async (desk) => {
      const row = await table.one({ desk: checkText(desk, 'desk'), askedAt: above(NEVER) }, { askedAt: 1, _id: 1 });
      return row === null ? null : readMessage(row);
    },
    parked: async (desk) => {
      const row = await table.one(
        {
          ...{ desk: checkText(desk, 'desk'), state: 'ready' },
          $or: [{ mayHaveArrived: true }, { again: notNull() }, { letterId: notNull(), attempts: above(0) }],
        },
        { nextAt: 1, _id: 1 },
      );
      return row === null ? null : readMessage(row);
    },
    rewrite: ({ id, attempts }, content) =>
      table.change({ _id: checkId(id, 'messageId'), state: 'ready', attempts }, { $set: content }),
    withdraw: ({ id, attempts }) => table.remove({ _id: checkId(id, 'messageId'), state: 'ready', attempts }),
    endAll: async ({ state, reason, at }) => {
      await table.changeAll(
        { state: anyOf(['ready', 'sending']) },
        { $set: { state, reason, settledAt: at, askedAt: null } },
      );
    },
    putOff: async (id, nextAt) => {
      await table.change({ _id: checkId(id, 'messageId'), state: 'ready' }, { $set: { nextAt } });
    },
    list: ({ state, channelId, personId, ids }, page) =>
      readPage(
        table,
        {
          filter: {
            ...(state === undefined ? {} : { state: checkChoice(state, MESSAGE_STATES, 'state') }),
            ...(channelId === undefined ? {} : { channelId: checkId(channelId, 'channelId') }),
            ...(personId === undefined ? {} : { personId: checkId(personId, 'personId') }),
            ...(ids === undefined ? {} : { _id: anyOf(checkIds(ids, 'messageId')) }),
          },
          order: NEWEST_FIRST,
          page,
        },
        readMessage,
      ),
  };
}

function readMessage({ _id, askedAt: _asked, outbox: _outbox, ...row }: MessageRow): Message {
  const { again = null, attemptsBefore = 0, tries = [] } = row;
  // Messages of before there were letters name none.
  return { id: _id, ...row, letterId: row.letterId ?? null, again, attemptsBefore, tries };
}
