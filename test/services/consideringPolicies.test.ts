import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { MandateId, MandateRuleId, PersonId, PolicySourceId } from '../../src/domain/ids';
import type { Mandate, MandateRule } from '../../src/domain/mandates/mandate';
import type { Policy, PolicySource } from '../../src/domain/policies/policy';
import { createConsiderPolicies } from '../../src/services/mandates/issuing/considerPolicies';
import { summarise } from '../../src/services/mandates/issuing/keepDecision';
import { mandateOf, policyOf } from '../storage/mandateSamples';
import { after, NOW, published, unitOf, type Given } from '../storage/samples';
import { RULE } from './office';
import { depsOver } from './scriptedStorage';

const SOURCE = 'source' as PolicySourceId;
const sighting = { url: null, statedSource: null, firstSeenAt: NOW, lastSeenAt: NOW, listed: true };
const rule = (given: Partial<MandateRule> = {}): MandateRule => ({
  ...RULE,
  id: 'rule' as MandateRuleId,
  limit: { hours: 1 },
  ...given,
});
const policy = (given: Given<Policy> = {}): Policy =>
  policyOf({ publishedAt: published(NOW), sightings: [{ ...sighting, sourceId: SOURCE }], ...given });
const byHand = (at: Date) => ({
  authority: 'state-council' as const,
  sectors: [],
  bindsNobody: false,
  by: 'p' as PersonId,
  name: '张三',
  at,
  reason: '',
});
const before = (given: Given<Mandate> = {}): Mandate =>
  mandateOf({ id: 'before' as MandateId, ruleId: rule().id, ...given });

interface Start {
  readonly policies?: readonly Policy[];
  readonly rules?: readonly MandateRule[];
  readonly source?: Partial<PolicySource>;
  readonly known?: readonly Mandate[];
  /** The mandate is there already. */
  readonly exists?: boolean;
  readonly limit?: number;
  readonly linked?: (policy: Policy) => Policy;
}

/** One run a minute after the publication. */
async function consider(start: Start = {}) {
  const now = after(60_000);
  const seen = {
    made: [] as Mandate[],
    events: [] as DomainEvent['ledger'][],
    again: [] as MandateId[],
    kept: [] as unknown[],
    reasons: [] as string[],
    asked: 0,
  };
  const policies = start.policies ?? [policy()];
  const source = { id: SOURCE, whitelisted: true, counterpartKey: null, ...start.source } as PolicySource;
  const deps = depsOver({
    units: { list: () => Promise.resolve([unitOf('upper')]) },
    policySources: { all: () => Promise.resolve([source]) },
    policies: {
      unconsidered: (limit) => Promise.resolve(policies.slice(0, limit)),
      markConsidered: (id, version, { event, ...decision }) => {
        seen.reasons.push(decision.reason);
        seen.kept.push([id, version, decision, event?.ledger.reason, event?.ledger.actor]);
        return Promise.resolve();
      },
    },
    mandates: {
      rules: () => Promise.resolve(start.rules ?? [rule()]),
      ofPolicy: (id) => {
        seen.asked += 1;
        return Promise.resolve(policies.some((one) => one.id === id) ? (start.known ?? []) : []);
      },
      insert: (mandate, { ledger }) => {
        seen.made.push(mandate);
        seen.events.push(ledger);
        return Promise.resolve(start.exists === true ? 'exists' : 'inserted');
      },
      expandAgain: (id) => Promise.resolve(void seen.again.push(id)),
    },
  });
  const counts = await createConsiderPolicies(deps, {
    linkInterpretations: (one) => Promise.resolve(start.linked?.(one) ?? one),
    withdrawRepealed: () => Promise.resolve(2),
  })(start.limit ?? 10, now);
  return { counts, now, policies, ...seen };
}

