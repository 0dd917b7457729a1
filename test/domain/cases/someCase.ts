import type { Actor, Case, CaseEvent } from '../../../src/domain/cases/case';
import { moveCase, openCase, type CaseContext } from '../../../src/domain/cases/moveCase';
import type { AccountId, CaseId, FindingId, PersonId, UnitId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';

export const T0 = new Date('2026-09-01T00:00:00.000Z');
export const day = (days: number, ms = 0): Date => new Date(T0.getTime() + days * DAY_MS + ms);
export const system: Actor = { kind: 'system', name: 'cases' };
const person = (name: string): Actor => ({ kind: 'person', personId: `person-${name}` as PersonId, name });
export const [duty, boss] = [person('值班员'), person('主任')];

export const opened = openCase({
  id: 'case' as CaseId,
  account: { id: 'account' as AccountId, unitId: 'unit' as UnitId, unitPath: ['root' as UnitId, 'unit' as UnitId] },
  findingId: 'finding' as FindingId,
  occurredAt: day(-1),
  now: day(0),
});
export const context = (days: number, actor: Actor, more: Partial<CaseContext> = {}): CaseContext => ({
  actor,
  occurredAt: day(days),
  now: day(days),
  note: '说明',
  ...more,
});
export function move(shutdownCase: Case, event: CaseEvent, ctx: CaseContext): Case {
  const moved = moveCase(shutdownCase, event, ctx);
  if ('refused' in moved) throw new Error(`${event} from ${shutdownCase.state}: ${moved.refused}`);
  return moved.shutdownCase;
}
export const refusal = (shutdownCase: Case, event: CaseEvent, ctx: CaseContext): string | null => {
  const moved = moveCase(shutdownCase, event, ctx);
  return 'refused' in moved ? moved.refused : null;
};

export const reminded = move(opened, 'remind', context(0, system));
export const rectifying = move(reminded, 'order-rectification', context(1, duty, { rectifyBy: day(15) }));
export const overdue = move(rectifying, 'deadline-passed', context(15, system));
export const proposed = move(overdue, 'propose-shutdown', context(16, duty));
export const approved = move(proposed, 'approve', context(17, boss));
export const archived = move(move(approved, 'announce', context(18, duty)), 'archive', context(19, duty));
export const filed = move(move(archived, 'cancel-on-platform', context(20, duty)), 'file', context(21, duty));
export const integrating = move(
  overdue,
  'propose-integration',
  context(16, duty, { successorAccountId: 'other' as AccountId }),
);
