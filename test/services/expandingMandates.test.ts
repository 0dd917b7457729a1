import type { Account } from '../../src/domain/accounts/account';
import type { Unit } from '../../src/domain/accounts/unit';
import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { AccountId, MandateId, MandateRuleId, ObligationId, PolicyId, SiteId } from '../../src/domain/ids';
import type { Mandate, MandateRule, Obligation } from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import type { AccountRecord } from '../../src/ports/storage';
import { createExpandMandates } from '../../src/services/mandates/issuing/expandMandates';
import { mandateOf, obligationOf, policyOf } from '../storage/mandateSamples';
import { accountOf, after, factsOf, NOW, siteOf, unitOf, type Given } from '../storage/samples';
import { RULE } from './office';
import { depsOver, recordOf } from './scriptedStorage';

const ISSUE = { kind: 'system', name: 'issue' };
const UNIT = unitOf('unit');
const SITE = siteOf({ id: 'site' as SiteId, name: '某站' });
/** Due an hour after the publication. */
const rule: MandateRule = { ...RULE, id: 'rule' as MandateRuleId, limit: { hours: 1 } };
const policy = (given: Given<Policy> = {}): Policy => policyOf({ id: 'policy' as PolicyId, ...given });
const mandate = (given: Given<Mandate> = {}): Mandate =>
  mandateOf({ id: 'mandate' as MandateId, policyId: 'policy' as PolicyId, ruleId: rule.id, ...given });
const channel = (id: string, given: Given<Account> = {}, lastPostAt: Date | null = null): AccountRecord =>
  recordOf({ account: accountOf({ id: id as AccountId, ...given }), facts: factsOf({ lastPostAt }) });
const column = (id: string, given: Given<Account> = {}, lastPostAt: Date | null = null): AccountRecord =>
  channel(id, { platform: 'portal', siteId: SITE.id, ...given }, lastPostAt);
const owed = (id: string, given: Given<Obligation> = {}): Obligation =>
  obligationOf({ id: id as ObligationId, mandateId: 'mandate' as MandateId, dueBy: after(3_600_000), ...given });
/** What another rule made of the same policy, with a day more. */
const elsewhere = (given: Given<Obligation> = {}): Obligation =>
  owed('other', {
    mandateId: 'another' as MandateId,
    accountId: 'w' as AccountId,
    dueBy: after(25 * 3_600_000),
    ...given,
  });

const LEFT: Given<Obligation> = { state: 'withdrawn', mandateId: 'another' as MandateId };

interface Start {
  readonly accounts?: readonly AccountRecord[];
  readonly mandates?: readonly Mandate[];
  readonly rules?: readonly MandateRule[];
  readonly policy?: Policy | null;
  /** The mandate as it is when its first page is expanded; null: it is gone. */
  readonly now?: Mandate | null;
  readonly unit?: Unit;
  readonly owed?: readonly Obligation[];
  /** What is stored of what is owed when it is changed. */
  readonly stored?: Obligation;
  /** Which of the obligations a stored post fulfils. */
  readonly fulfils?: (obligation: Obligation) => boolean;
}

