import type { ReminderId } from '../../domain/ids';
import { REMINDER_SUBJECTS, subjectKey, type Reminder } from '../../domain/letters/reminder';
import { addCivilDays, startOfCivilDate } from '../../domain/time/civil';
import type { Reminders } from '../../ports/letterStorage';
import { outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, MAX_BATCH } from '../checkInput';
import { anyOf, below, within } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

export interface ReminderRow
  extends Row, Omit<Reminder, 'id' | 'pickedIds' | 'restsOn' | 'named' | 'path' | 'desks'>, WithOutbox {
  readonly _id: ReminderId;
  /** As `subjectKey` makes it: one value to count and to list by. */
  readonly about: string;
  /** These five are absent in rows of before. */
  readonly pickedIds?: Reminder['pickedIds'];
  readonly restsOn?: Reminder['restsOn'];
  readonly named?: Reminder['named'];
  readonly path?: string;
  readonly desks?: Reminder['desks'];
  /** Its letters are not made yet; absent: they are. */
  readonly awaitsLetters?: true;
}

export const reminderSchema = documentSchema({
  _id: text,
  about: text,
  subject: partSchema({ kind: text, id: text, label: text }),
  unitId: text,
  unitName: text,
  unitPath: texts,
  count,
  text,
  by: partSchema({ personId: text, name: text }),
  at: instant,
  on: text,
  nth: count,
  request: text,
  pickedIds: texts,
  restsOn: texts,
  named: { type: [partSchema({ zh: text, en: text })] },
  path: text,
  desks: {
    type: [
      partSchema({ channelId: text, personId: text, recipient: text, to: text, calledIds: texts, language: text }),
    ],
  },
  awaitsLetters: flag,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<ReminderRow> = { by: 'at', direction: -1, kind: 'instant' };

export function createReminders(table: Table<ReminderRow>): Reminders {
  return {
    insert: ({ id, ...reminder }, event) =>
      table.insert({
        _id: checkId(id, 'reminderId'),
        about: subjectKey(reminder.subject),
        ...reminder,
        awaitsLetters: true,
        outbox: outboxOf([event]),
      }),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'reminderId') });
      return row === null ? null : readReminder(row);
    },
    byIds: async (ids, scope) =>
      ids.length === 0
        ? []
        : (
            await scoped(table, scope).many(
              { _id: anyOf(checkIds(ids, 'reminderId')) },
              { sort: { _id: 1 }, limit: ids.length },
            )
          ).map(readReminder),
    carried: async (id) => {
      await table.change({ _id: checkId(id, 'reminderId'), awaitsLetters: true }, { $unset: { awaitsLetters: true } });
    },
    uncarried: async (before, limit) =>
      (
        await table.many(
          { awaitsLetters: true, at: below(before) },
          { sort: { at: 1, _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readReminder),
    // By when they were sent, which a unit has few of a day; what is below it is left out.
    today: async (on, unitIds) =>
      unitIds.length === 0
        ? []
        : (
            await table.many(
              {
                unitPath: anyOf(checkIds(unitIds, 'unitId')),
                at: within(startOfCivilDate(on), startOfCivilDate(addCivilDays(on, 1))),
                unitId: anyOf(unitIds),
              },
              { sort: { at: -1, _id: -1 }, limit: MAX_BATCH },
            )
          ).map(readReminder),
    list: async ({ subject, unitId }, page, scope) =>
      readPage(
        scoped(table, scope, { unitId }),
        {
          filter:
            subject === undefined
              ? {}
              : { about: `${checkChoice(subject.kind, REMINDER_SUBJECTS, 'kind')}:${checkId(subject.id, 'id')}` },
          order: NEWEST_FIRST,
          page,
        },
        readReminder,
      ),
  };
}

function readReminder(row: ReminderRow): Reminder {
  const { _id, about: _about, outbox: _outbox, awaitsLetters: _awaits, ...reminder } = row;
  return { id: _id, pickedIds: [], restsOn: [], named: [], path: '', desks: [], ...reminder };
}
