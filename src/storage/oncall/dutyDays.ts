import type { DutyDay } from '../../domain/oncall/roster';
import { addCivilDays } from '../../domain/time/civil';
import type { DutyDays } from '../../ports/oncallStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, MAX_BATCH } from '../checkInput';
import { within } from '../conditions';
import { count, documentSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface DutyDayRow extends Row, DutyDay, WithOutbox {
  readonly _id: string;
}

export const dutyDaySchema = documentSchema({
  _id: text,
  rosterId: text,
  date: text,
  personIds: texts,
  leaderIds: texts,
  source: text,
  version: count,
  outbox: outboxField,
});

export function createDutyDays(table: Table<DutyDayRow>): DutyDays {
  return {
    between: async (rosterIds, { from, to }) => {
      const found: DutyDayRow[] = [];
      // Roster by roster: in the order of the index, and no roster's days are cut off by those of others.
      for (const rosterId of checkIds(rosterIds, 'rosterId'))
        found.push(
          ...(await table.many(
            { rosterId, date: within(from, addCivilDays(to, 1)) },
            { sort: { rosterId: 1, date: 1 }, limit: MAX_BATCH },
          )),
        );
      return found.map(readDay);
    },
    write: async (days) => {
      const added = days.filter(({ day }) => day.version === 0);
      const changed = days.filter(({ day }) => day.version > 0);
      const rows = added.map(({ id, day, event }): DutyDayRow => ({
        ...day,
        _id: checkId(id, 'dutyDayId'),
        version: 1,
        outbox: outboxOf([event]),
      }));
      const changes = changed.map(({ id, day: { version, personIds, leaderIds, source }, event }) => ({
        filter: { _id: checkId(id, 'dutyDayId'), version },
        update: { $set: { personIds, leaderIds, source, version: version + 1 }, ...leaving([event]) },
      }));
      return (await table.insertMissing(rows)) + (await table.changeEach(changes));
    },
  };
}

function readDay({ _id: _dayId, outbox: _outbox, ...day }: DutyDayRow): DutyDay {
  return day;
}
