import type { OnboardingRowView, OnboardingStandingView } from '../../../src/api/onboarding';
import { onboardingPlanOf, onboardingRowOf } from '../../http/officeOnboarding';
import { mockId } from './instants';
import { ok, type Reply } from './replies';

const joined = new Set<string>();
const fact = {
  saidBy: '融媒体中心',
  on: '2026-06-01',
  document: '进驻确认函',
  note: '',
  byName: '王管理',
  at: '2026-06-02T01:00:00.000Z',
};

function rows(): readonly OnboardingRowView[] {
  const all = [
    onboardingRowOf({ unitId: mockId('b', 1), unitName: '县教育局' }),
    onboardingRowOf({ unitId: mockId('b', 2), unitName: '县卫健局', step: 'all', state: 'open', dueBy: '2027-12-31' }),
  ];
  return all.map((row) =>
    joined.has(row.unitId) ? { ...row, state: 'done', fact: { ...fact, step: row.step }, left: [] } : row,
  );
}

/** What the API returns of a plan of joining. */
export function mockStanding(query: Readonly<Record<string, string | undefined>>): OnboardingStandingView {
  const items = rows().filter(
    ({ step, state }) => (query['step'] ?? step) === step && (query['state'] ?? state) === state,
  );
  return { plan: onboardingPlanOf(), items, asOf: new Date().toISOString() };
}

/** Declares, records, takes back. */
export function changeOnboarding(path: string, body: Readonly<Record<string, unknown>>): Reply {
  const ids = (body['unitIds'] ?? [body['unitId']]) as readonly string[];
  if (path.endsWith('/joined')) for (const id of ids) joined.add(id);
  if (path.endsWith('/take-back')) {
    for (const id of ids) joined.delete(id);
    return ok(mockStanding({}));
  }
  if (/\/(?:joined|exceptions)$/u.test(path)) return ok({ done: ids.length, left: [] });
  return { status: path === '/onboarding-plans' ? 201 : 200, body: onboardingPlanOf() };
}
