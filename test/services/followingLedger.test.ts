import { makeEvent } from '../../src/domain/alerts/events';
import { LEDGER_KINDS, type AlertKind, type LedgerKind } from '../../src/domain/alerts/alert';
import { openCase } from '../../src/domain/cases/moveCase';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Finding, Verdict, VerdictKind } from '../../src/domain/judging/verdict';
import type { AccountId, MandateId, UnitMoveId } from '../../src/domain/ids';
import { createServices } from '../../src/services/index';
import { createFollowLedger } from '../../src/services/alerts/followLedger';
import { touchedOwners } from '../../src/services/alerts/touchedOwners';
import { verdictOn } from '../domain/judging/someVerdict';
import { followed } from '../storage/samples';
import { issuePolicy } from './fixtures';
import { addColumns } from './someSite';
import { useWorld } from './useWorld';
import { ids, PAGE } from './world';

const world = useWorld();
const THING = 'a'.repeat(24);
const OTHER = 'b'.repeat(24);

const line = (kind: LedgerKind, subject = `thing:${THING}`) =>
  makeEvent(
    { eventId: ids.eventId(), actor: { kind: 'system', name: 'test' }, now: world.clock.now() },
    { kind, subject, from: null, to: null, reason: 'test' },
  );
const relay = (limit = 500) => world.services.alerts.relay(limit);
const told = async (): Promise<readonly AlertKind[]> =>
  (await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null)).items.map(({ kind }) => kind).sort();
const idOf = async (externalId: string): Promise<AccountId> => (await world.account(externalId)).account.id;

/** Stored as judged, without a line in the ledger. */
async function judged(externalId: string, kind: VerdictKind, more: Partial<Verdict> = {}): Promise<void> {
  const { account, facts, verdict } = await world.account(externalId);
  const next = { ...verdictOn(facts, world.clock.now(), { account }), kind, crossedAt: world.clock.now(), ...more };
  await world.storage.accounts.changeVerdict(account.id, verdict?.judgedAt ?? null, next, followed());
  world.clock.pass(1);
}
async function found(externalId: string, kind: Finding['kind']): Promise<Finding> {
  const accountId = await idOf(externalId);
  const finding: Finding = {
    id: ids.id(),
    accountId,
    kind,
    ruleId: 'rule',
    clause: null,
    subject: THING,
    state: 'open',
    occurredAt: world.clock.now(),
    noticedAt: world.clock.now(),
    closedAt: null,
    detail: 'test',
    evidence: { url: null, lookId: null, excerpt: null },
  };
  await world.storage.findings.open(finding, line('finding-opened', `finding:${finding.id}`));
  return finding;
}

