import { caseAlerts } from '../../../src/domain/alerts/caseAlerts';
import { CASE_STATES, type Case, type CaseStep } from '../../../src/domain/cases/case';
import { moveCase, openCase } from '../../../src/domain/cases/moveCase';
import type { CaseId, FindingId, SiteId } from '../../../src/domain/ids';
import { dayAt } from '../judging/someFacts';
import { account as someAccount, person } from './someEvent';

const shutdownCase = openCase({
  id: 'case' as CaseId,
  account: someAccount,
  findingId: 'finding' as FindingId,
  occurredAt: dayAt(14),
  now: dayAt(15),
});
const step = (event: CaseStep['event'], day: number): CaseStep => ({
  event,
  from: 'noticed',
  to: 'overdue',
  occurredAt: dayAt(day),
  recordedAt: dayAt(day + 1),
  actor: person,
  note: '',
});
const account = { name: '某县发布', platform: 'portal' as const, siteId: 'site' as SiteId };
const told = (given: Partial<Case>) => caseAlerts({ ...shutdownCase, ...given }, account);

test('a case waits for a person in these states, and presses so much', () => {
  const waits = CASE_STATES.flatMap((state) =>
    told({ state }).map(({ kind, severity }) => `${state}: ${kind} ${severity}`),
  );
  expect(waits).toEqual([
    'overdue: case-overdue critical',
    'proposed: case-step warning',
    'approved: case-step notice',
    'announced: case-step notice',
    'archived: case-step notice',
    'cancelled: case-step notice',
    'integrated: case-step notice',
  ]);
});

test('each state is a cause of its own, dated by the step that led to it', () => {
  const steps = [step('remind', 15), step('deadline-passed', 20)];
  expect(told({ state: 'overdue', steps, rectifyBy: dayAt(20) })).toEqual([
    {
      kind: 'case-overdue',
      severity: 'critical',
      cause: 'case:case:overdue:2',
      owner: 'case:case',
      subject: { accountId: 'account', caseId: 'case', label: '某县发布' },
      unitId: 'unit',
      unitPath: ['county', 'unit'],
      byUnit: null,
      platform: 'portal',
      siteId: 'site',
      reason: 'deadline-passed',
      figures: { to: 'overdue', rectifyBy: dayAt(20).toISOString() },
      occurredAt: dayAt(20),
    },
  ]);
  expect(told({ state: 'proposed', steps: [] })).toMatchObject([
    { cause: 'case:case:proposed:0', reason: 'opened', occurredAt: dayAt(14) },
  ]);
});

test('an account that publishes after its end is critical until the new case has gone one step on', () => {
  const revived = { state: 'noticed', steps: [step('revived', 30)] } as const;
  expect(told(revived)).toMatchObject([
    {
      kind: 'case-revived',
      severity: 'critical',
      cause: 'case:case:revived:1',
      reason: 'revived',
      figures: { to: 'noticed' },
      occurredAt: dayAt(30),
    },
  ]);
  const moved = moveCase({ ...shutdownCase, ...revived }, 'dismiss', {
    actor: person,
    occurredAt: dayAt(31),
    now: dayAt(31),
    note: '误判',
  });
  if ('refused' in moved) throw new Error(moved.refused);
  expect(caseAlerts(moved.shutdownCase, account)).toEqual([]);
});
