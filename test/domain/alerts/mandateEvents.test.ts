import { mandateEvent, policyEvent, ruleEvent } from '../../../src/domain/alerts/events';
import type { MandateId, MandateRuleId, PersonId, PolicyId } from '../../../src/domain/ids';
import type { Mandate, MandateRule } from '../../../src/domain/mandates/mandate';
import type { Policy } from '../../../src/domain/policies/policy';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DUE_BY } from '../mandates/someObligation';
import { entry, exact, later, NOW, Shelf } from '../policies/somePolicies';
import { context, checkForm } from './someEvent';

const [policy] = new Shelf().look([entry({ docNumber: '某政发〔2026〕1号' })]).inserts as [Policy];

test('policyEvent dates a new policy by its publication, and a change by when it was noticed', () => {
  const recorded = policyEvent({ ...context(NOW), policy, change: 'recorded' });
  checkForm(recorded);
  expect(recorded).toMatchObject({
    ledger: {
      kind: 'policy-recorded',
      subject: `policy:${policy.id}`,
      from: null,
      to: '1',
      reason: 'recorded',
      occurredAt: new Date('2026-09-16T16:00:00.000Z'),
      data: { docNumber: '某政发〔2026〕1号', sightings: 1, textHash: policy.textHash },
    },
  });
  expect(Object.keys(recorded.ledger.data)).toEqual(['docNumber', 'sightings', 'textHash']);
  expect(policyEvent({ ...context(NOW), policy, change: 'unlisted' })).toMatchObject({
    ledger: { kind: 'policy-changed', from: '1', to: '1', reason: 'unlisted', occurredAt: NOW },
  });
});

test('policyEvent dates a new policy by its noticing where its date is unknown or in the future', () => {
  const occurredAt = (publishedAt: Policy['publishedAt']): Date =>
    policyEvent({ ...context(NOW), policy: { ...policy, publishedAt }, change: 'recorded' }).ledger.occurredAt;
  expect(occurredAt(null)).toEqual(NOW);
  expect(occurredAt(exact(NOW.toISOString()))).toEqual(NOW);
  expect(occurredAt(exact(later(-1).toISOString()))).toEqual(later(-1));
  expect(occurredAt(exact(later(1).toISOString()))).toEqual(NOW);
});

test('policyEvent keeps what a person decided and why, and only then', () => {
  const byHand = {
    authority: 'city' as const,
    sectors: ['education', 'health'] as const,
    bindsNobody: false,
    by: 'p1' as PersonId,
    name: '值班员',
    at: NOW,
    reason: '市教育局牵头',
  };
  const data = (change: 'decided' | 'unlisted', given: Partial<Policy>, note?: string): object =>
    policyEvent({ ...context(NOW), policy: { ...policy, ...given }, change, ...(note === undefined ? {} : { note }) })
      .ledger.data;
  const known = { docNumber: '某政发〔2026〕1号', sightings: 1, textHash: policy.textHash };
  expect(data('decided', { byHand }, '市教育局牵头')).toEqual({
    ...known,
    authority: 'city',
    sectors: 'education health',
    bindsNobody: false,
    note: '市教育局牵头',
  });
  expect(data('unlisted', { byHand })).toEqual(known);
  for (const given of [{ byHand: null }, {}]) expect(data('decided', given)).toEqual(known);
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
    expect(made.ledger.data).not.toHaveProperty('note');
    expect(made.ledger).toMatchObject({ kind, from: 'drafted', to: stage, reason: event, data: { obligations: 3 } });
  });

  test.each(['returned', 'refused'] as const)('records that it was %s as a review, with the reason given', (event) => {
    expect(mandateEvent({ ...context(NOW), mandate, event, note: '文种不符' }).ledger).toStrictEqual({
      kind: 'mandate-reviewed',
      subject: 'mandate:mandate',
      from: null,
      to: 'issued',
      reason: event,
      actor: 'system:judge',
      occurredAt: NOW,
      recordedAt: NOW,
      data: {
        policyId: 'policy',
        policyVersion: 1,
        ruleId: 'rule',
        dueBy: DUE_BY.toISOString(),
        provisional: false,
        note: '文种不符',
      },
    });
  });
});

describe('ruleEvent', () => {
  const rule: MandateRule = {
    id: 'rule' as MandateRuleId,
    key: 'national',
    title: '国务院文件',
    authorities: ['state-council', 'ministry'],
    topicWords: ['教育', '就业'],
    platforms: ['weibo', 'wechat'],
    regions: ['甲县', '乙县'],
    limit: { workingDays: 1 },
    limitByPlatform: { weibo: { hours: 4 } },
    review: 'staged',
    effectiveFrom: '2026-01-01' as CivilDate,
    clause: '',
  };
  const DATA = {
    key: 'national',
    title: '国务院文件',
    authorities: 'state-council ministry',
    platforms: 'weibo wechat',
    topicWords: '教育 就业',
    regions: '甲县 乙县',
    binds: 'everybody',
    sectors: '',
    limit: '{"workingDays":1}',
    limitByPlatform: '{"weibo":{"hours":4}}',
    review: 'staged',
    effectiveFrom: '2026-01-01',
    note: '新规定',
  };

  test('records what a rule says and why it was made; made it begins from nothing', () => {
    const event = ruleEvent({ ...context(NOW), rule, event: 'created', note: '新规定' });
    checkForm(event);
    expect(event.ledger).toMatchObject({
      kind: 'rule-changed',
      subject: 'rule:rule',
      from: null,
      to: 'created',
      reason: 'created',
    });
    expect(event.ledger.data).toEqual(DATA);
  });

  test('records a change with the number of changes before', () => {
    const from = (given: Partial<MandateRule>) =>
      ruleEvent({ ...context(NOW), rule: { ...rule, ...given }, event: 'updated', note: '' }).ledger.from;
    expect([from({}), from({ revision: 0 }), from({ revision: 2 })]).toEqual(['0', '0', '2']);
    const bySector = ruleEvent({
      ...context(NOW),
      rule: { ...rule, binds: 'sector', sectors: ['education', 'health'] },
      event: 'disabled',
      note: '新规定',
    });
    expect(bySector.ledger.data).toEqual({ ...DATA, binds: 'sector', sectors: 'education health' });
  });
});