describe('whose alerts are looked at after a line of the ledger', () => {
  type Line = Parameters<typeof touchedOwners>[1];
  const owners = (kind: LedgerKind, more: Partial<Line> = {}): Promise<readonly string[]> =>
    touchedOwners(world.storage, {
      kind,
      subject: `thing:${THING}`,
      from: null,
      to: null,
      reason: '',
      data: { accountId: OTHER, mandateId: OTHER },
      ...more,
    });

  test.each<[string | null, string, string[]]>([
    ['fine', 'warned', ['account']],
    ['warned', 'fine', ['account']],
    ['warned', 'silent', ['account']],
    [null, 'slow', ['account']],
    [null, 'fine', []],
    ['fine', 'exempt', []],
    ['exempt', 'fine', []],
    ['fine', 'unknown', ['unseen']],
    ['unknown', 'fine', ['unseen']],
    ['silent', 'unknown', ['account', 'unseen']],
    ['unknown', 'silent', ['account', 'unseen']],
  ])('a verdict from %s to %s touches %j', async (from, to, expected) => {
    const named = expected.map((one) => (one === 'account' ? `account:${THING}` : one));
    expect(await owners('verdict-changed', { from, to })).toEqual(named);
  });

  test.each<[LedgerKind, string, string[]]>([
    ['finding-opened', 'improper', [`account:${OTHER}`]],
    ['finding-closed', 'improper', [`account:${OTHER}`]],
    ['finding-dismissed', 'silent', [`account:${OTHER}`]],
    ['finding-taken-back', 'silent', [`account:${OTHER}`]],
    ['finding-opened', 'outdated-repost', ['outdated']],
    ['finding-closed', 'outdated-repost', ['outdated']],
    ['case-moved', '', [`case:${THING}`]],
    ['incident-opened', '', ['incidents', 'unseen']],
    ['incident-closed', '', ['incidents', 'unseen']],
    ['credential-changed', '', ['credentials']],
    ['mandate-issued', '', [`mandate:${THING}`]],
    ['mandate-reviewed', '', [`mandate:${THING}`]],
    ['obligation-moved', '', [`mandate:${OTHER}`]],
    ['policy-changed', '', ['policies']],
    ['rule-changed', '', ['policies']],
    ['site-changed', '', [`site:${THING}`]],
    ['site-checked', '', [`site:${THING}`]],
  ])('%s (%s) touches %j', async (kind, reason, expected) => {
    expect(await owners(kind, { reason })).toEqual(expected);
  });

  test('what says nothing about alerts touches none', async () => {
    const silent = LEDGER_KINDS.filter((kind) => /^(alert|article|job|person|post|sign|site-r|training)/.test(kind));
    expect(silent).toHaveLength(11);
    for (const kind of silent) expect(await owners(kind)).toEqual([]);
  });

  test('a changed policy touches its mandates, a changed site those it owes, an account all that is its own', async () => {
    await world.addAccounts(['weibo', 'w']);
    const site = await addColumns(world, 'news');
    const { id, policyId } = await issuePolicy(world);
    const { account } = await world.account('w');
    const one = openCase({ id: ids.id(), account, findingId: ids.id(), occurredAt: new Date(0), now: new Date(0) });
    await world.storage.cases.open(one, line('case-moved', `case:${one.id}`));
    expect(await owners('policy-changed', { subject: `policy:${policyId}` })).toEqual(['policies', `mandate:${id}`]);
    expect(await owners('site-changed', { subject: `site:${site.id}` })).toEqual([`site:${site.id}`, `mandate:${id}`]);
    const shared = ['credentials', 'incidents', 'unseen', 'outdated'];
    expect(await owners('account-changed')).toEqual([`account:${THING}`, ...shared]);
    expect(await owners('account-changed', { subject: `account:${account.id}` })).toEqual([
      `account:${account.id}`,
      ...shared,
      `case:${one.id}`,
      `mandate:${id}`,
    ]);
  });
});

