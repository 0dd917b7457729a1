import type { LetterId } from '../../domain/ids';
import type { Letter } from '../../domain/letters/letter';
import { FAILED_MESSAGE_STATES } from '../../domain/notify/message';
import type { NotificationState } from '../../domain/notify/notification';
import type { Letters } from '../../ports/letterStorage';
import { batchSize, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, below } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { desksOfChannel } from '../notify/desksOfChannel';
import { countEnded } from '../notify/endedCounts';
import { documentSchema, instant, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

export interface LetterRow extends Row, Omit<Letter, 'id' | 'alertIds' | 'to' | 'calledIds'> {
  readonly _id: LetterId;
  /** Absent in rows of before. */
  readonly alertIds?: Letter['alertIds'];
  readonly to?: Letter['to'];
  readonly calledIds?: Letter['calledIds'];
}

export const letterSchema = documentSchema({
  _id: text,
  kind: text,
  planId: text,
  reminderId: text,
  on: text,
  desk: text,
  channelId: text,
  personId: text,
  recipient: text,
  to: text,
  calledIds: texts,
  unitPath: texts,
  alertIds: texts,
  content: text,
  state: text,
  reason: text,
  queuedAt: instant,
  waitsUntilAt: instant,
  messageId: text,
  fellFrom: texts,
  settledAt: instant,
});

/** Of one alert; older ones than these nobody asks after. */
const MOST_OF_ALERT = 200;
const UNDER_WAY: readonly NotificationState[] = ['queued', 'sending'];
const NEWEST_FIRST: ListOrder<LetterRow> = { by: 'queuedAt', direction: -1, kind: 'instant' };

export function createLetters(table: Table<LetterRow>): Letters {
  return {
    insertMissing: (letters) => table.insertMissing(letters.map(({ id, ...row }) => ({ _id: id, ...row }))),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'letterId') });
      return row === null ? null : readLetter(row);
    },
    waiting: async (desk, limit) =>
      (
        await table.many(
          { desk: checkText(desk, 'desk'), state: 'queued' },
          { sort: { waitsUntilAt: 1, _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readLetter),
    countUnsettled: (channelId) => table.count({ desk: desksOfChannel(channelId), state: anyOf(UNDER_WAY) }),
    desksLeft: async (before) => {
      const groups = await table.group<{ readonly _id: string }>([
        { $match: { state: 'queued', waitsUntilAt: below(before) } },
        { $group: { _id: '$desk' } },
      ]);
      return groups.map(({ _id }) => _id);
    },
    countUnderWay: async () => {
      const groups = await table.group<{ readonly _id: NotificationState; readonly count: number }>([
        { $match: { state: anyOf(UNDER_WAY) } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
    countEnded: (states, since) => countEnded(table, states, since),
    take: async (id, messageId) => {
      await table.change(
        { _id: checkId(id, 'letterId'), state: 'queued' },
        { $set: { state: 'sending', messageId: checkId(messageId, 'messageId') } },
      );
    },
    putBack: async (id) => {
      await table.change(
        { _id: checkId(id, 'letterId'), state: 'sending' },
        { $set: { state: 'queued', messageId: null } },
      );
    },
    resume: async (id, messageId) => {
      await table.change(
        {
          _id: checkId(id, 'letterId'),
          messageId: checkId(messageId, 'messageId'),
          state: anyOf(FAILED_MESSAGE_STATES),
        },
        { $set: { state: 'sending', settledAt: null } },
      );
    },
    settle: async (id, { state, reason, at }) => {
      await table.change(
        { _id: checkId(id, 'letterId'), state: anyOf(UNDER_WAY) },
        { $set: { state, reason, settledAt: at } },
      );
    },
    fellBack: async (id, at) => {
      await table.change(
        { _id: checkId(id, 'letterId'), state: anyOf(['refused', 'given-up', 'unclear']) },
        { $set: { state: 'fell-back', settledAt: at } },
      );
    },
    call: async (id, { to, calledIds, recipient }) => {
      await table.change({ _id: checkId(id, 'letterId') }, { $set: { to, calledIds, recipient } });
    },
    endAll: async ({ state, reason, at }) => {
      await table.changeAll({ state: anyOf(UNDER_WAY) }, { $set: { state, reason, settledAt: at } });
    },
    ofPlan: (planId, page) =>
      readPage(table, { filter: { planId: checkId(planId, 'planId') }, order: NEWEST_FIRST, page }, readLetter),
    ofAlert: async (alertId, scope) =>
      (
        await scoped(table, scope).many(
          { alertIds: checkId(alertId, 'alertId') },
          { sort: { queuedAt: -1, _id: -1 }, limit: MOST_OF_ALERT },
        )
      ).map(readLetter),
    ofReminders: async (ids) =>
      ids.length === 0
        ? []
        : (
            await table.many(
              { reminderId: anyOf(checkIds(ids, 'reminderId')) },
              { sort: { reminderId: 1, queuedAt: 1, _id: 1 }, limit: MAX_BATCH },
            )
          ).map(readLetter),
  };
}

function readLetter({ _id, ...row }: LetterRow): Letter {
  return { id: _id, alertIds: [], to: null, calledIds: [], ...row };
}