describe('a policy that is considered', () => {
  test('is mandated by every rule that is about it, and its decision is kept', async () => {
    const rules = [rule(), rule({ id: 'other' as MandateRuleId, authorities: ['province'] })];
    const { counts, made, kept, events, now, policies, asked } = await consider({ rules });
    expect([counts, asked]).toEqual([{ considered: 1, mandates: 1, withdrawn: 2 }, 0]);
    const [one] = policies;
    expect(made).toMatchObject([
      {
        policyId: one?.id,
        policyVersion: 1,
        ruleId: 'rule',
        title: one?.title,
        docNumber: one?.docNumber,
        issuer: one?.issuer,
        sourceUrl: one?.url,
        publishedAt: one?.publishedAt,
        issuedAt: now,
        stage: 'issued',
        reviews: [{ stage: 'issued', by: 'rule', at: now }],
        dueBy: after(3_600_000),
        expanded: false,
      },
    ]);
    expect(made[0]).not.toHaveProperty('countsFromAt');
    expect(events).toMatchObject([
      { kind: 'mandate-issued', reason: 'issued', actor: 'system:issue', recordedAt: now },
    ]);
    const decision = { reason: 'mandated', at: now, awaitsPerson: false };
    expect(kept).toEqual([[one?.id, 1, decision, 'awaits-nobody', 'system:issue']]);
  });

  test('is one of as many as asked for; without rules none is', async () => {
    const policies = [policy(), policy(), policy({ authority: 'unknown' })];
    expect((await consider({ policies, limit: 2 })).counts).toEqual({ considered: 2, mandates: 2, withdrawn: 4 });
    expect(await consider({ policies, rules: [] })).toMatchObject({
      counts: { considered: 0, mandates: 0, withdrawn: 0 },
      kept: [],
    });
    const awaits = { reason: 'authority-unknown', awaitsPerson: true };
    expect((await consider({ policies: policies.slice(2) })).kept).toMatchObject([
      [policies[2]?.id, 1, awaits, 'awaits-person', 'system:issue'],
    ]);
  });

  test('is what it is once the articles that explain it are linked', async () => {
    const linked = (one: Policy): Policy => ({ ...one, interprets: { names: [], url: null, policyId: null } });
    const { made, reasons } = await consider({ linked });
    expect([made, reasons]).toEqual([[], ['interpretation']]);
  });

  test.each<[string, Start, Mandate['stage']]>([
    ['the rule has it reviewed', { rules: [rule({ review: 'staged' })] }, 'drafted'],
    ['no source that showed it is on the white list', { source: { whitelisted: false } }, 'drafted'],
    ['nobody knows its source', { source: { id: 'other' as PolicySourceId } }, 'drafted'],
    [
      'one of its sources is on the white list',
      {
        policies: [
          policy({ sightings: ['other' as PolicySourceId, SOURCE].map((sourceId) => ({ ...sighting, sourceId })) }),
        ],
      },
      'issued',
    ],
    [
      'an earlier text of it was mandated by another rule',
      { policies: [policy({ version: 2 })], known: [before({ ruleId: 'other' as MandateRuleId })] },
      'drafted',
    ],
    [
      'an earlier text of it was not mandated',
      { policies: [policy({ version: 2 })], known: [before({ policyVersion: 2 })] },
      'issued',
    ],
  ])('is issued at once or waits for its review: %s', async (_where, start, stage) => {
    const { made, events } = await consider(start);
    expect(made.map((one) => [one.stage, one.reviews.length])).toEqual([[stage, stage === 'issued' ? 1 : 0]]);
    expect(events.map(({ reason }) => reason)).toEqual([stage]);
  });

  test('of a changed text is left alone where the same rule mandated it before and does not ask for new versions', async () => {
    const changed = { policies: [policy({ version: 2 })], known: [before()] };
    expect(await consider(changed)).toMatchObject({ made: [], reasons: ['already-mandated'] });
    expect((await consider({ ...changed, rules: [rule({ newVersions: 'review' })] })).made).toHaveLength(1);
  });
});

describe('the limit of a new mandate runs', () => {
  const noon = after(7_200_000);
  test.each<[string, Start, Date, Mandate['publishedAt']]>([
    ['from its publication', {}, after(3_600_000), published(NOW)],
    [
      'from when the change of its text was seen',
      { policies: [policy({ version: 2 })], known: [before({ ruleId: 'other' as MandateRuleId })] },
      after(3_660_000),
      { precision: 'instant', at: after(60_000), original: '' },
    ],
    [
      'from when a person decided whose document it is',
      { policies: [policy({ byHand: byHand(noon) })] },
      after(3_600_000, noon),
      published(NOW),
    ],
  ])('%s', async (_from, start, dueBy, publishedAt) => {
    const { made } = await consider(start);
    expect(made).toMatchObject([{ dueBy, publishedAt }]);
    expect(made[0]?.countsFromAt).toEqual(start.policies?.[0]?.byHand?.at);
  });
});

describe('a policy considered again', () => {
  test.each<[string, Given<Mandate>, readonly string[]]>([
    ['stands', {}, ['before']],
    ['was refused', { stage: 'refused' }, []],
    ['was withdrawn', { stage: 'withdrawn' }, []],
    ['is of another version', { policyVersion: 0 }, []],
    ['is by another rule', { ruleId: 'other' as MandateRuleId }, []],
  ])('may reach more units by its mandate, which %s', async (_what, given, again) => {
    const { counts, again: expanded } = await consider({ exists: true, known: [before(given)] });
    expect([counts.mandates, expanded]).toEqual([0, again]);
  });

  const until = after(40_000);
  const changed: Partial<PolicySource> = { counterpartKey: null, earlier: [{ until, counterpartKey: 'upper' }] };
  test.each<[string, Given<Policy>, boolean]>([
    ['first seen before', { firstSeenAt: after(39_999) }, false],
    ['first seen since', { firstSeenAt: until }, true],
    ['decided by a person before', { firstSeenAt: until, byHand: byHand(after(39_999)) }, false],
    ['decided by a person since', { firstSeenAt: NOW, byHand: byHand(until) }, true],
    ['changed, whenever it was first seen', { firstSeenAt: NOW, version: 2 }, true],
  ])('binds by its sources as they were for it, changed since: %s', async (_when, given, isMandated) => {
    // As a source of counterparts it bound nobody: the office has none.
    expect((await consider({ source: changed, policies: [policy(given)] })).made).toHaveLength(isMandated ? 1 : 0);
  });
});

test.each<[readonly string[], string]>([
  [['topic', 'sector-unknown', 'mandated'], 'mandated'],
  [['topic', 'sector-unknown'], 'sector-unknown'],
  [['authority', 'authority-unknown', 'topic'], 'authority-unknown'],
  [['authority', 'topic', 'no-link'], 'topic'],
  [['authority', 'authority'], 'authority'],
  [[], 'authority'],
])('of the reasons %j the most telling one is %s', (reasons, told) => {
  expect(summarise(reasons)).toBe(told);
});
