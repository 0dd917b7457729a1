import { ALERT_KINDS, ALERT_SEVERITIES } from '../../../src/domain/alerts/alert';
import { CASE_ALERTS, FINDING_ALERTS, MANUAL_ALERTS, VERDICT_ALERTS } from '../../../src/domain/alerts/alertTable';
import { actorName } from '../../../src/domain/alerts/events';
import { CASE_EVENTS } from '../../../src/domain/cases/case';
import { system, person } from './someEvent';

test('the tables use only kinds and severities of the lists, and cover every case event', () => {
  const rows = [
    ...Object.values(VERDICT_ALERTS),
    ...Object.values(FINDING_ALERTS),
    ...Object.values(CASE_ALERTS),
    ...Object.values(MANUAL_ALERTS),
  ].filter((row) => row !== null);
  for (const { kind, severity } of rows)
    expect(
      [ALERT_KINDS, ALERT_SEVERITIES].map((list, index) =>
        (list as readonly string[]).includes(index === 0 ? kind : severity),
      ),
    ).toEqual([true, true]);
  expect(Object.keys(CASE_ALERTS).sort()).toEqual([...CASE_EVENTS].sort());
});

test('actors are named by what does not change', () => {
  expect([actorName(system), actorName(person)]).toEqual(['system:judge', 'person:p1']);
});
