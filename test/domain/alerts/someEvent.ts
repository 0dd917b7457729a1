import { LEDGER_KINDS, type DomainEvent } from '../../../src/domain/alerts/alert';
import type { Actor } from '../../../src/domain/cases/case';
import type { AccountId, EventId, PersonId, UnitId } from '../../../src/domain/ids';
import { effectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import type { Verdict } from '../../../src/domain/judging/verdict';
import type { CivilDate } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack } from '../judging/someFacts';

export const account = {
  id: 'account' as AccountId,
  name: '某县发布',
  unitId: 'unit' as UnitId,
  unitPath: ['county' as UnitId, 'unit' as UnitId],
  status: 'active',
  openedAt: null,
  region: '',
  platform: 'weibo',
  columnClass: 'account',
  siteId: null,
} as const;
export const system: Actor = { kind: 'system', name: 'judge' };
export const person: Actor = { kind: 'person', personId: 'p1' as PersonId, name: '值班员' };
export const context = (now: Date, actor: Actor = system) => ({ eventId: 'event' as EventId, actor, now });
const rules = effectiveRules([shippedPack('national')], account, '2026-09-20' as CivilDate);
export const verdictAt = (days: number, more: Parameters<typeof seen>[1] = {}, judgedDay = days): Verdict =>
  judge({ account, facts: seen(dayAt(days), more), rules, now: dayAt(judgedDay) });

/** What every event must have, whatever it tells. */
export function checkForm(event: DomainEvent): void {
  expect(LEDGER_KINDS).toContain(event.ledger.kind);
  expect(event.ledger.subject).toMatch(/^[a-z]+:.+/);
}
