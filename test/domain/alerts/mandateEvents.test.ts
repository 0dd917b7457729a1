import { mandateEvent, policyEvent } from '../../../src/domain/alerts/events';
import type { MandateId, MandateRuleId, PolicyId } from '../../../src/domain/ids';
import type { Mandate } from '../../../src/domain/mandates/mandate';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DUE_BY } from '../mandates/someObligation';
import { entry, NOW, Shelf } from '../policies/somePolicies';
import { context, checkForm } from './someEvent';

test('policyEvent dates a new policy by its publication, and a change by when it was noticed', () => {
  const [policy] = new Shelf().look([entry()]).inserts;
  if (policy === undefined) throw new Error('no policy');
  const recorded = policyEvent({ ...context(NOW), policy, change: 'recorded' });
  checkForm(recorded);
  expect(recorded).toMatchObject({
    ledger: { kind: 'policy-recorded', from: null, to: '1', occurredAt: new Date('2026-09-16T16:00:00.000Z') },
  });
  expect(policyEvent({ ...context(NOW), policy, change: 'unlisted' })).toMatchObject({
    ledger: { kind: 'policy-changed', reason: 'unlisted', occurredAt: NOW },
  });
});

describe('mandateEvent', () => {
  const mandate: Mandate = {
    id: 'mandate' as MandateId,
    policyId: 'policy' as PolicyId,
    policyVersion: 1,
    ruleId: 'rule' as MandateRuleId,
    title: '某意见',
    docNumber: null,
    issuer: null,
    sourceUrl: null,
    publishedAt: { precision: 'day', on: '2026-09-17' as CivilDate, original: '' },
    issuedAt: NOW,
    stage: 'issued',
    reviews: [],
    dueBy: DUE_BY,
    provisional: false,
    expanded: false,
  };
  test.each([
    ['issued', 'issued', 'mandate-issued'],
    ['reviewed', 'first-review', 'mandate-reviewed'],
    ['withdrawn', 'withdrawn', 'mandate-reviewed'],
    ['complete', 'issued', 'mandate-issued'],
  ] as const)('records %s with the stage it led to', (event, stage, kind) => {
    const made = mandateEvent({
      ...context(NOW),
      mandate: { ...mandate, stage },
      event,
      from: 'drafted',
      obligations: 3,
    });
    checkForm(made);
    expect(made.ledger).toMatchObject({ kind, from: 'drafted', to: stage, reason: event, data: { obligations: 3 } });
  });
});
