import { dayHandedOver } from '../../../src/domain/people/handover';
import type { PersonId, RosterId } from '../../../src/domain/ids';
import type { DutyDay } from '../../../src/domain/oncall/roster';

const [from, to, other] = ['f', 't', 'o'] as unknown as [PersonId, PersonId, PersonId];
const dayOf = (personIds: readonly PersonId[], leaderIds: readonly PersonId[]): DutyDay => ({
  ...{ rosterId: 'r' as RosterId, date: '2026-12-01' as DutyDay['date'], source: 'hand', version: 1 },
  ...{ personIds, leaderIds },
});

test('a successor who leads that day is not on duty beside it, unless nobody else would be', () => {
  expect(dayHandedOver(dayOf([from, other], [to]), from, to)).toMatchObject({ personIds: [other], leaderIds: [to] });
  expect(dayHandedOver(dayOf([to, other], [from]), from, to)).toMatchObject({ personIds: [other], leaderIds: [to] });
  expect(dayHandedOver(dayOf([from], [to]), from, to)).toMatchObject({ personIds: [to], leaderIds: [] });
});