describe('following the ledger', () => {
  const followedTo = (): Promise<string | null> => world.storage.settings.get('alerts-followed-to');
  beforeEach(() => world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']));

  test('the first time everything is looked at, also what no line tells of; then only what lines tell of', async () => {
    await judged('w', 'silent');
    // The lines of the registration are in the ledger already: whoever left them carried them there.
    expect(await relay()).toEqual({ relayed: 0, changes: 1 });
    expect([await told(), Number(await followedTo())]).toEqual([['account-silent'], 2]);
    await judged('v', 'silent');
    expect(await relay()).toEqual({ relayed: 0 });
    await world.storage.ledger.append([line('verdict-changed', `account:${await idOf('w')}`)]);
    expect(await relay()).toEqual({ relayed: 0 });
    expect(await followedTo()).toBe('3');
    expect(await world.services.alerts.sweep()).toEqual({ changes: 1 });
    expect(await world.services.alerts.sweep()).toEqual({});
  });

  test('as many lines are followed at once as asked for, and the others with the next run', async () => {
    await relay();
    await found('w', 'improper');
    await found('v', 'improper');
    for (const name of ['w', 'v'])
      await world.storage.ledger.append([line('account-changed', `account:${await idOf(name)}`)]);
    expect(await relay(1)).toMatchObject({ changes: 1 });
    expect(await relay(1)).toMatchObject({ changes: 1 });
    expect(await told()).toEqual(['account-improper', 'account-improper']);
  });

  test('figures that were told a moment ago are told again after a minute, without another line', async () => {
    await world.addAccounts(['portal', 'p']);
    await issuePolicy(world);
    await relay();
    const progress = async () => {
      const [alert] = (await world.storage.alerts.list({ kind: 'mandate-progress' }, PAGE, null)).items;
      return [alert?.figures['done'], alert?.changedAt];
    };
    const openedAt = world.clock.now();
    await world.lookAtDue();
    await world.settle(3);
    await relay();
    expect(await progress()).toEqual([0, openedAt]);
    world.clock.set(new Date(openedAt.getTime() + MINUTE_MS - 1));
    expect(await relay()).toEqual({ relayed: 0 });
    world.clock.pass(1);
    expect(await relay()).toEqual({ relayed: 0, changes: 1 });
    expect(await progress()).toEqual([2, world.clock.now()]);
  });

  test('a moved unit has everything looked at, and again every minute until the move is over', async () => {
    await relay();
    await judged('w', 'silent');
    const id = ids.id<UnitMoveId>();
    const now = world.clock.now();
    await world.storage.unitMoves.start(
      {
        id,
        unitId: world.unitA,
        fromParentId: world.officeId,
        toParentId: world.unitB,
        lost: [],
        stale: [],
        state: 'moving',
        startedAt: now,
        settlingAt: null,
      },
      line('unit-moved', `unit:${world.unitA}`),
    );
    expect(await relay()).toEqual({ relayed: 1, changes: 1 });
    expect(await told()).toEqual(['account-silent']);
    await judged('v', 'silent');
    world.clock.set(new Date(now.getTime() + MINUTE_MS - SECOND_MS));
    await relay();
    expect(await told()).toEqual(['account-silent']);
    await world.storage.unitMoves.settle(id, world.clock.now());
    await world.storage.unitMoves.finish(id);
    world.clock.pass(MINUTE_MS);
    await relay();
    expect(await told()).toEqual(['account-silent', 'account-silent']);
    await judged('v', 'fine');
    world.clock.pass(10 * MINUTE_MS);
    await relay();
    expect(await told()).toEqual(['account-silent', 'account-silent']);
  });
});

describe('the sweep, which asks no ledger,', () => {
  beforeEach(() => world.addAccounts(['weibo', 'w']));

  test.each<[string, AlertKind, () => Promise<unknown>]>([
    ['a silent account', 'account-silent', () => judged('w', 'silent')],
    ['a warned account', 'account-warned', () => judged('w', 'warned')],
    ['a slow account', 'account-slow', () => judged('w', 'slow')],
    ['one never seen', 'account-unknown', () => judged('w', 'unknown', { reason: 'no-sight-yet' })],
    ['an improper post', 'account-improper', () => found('w', 'improper')],
    ['an altered repost', 'account-improper', () => found('w', 'altered-repost')],
    ['a post dated in the future', 'account-improper', () => found('w', 'future-dated')],
    ['an unclear repost', 'repost-unclear', () => found('w', 'unclear-repost')],
    ['an outdated repost', 'repost-outdated', () => found('w', 'outdated-repost')],
    ['a mandate on its way', 'mandate-progress', () => issuePolicy(world)],
    [
      'an incident',
      'source-incident',
      () => {
        const told = { key: 'weibo:unreachable', platform: 'weibo', reason: 'timeout', accounts: 5 } as const;
        const incident = { ...told, openedAt: world.clock.now(), closedAt: null };
        return world.storage.incidents.open(incident, line('incident-opened', 'incident:weibo:unreachable'));
      },
    ],
    [
      'a case that is overdue',
      'case-overdue',
      async () => {
        const { account } = await world.account('w');
        const about = { account, findingId: ids.id<Finding['id']>(), occurredAt: new Date(0), now: new Date(0) };
        const one = { ...openCase({ id: ids.id(), ...about }), state: 'overdue' as const };
        await world.storage.cases.open(one, line('case-moved', `case:${one.id}`));
      },
    ],
    [
      'a refused credential',
      'credential-refused',
      async () => {
        const credential = await world.storage.credentials.ofAccount(await idOf('w'));
        if (credential !== null) await world.storage.credentials.changeState(credential, 'refused', []);
      },
    ],
  ])('finds %s', async (_what, kind, happens) => {
    await happens();
    expect(await world.services.alerts.sweep()).toEqual({ changes: 1 });
    expect(await told()).toEqual([kind]);
  });

  test('ends alerts whose cause is gone, or whose owner nobody knows', async () => {
    await judged('w', 'silent');
    await world.services.alerts.sweep();
    await judged('w', 'fine');
    const [told] = await world.storage.alerts.since(0, 1, null);
    if (told === undefined) throw new Error('no alert');
    const { id: _id, seq: _seq, ...draft } = told;
    const strange = ['account:nobody', `mandate:${OTHER as MandateId}`, `case:${OTHER}`, `thing:${OTHER}`];
    for (const owner of strange)
      await world.storage.alerts.reconcile(owner, world.clock.now(), () =>
        Promise.resolve({ wanted: [{ ...draft, owner, cause: `${owner}:x` }], endOf: () => 'removed' }),
      );
    expect(await world.services.alerts.sweep()).toEqual({ changes: 5 });
    const ended = (await world.storage.alerts.list({ state: 'resolved' }, PAGE, null)).items;
    expect(ended.map(({ owner, resolved }) => `${owner.split(':')[0]} ${resolved?.reason}`).sort()).toEqual([
      'account removed',
      'account updated',
      'case removed',
      'mandate withdrawn',
      'thing removed',
    ]);
  });

  test('goes through every page of what is told and what is found, to a page that is not full', async () => {
    const accountId = await idOf('w');
    const asked: string[] = [];
    const reconciled: string[] = [];
    const finding = await found('w', 'improper');
    const { storage } = world;
    const paged = createServices({
      ...world.deps,
      storage: {
        ...storage,
        alerts: {
          ...storage.alerts,
          owners: (after, limit) => {
            asked.push(`owners ${after} ${limit}`);
            return Promise.resolve(after === null ? ['case:a', 'case:b'] : after === 'case:b' ? ['case:c'] : []);
          },
          reconcile: (owner) => {
            reconciled.push(owner);
            return Promise.resolve({ changes: 1, laterAt: null });
          },
        },
        findings: {
          ...storage.findings,
          openOfKind: (kind, after, limit) => {
            if (kind === 'improper') asked.push(`findings ${after} ${limit}`);
            const last = { ...finding, id: OTHER as Finding['id'], accountId: THING as AccountId };
            const full = Array.from({ length: limit }, (_, index) => (index + 1 === limit ? last : finding));
            return Promise.resolve(kind === 'improper' && after === null ? full : []);
          },
        },
      },
    });
    expect(await paged.alerts.sweep()).toEqual({ changes: 13 });
    expect(asked).toEqual([
      'owners null 200',
      'owners case:b 200',
      'owners case:c 200',
      'findings null 200',
      `findings ${OTHER} 200`,
    ]);
    expect(reconciled.slice(8)).toEqual(['case:a', 'case:b', 'case:c', `account:${accountId}`, `account:${THING}`]);
  });
});

test('no more owners wait in memory than are bound; the others are met by the sweep', async () => {
  const asked: string[] = [];
  const following = createFollowLedger(
    world.deps,
    async (owner, now) => {
      asked.push(owner);
      return { wanted: [], endOf: () => 'removed', laterAt: new Date(now.getTime() + MINUTE_MS) };
    },
    3,
  );
  await following.follow(500);
  const all = [...asked];
  const lookedAt = async (look: () => Promise<unknown>): Promise<readonly string[]> => {
    asked.splice(0);
    world.clock.pass(MINUTE_MS);
    await look();
    return [...asked];
  };
  expect(all.length).toBeGreaterThan(3);
  expect(await lookedAt(() => following.follow(500))).toEqual(all.slice(0, 3));
  expect(await lookedAt(() => following.sweep())).toEqual(all);
});