async function expand(start: Start = {}) {
  const accounts = start.accounts ?? [channel('w')];
  const mandates = start.mandates ?? [mandate()];
  const seen = {
    asked: [] as unknown[],
    made: [] as Obligation[],
    matched: [] as string[],
    marked: [] as string[],
    changed: [] as (Obligation | null)[],
    events: [] as DomainEvent['ledger'][],
    steps: [] as string[],
    registersRead: 0,
  };
  const deps = depsOver(
    {
      units: {
        list: () => {
          seen.registersRead += 1;
          return Promise.resolve([start.unit ?? UNIT]);
        },
      },
      policySources: { all: () => Promise.resolve([]) },
      policies: { byId: () => Promise.resolve(start.policy === undefined ? policy() : start.policy) },
      mandates: {
        rules: () => Promise.resolve(start.rules ?? [rule]),
        unexpanded: (limit) => Promise.resolve(mandates.slice(0, limit)),
        byId: (id) =>
          Promise.resolve(start.now === undefined ? (mandates.find((one) => one.id === id) ?? null) : start.now),
        markExpanded: ({ id }) => Promise.resolve(void seen.marked.push(id)),
      },
      accounts: {
        activeAfter: (afterId, limit) => {
          const from = accounts.findIndex(({ account }) => account.id === afterId) + 1;
          return Promise.resolve(accounts.slice(from, from + limit));
        },
        ofSites: () => Promise.resolve(accounts.filter(({ account }) => account.siteId !== null)),
      },
      sites: { byIds: (wanted) => Promise.resolve([SITE].filter(({ id }) => wanted.includes(id))) },
      obligations: {
        ofPolicyVersion: (...asked) => {
          seen.asked.push(asked);
          return Promise.resolve(start.owed ?? []);
        },
        insertMissing: (obligations, eventFor) => {
          seen.made.push(...obligations);
          seen.events.push(...obligations.map((one) => eventFor(one).ledger));
          return Promise.resolve(obligations.length);
        },
      },
    },
    { connectors: { all: [], for: () => ({ publisher: null }) as never } },
  );
  const counts = await createExpandMandates(deps, {
    draftRepost: { draft: () => owed('draft').draft } as never,
    matchNew: ({ records, obligation }) => {
      seen.matched.push(`${obligation.accountId} ${records.map(({ account }) => account.id).join()}`);
      return Promise.resolve(start.fulfils?.(obligation) ?? false);
    },
    changeObligation: (_id, decide) => {
      const decided = decide(start.stored ?? elsewhere());
      seen.changed.push(decided?.next ?? null);
      seen.events.push(...(decided?.events ?? []).map(({ ledger }) => ledger));
      return Promise.resolve(null);
    },
    stepObligation: (id, event, step) => {
      expect(step).toEqual({ actor: ISSUE, now: NOW });
      seen.steps.push(`${event} ${id}`);
      return Promise.resolve({ refused: 'gone' });
    },
    withdrawEnded: ({ id }) => Promise.resolve(id === 'ended' ? 7 : 0),
  })(NOW);
  return { counts, ...seen };
}
const nothing = { expanded: 0, obligations: 0, fulfilled: 0, withdrawn: 0 };

describe('a mandate', () => {
  test('asks nothing where there is none', async () => {
    expect(await expand({ mandates: [], policy: null })).toMatchObject({ counts: nothing, registersRead: 0 });
  });

  test('that ended has what is owed for it withdrawn, and binds nobody', async () => {
    const mandates = [mandate({ id: 'ended' as MandateId, stage: 'refused' }), mandate()];
    const { counts, marked } = await expand({ mandates });
    expect([counts, marked]).toEqual([{ ...nothing, withdrawn: 7, expanded: 1, obligations: 1 }, ['mandate']]);
  });

  test.each<[string, Start]>([
    ['rule', { rules: [] }],
    ['policy', { policy: null }],
  ])('waits where its %s is gone, and does not hold up the next one', async (_what, start) => {
    expect(await expand(start)).toMatchObject({ counts: nothing, made: [], marked: [] });
    const other = mandate({ id: 'other' as MandateId, ruleId: 'gone' as MandateRuleId });
    expect((await expand({ mandates: [other, mandate()] })).marked).toEqual(['mandate']);
  });

  test('of a policy withdrawn before it reached anybody is done, and binds nobody', async () => {
    const withdrawn = policy({ withdrawal: { reason: 'stated', noticedAt: NOW } });
    expect(await expand({ policy: withdrawn })).toMatchObject({ counts: nothing, made: [], marked: ['mandate'] });
    expect((await expand({ policy: policy({ withdrawal: null }) })).made).toHaveLength(1);
  });

  test.each<[string, Mandate | null, Obligation['state'] | null]>([
    ['is issued', mandate(), 'ready'],
    ['is drafted', mandate({ stage: 'drafted' }), 'awaiting-review'],
    ['was withdrawn meanwhile', mandate({ stage: 'withdrawn' }), null],
    ['was refused meanwhile', mandate({ stage: 'refused' }), null],
    ['can be read no more: as it was', null, 'ready'],
  ])('that %s makes what is owed: %#', async (_what, now, state) => {
    const { made, counts } = await expand({ now });
    expect(made.map((one) => one.state)).toEqual(state === null ? [] : [state]);
    expect(counts).toMatchObject({ expanded: 1, obligations: made.length, fulfilled: 0 });
  });

  test('asks nothing about channels it does not concern', async () => {
    const { asked, made, counts } = await expand({ accounts: [channel('w', { status: 'stopped' })] });
    expect([asked, made, counts]).toEqual([[], [], { ...nothing, expanded: 1 }]);
  });

  test('reaches the accounts of every page', async () => {
    const accounts = Array.from({ length: 201 }, (_, index) => channel(`w${String(index).padStart(3, '0')}`));
    const { made, counts } = await expand({ accounts });
    expect([made.length, new Set(made.map(({ accountId }) => accountId)).size, counts.obligations]).toEqual([
      201, 201, 201,
    ]);
  });
});

