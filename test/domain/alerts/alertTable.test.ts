import { ALERT_SEVERITIES, CURRENT_ALERT_KINDS } from '../../../src/domain/alerts/alert';
import {
  CASE_ALERTS,
  FINDING_ALERTS,
  MANUAL_ALERTS,
  REMINDER_ALERTS,
  VERDICT_ALERTS,
} from '../../../src/domain/alerts/alertTable';
import { actorName } from '../../../src/domain/alerts/events';
import { CASE_STATES } from '../../../src/domain/cases/case';
import { system, person } from './someEvent';

test('the tables use only kinds that are told today, and severities of the list', () => {
  const rows = [
    ...Object.values(VERDICT_ALERTS),
    ...Object.values(FINDING_ALERTS),
    ...Object.values(CASE_ALERTS),
    ...Object.values(MANUAL_ALERTS),
    ...Object.values(REMINDER_ALERTS),
  ].filter((row) => row !== null);
  for (const { kind, severity } of rows) {
    expect(CURRENT_ALERT_KINDS as readonly string[]).toContain(kind);
    expect(ALERT_SEVERITIES).toContain(severity);
  }
  expect(Object.keys(CASE_ALERTS).sort()).toEqual([...CASE_STATES].sort());
});

test('actors are named by what does not change', () => {
  expect([actorName(system), actorName(person)]).toEqual(['system:judge', 'person:p1']);
});
