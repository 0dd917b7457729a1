import { mandateEvent, policyEvent } from '../../../src/domain/alerts/events';
import type { MandateId, MandateRuleId, PolicyId } from '../../../src/domain/ids';
import type { Mandate } from '../../../src/domain/mandates/mandate';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DUE_BY } from '../mandates/someObligation';
import { entry, NOW, Shelf } from '../policies/somePolicies';
import { context, checkForm } from './someEvent';

test('policyEvent tells that a policy is new, dated by its publication, and keeps changes to the ledger', () => {
  const [policy] = new Shelf().look([entry()]).inserts;
  if (policy === undefined) throw new Error('no policy');
  const recorded = policyEvent({ ...context(NOW), policy, change: 'recorded' });
  checkForm(recorded);
  expect(recorded).toMatchObject({
    ledger: { kind: 'policy-recorded', from: null, to: '1', occurredAt: new Date('2026-09-16T16:00:00.000Z') },
    alert: { kind: 'policy-seen', figures: { authority: 'city' } },
  });
  expect(policyEvent({ ...context(NOW), policy, change: 'unlisted' })).toMatchObject({
    ledger: { kind: 'policy-changed', reason: 'unlisted', occurredAt: NOW },
    alert: null,
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
  const alert = (event: Parameters<typeof mandateEvent>[0]['event'], stage: Mandate['stage'] = 'issued') => {
    const made = mandateEvent({
      ...context(NOW),
      mandate: { ...mandate, stage },
      event,
      from: 'drafted',
      obligations: 150,
    });
    checkForm(made);
    return made.alert;
  };
  test('tells when it is issued, at once or by its last review, and when it is complete', () => {
    expect(alert('issued')).toMatchObject({
      kind: 'mandate-issued',
      figures: { dueBy: DUE_BY.toISOString(), obligations: 150 },
    });
    expect(alert('reviewed')?.kind).toBe('mandate-issued');
    expect(alert('complete')?.kind).toBe('mandate-complete');
  });
  test('keeps drafts, first reviews and recomputed deadlines to the ledger', () => {
    expect([alert('drafted', 'drafted'), alert('reviewed', 'first-review'), alert('deadline-recomputed')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