describe('what a channel owes anew', () => {
  test('is dated by the publication, and is the site’s where it has one', async () => {
    const { made, events } = await expand({ accounts: [channel('w', { name: '某号' }), column('c'), column('d')] });
    expect(made).toMatchObject([
      { accountId: 'w', siteId: null, accountName: '某号', dueBy: after(3_600_000), createdAt: NOW },
      { accountId: 'c', siteId: 'site', accountName: '某站', unitId: SITE.unitId },
    ]);
    expect(made.map((one) => one.countsFromAt)).toEqual([undefined, undefined]);
    const told = { from: null, to: 'ready', reason: 'made', actor: 'system:issue' };
    expect(events).toMatchObject([told, told]);
  });

  test('counts from when its mandate was widened where it was not reached before', async () => {
    const place = { level: 'department', sectors: [] } as const;
    const unit: Unit = {
      ...UNIT,
      ...place,
      region: '330106',
      earlier: [{ ...place, region: '110101', until: after(10) }],
    };
    const accounts = [
      channel('of the place', { region: '330106' }),
      channel('of the unit', { region: '', unitId: unit.id }),
    ];
    const rules = [{ ...rule, regions: ['330106'] }];
    const widened = mandate({ issuedAt: after(9), widenedAt: [after(9), after(10), after(20)] });
    expect((await expand({ unit, accounts, rules })).made.map(({ accountId }) => accountId)).toEqual(['of the place']);
    const { made } = await expand({ unit, accounts, rules, mandates: [widened] });
    expect(made).toMatchObject([
      { accountId: 'of the place', dueBy: after(3_600_000) },
      { accountId: 'of the unit', dueBy: after(3_600_010), countsFromAt: after(10) },
    ]);
    expect(made[0]?.countsFromAt).toBeUndefined();
    // Decided by a person, it counts from then for everybody.
    const decided = await expand({ mandates: [mandate({ countsFromAt: after(5) })] });
    expect(decided.made).toMatchObject([{ dueBy: after(3_600_005) }]);
  });

  test('is matched with what the channel has published since, and counted where that fulfils it', async () => {
    const accounts = [
      channel('before', {}, after(-1)),
      channel('since', {}, NOW),
      channel('later', {}, after(1)),
      channel('never'),
      column('quiet'),
      column('spoke', {}, NOW),
    ];
    const { matched, counts } = await expand({ accounts, fulfils: ({ accountId }) => accountId !== 'later' });
    expect([matched, counts.fulfilled]).toEqual([['since since', 'later later', 'quiet spoke'], 2]);
  });
});

