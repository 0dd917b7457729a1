import { askingRuleAlerts, awaitedPolicyAlerts } from '../../../src/domain/alerts/policyAlerts';
import type { MandateRuleId, PolicyId } from '../../../src/domain/ids';
import type { AwaitedPolicy } from '../../../src/domain/policies/awaited';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { DUE_BY, hoursAfter } from '../mandates/someObligation';

/** From so long before the deadline on it is hardly met any more. */
const PRESSES_AT = new Date(DUE_BY.getTime() - 12 * HOUR_MS);
const awaited = (id: string, given: Partial<AwaitedPolicy> = {}): AwaitedPolicy => ({
  id: id as PolicyId,
  title: `政策${id}`,
  reason: 'authority-unknown',
  sinceAt: hoursAfter(0),
  dueBy: DUE_BY,
  ...given,
});
const at = (instant: Date, ms = 0): Date => new Date(instant.getTime() + ms);

test('no policy that waits is no alert, and nothing to look at later', () => {
  expect(awaitedPolicyAlerts([], hoursAfter(1))).toEqual({ wanted: [], laterAt: null });
});

test('one names the policy and why it waits; several are one alert with their number', () => {
  const [one] = awaitedPolicyAlerts([awaited('1')], hoursAfter(1)).wanted;
  expect(one).toMatchObject({
    kind: 'policy-awaiting',
    severity: 'warning',
    subject: { policyId: '1', label: '政策1' },
    reason: 'authority-unknown',
    figures: { policies: 1, late: 0, dueBy: DUE_BY.toISOString() },
    occurredAt: hoursAfter(0),
  });
  const [many, ...more] = awaitedPolicyAlerts(
    [awaited('1', { dueBy: at(DUE_BY, 1) }), awaited('2', { reason: 'sector-unknown' }), awaited('3', { dueBy: null })],
    hoursAfter(1),
  ).wanted;
  expect(more).toEqual([]);
  expect(many).toMatchObject({ subject: { label: '政策2' }, reason: 'sector-unknown', figures: { policies: 3 } });
  expect(many?.subject.policyId).toBeUndefined();
});

test('is for those who see the whole office: deciding is done there', () => {
  expect(awaitedPolicyAlerts([awaited('1')], hoursAfter(1)).wanted[0]).toMatchObject({ unitId: null, unitPath: [] });
});

test('is critical from half a day before the first deadline on, dated by that instant', () => {
  const told = (now: Date) => {
    const { wanted, laterAt } = awaitedPolicyAlerts([awaited('1'), awaited('2', { dueBy: null })], now);
    return [wanted[0]?.severity, wanted[0]?.occurredAt, laterAt];
  };
  expect(told(at(PRESSES_AT, -1))).toEqual(['warning', hoursAfter(0), PRESSES_AT]);
  expect(told(PRESSES_AT)).toEqual(['critical', PRESSES_AT, DUE_BY]);
});

test('counts those whose deadline has passed, from its instant on', () => {
  const late = (now: Date) => awaitedPolicyAlerts([awaited('1')], now).wanted[0]?.figures['late'];
  expect([late(at(DUE_BY, -1)), late(DUE_BY)]).toEqual([0, 1]);
  expect(awaitedPolicyAlerts([awaited('1')], DUE_BY).laterAt).toBeNull();
});

test('what no rule waits for any more has no deadline and never presses', () => {
  const { wanted, laterAt } = awaitedPolicyAlerts([awaited('1', { dueBy: null })], hoursAfter(9_999));
  expect([wanted[0]?.severity, wanted[0]?.figures, laterAt]).toEqual(['warning', { policies: 1, late: 0 }, null]);
});

test('a changed rule asks, and presses where a deadline of before is still ahead', () => {
  const rule = { id: 'r' as MandateRuleId, title: '省级政策', policies: 3, sinceAt: hoursAfter(1) };
  const told = (now: Date, dueBy: Date | null = DUE_BY) => {
    const { wanted, laterAt } = askingRuleAlerts([{ ...rule, dueBy }], now);
    return [wanted[0]?.severity, wanted[0]?.occurredAt, laterAt];
  };
  expect(told(at(PRESSES_AT, -1))).toEqual(['warning', hoursAfter(1), PRESSES_AT]);
  expect(told(PRESSES_AT)).toEqual(['critical', PRESSES_AT, null]);
  expect(told(hoursAfter(9_999), null)).toEqual(['warning', hoursAfter(1), null]);
  expect(askingRuleAlerts([{ ...rule, dueBy: null }], DUE_BY).wanted[0]).toMatchObject({
    cause: 'policies:known:r',
    subject: { label: '省级政策' },
    figures: { policies: 3 },
    unitPath: [],
  });
});