describe('what a channel owes already', () => {
  const spoke = channel('w', {}, NOW);

  test('is asked for of all its columns and its site', async () => {
    const { asked } = await expand({ accounts: [channel('w'), column('c'), column('d')] });
    expect(asked).toEqual([['policy', 1, { accountIds: ['w', 'c', 'd'], siteIds: ['site'] }]]);
  });

  test.each<[string, Obligation, readonly string[]]>([
    ['open', owed('own', { accountId: 'w' as AccountId }), ['w w']],
    ['fulfilled', owed('own', { accountId: 'w' as AccountId, state: 'fulfilled' }), []],
    ['withdrawn', owed('own', { accountId: 'w' as AccountId, state: 'withdrawn' }), []],
    ['of another mandate', elsewhere({ dueBy: NOW }), []],
  ])('is not made again; an interrupted run’s is matched: %s', async (_what, one, matched) => {
    expect(await expand({ accounts: [spoke], owed: [one] })).toMatchObject({ made: [], matched, steps: [] });
  });

  test.each<[string, Given<Obligation>, readonly string[]]>([
    ['of the site, withdrawn with another mandate', { siteId: SITE.id, ...LEFT }, ['w', 'c']],
    [
      'of a column, withdrawn with another mandate',
      { state: 'withdrawn', mandateId: 'another' as MandateId },
      ['w', 'c'],
    ],
    ['of a column before the site did, withdrawn with this mandate', { state: 'withdrawn' }, ['w', 'c']],
    ['of a column before the site did', { state: 'manual' }, ['w']],
    ['of the site', { siteId: SITE.id, accountId: 'gone' as AccountId }, ['w']],
    ['of the site, withdrawn with this mandate', { siteId: SITE.id, state: 'withdrawn' }, ['w']],
    ['of another site', { siteId: 'other' as SiteId }, ['w', 'c']],
  ])('is found of a site: %s', async (_what, given, made) => {
    const known = [owed('known', { accountId: 'd' as AccountId, ...given })];
    const result = await expand({ accounts: [channel('w'), column('c'), column('d')], owed: known });
    expect(result.made.map(({ accountId }) => accountId)).toEqual(made);
  });

  test('is due by the strictest limit, which is told, and may be published as soon as one of the mandates is issued', async () => {
    const { made, changed, events, steps } = await expand({ owed: [elsewhere({ state: 'awaiting-review' })] });
    expect([made, steps]).toEqual([[], ['issue other']]);
    expect(changed).toMatchObject([{ id: 'other', dueBy: after(3_600_000), mandateId: 'another' }]);
    expect(events).toMatchObject([{ reason: 'deadline-recomputed', data: { note: 'stricter-rule:state-council' } }]);
  });

  test.each<[string, Given<Obligation>, number]>([
    ['later by a millisecond', { dueBy: after(3_600_001) }, 1],
    ['the same', { dueBy: after(3_600_000) }, 0],
    ['sooner', { dueBy: after(3_599_999) }, 0],
    ['later, of this very mandate', { mandateId: 'mandate' as MandateId }, 0],
  ])('keeps its limit unless that is later: %s', async (_what, given, count) => {
    expect((await expand({ owed: [elsewhere(given)] })).changed).toHaveLength(count);
  });

  test.each<[string, Given<Obligation>]>([
    ['made stricter by somebody else', { dueBy: after(3_600_000) }],
    ['fulfilled', { state: 'fulfilled' }],
  ])('keeps its limit where it was %s meanwhile', async (_what, given) => {
    expect(await expand({ owed: [elsewhere()], stored: elsewhere(given) })).toMatchObject({
      changed: [null],
      events: [],
    });
  });

  test.each<[Mandate['stage'], Obligation['state']]>([
    ['issued', 'ready'],
    ['drafted', 'awaiting-review'],
  ])('is not released by a mandate that is %s where it is %s', async (stage, state) => {
    expect((await expand({ mandates: [mandate({ stage })], owed: [elsewhere({ state })] })).steps).toEqual([]);
  });
});
