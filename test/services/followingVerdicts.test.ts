import type { AccountStatus } from '../../src/domain/accounts/account';
import type { AccountFacts } from '../../src/domain/accounts/facts';
import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { Case } from '../../src/domain/cases/case';
import type { AccountId, FindingId, LookId } from '../../src/domain/ids';
import type { Finding, Verdict } from '../../src/domain/judging/verdict';
import { DAY_MS } from '../../src/domain/time/instant';
import { createCloseRecovered, createFollowVerdict, hasRecovered } from '../../src/services/cases/followVerdict';
import { approved, context, day, duty, filed, integrating, move, opened, proposed } from '../domain/cases/someCase';
import { accountOf, factsOf, findingOf, NOW, verdictOf, type Given } from '../storage/samples';
import { depsOver, recordOf } from './scriptedStorage';

const account = accountOf({ id: 'account' as AccountId });
const LOOK = 'look' as LookId;
const silent: Given<Verdict> = { kind: 'silent', reason: 'silence-dormant', crossedAt: day(3) };

describe('what follows from a verdict', () => {
  interface Known {
    readonly latest?: Case;
    readonly finding?: Finding;
    /** The finding of a dismissed case is no longer open when it is to be dismissed as well. */
    readonly isBeaten?: boolean;
  }

  async function follow(verdict: Given<Verdict> | null, given: Known = {}) {
    const told: (Finding | DomainEvent['ledger'])[] = [];
    const done: string[] = [];
    const record = recordOf({ account, verdict: verdict === null ? null : verdictOf(verdict) });
    const deps = depsOver({
      findings: {
        open: (finding, { ledger }) => {
          told.push(finding, ledger);
          return Promise.resolve({ finding: given.finding ?? finding, opened: given.finding === undefined });
        },
      },
      cases: {
        latestFor: (id) => Promise.resolve(id === 'account' ? (given.latest ?? null) : null),
      },
    });
    const outcome = await createFollowVerdict(deps, {
      closeRecovered: (recovered, now) => {
        expect([recovered, now]).toEqual([record, NOW]);
        return Promise.resolve(void done.push('close'));
      },
      openCaseFor: (of, finding, now) => {
        expect([of, now]).toEqual([account, NOW]);
        return Promise.resolve(void done.push(`case of ${finding.id}`));
      },
      dismissFindingOf: ({ findingId }, { name, at, reason }, now) => {
        expect([name, at, now]).toEqual(['值班员', NOW, NOW]);
        done.push(`dismiss ${findingId} ${reason}`);
        return Promise.resolve(given.isBeaten !== true);
      },
    })(record, NOW);
    return { told, done, outcome };
  }

  test.each<[string, Given<Verdict> | null, readonly string[], string?]>([
    ['silent: a finding and its case', silent, ['case of known'], 'silent'],
    ['slow: a finding, and the silence is over', { kind: 'slow', reason: 'gap-too-long' }, ['close'], 'slow'],
    ['fine: it came back', { kind: 'fine' }, ['close']],
    ['warned: it came back', { kind: 'warned', reason: 'silence-approaching' }, ['close']],
    ['exempt: nothing is to be done any more', { kind: 'exempt', reason: 'account-cancelled' }, ['close']],
    ['unknown: not seeing it proves nothing', { kind: 'unknown', reason: 'proof-too-old' }, []],
    ['dismissed by a person: neither accused nor come back', { kind: 'fine', reason: 'finding-dismissed' }, []],
    ['not judged', null, []],
  ])('%s', async (_what, verdict, done, kind = 'none') => {
    const finding = findingOf(account.id, { id: 'known' as FindingId });
    const result = await follow(verdict, { finding });
    expect([result.done, result.outcome]).toEqual([done, 'followed']);
    expect(result.told.length === 0 ? 'none' : (result.told[0] as Finding).kind).toBe(kind);
  });

  test('the finding says the rule, when it was crossed, by which post and look, and on what it rests', async () => {
    const clause = { source: '国办秘函〔2019〕19号', text: '两周' };
    const evidence = { lastPostId: null, lastPostUrl: 'https://weibo.example/1', sightLookId: LOOK };
    const { told } = await follow({ ...silent, ruleId: 'rule', clause, evidence });
    expect(told).toMatchObject([
      {
        accountId: account.id,
        kind: 'silent',
        ruleId: 'rule',
        clause,
        subject: account.id,
        state: 'open',
        occurredAt: day(3),
        noticedAt: NOW,
        closedAt: null,
        detail: 'silence-dormant',
        evidence: { url: 'https://weibo.example/1', lookId: LOOK, excerpt: null },
        basis: 'none:silence-dormant',
      },
      { kind: 'finding-opened', actor: 'system:judge', recordedAt: NOW, occurredAt: day(3) },
    ]);
    expect((await follow({ ...silent, ruleId: null, crossedAt: null })).told[0]).toMatchObject({
      ruleId: '',
      occurredAt: NOW,
    });
  });

  const own = findingOf(account.id, { id: opened.findingId });
  const dismissedAt = (at: Date): Case => {
    const ended = move(opened, 'dismiss', context(1, duty));
    return { ...ended, steps: ended.steps.map((step) => ({ ...step, recordedAt: at })) };
  };
  const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
  const over = dismissedAt(NOW);
  test.each<[string, Known, readonly string[], ('dismissed' | 'followed')?]>([
    ['stays the one it is', { latest: opened, finding: own }, []],
    ['stays open where its finding was dismissed before', { latest: opened, finding: { ...own, dismissal: null } }, []],
    ['is a new one of a new finding', { latest: { ...over, findingId: 'other' as FindingId } }, ['case of finding']],
    ['stays ended where it ended otherwise', { latest: { ...over, steps: [] } }, []],
    ['takes its finding along where it was dismissed', { latest: over }, ['dismiss finding 说明'], 'dismissed'],
    ['does so once', { latest: over, isBeaten: true }, ['dismiss finding 说明']],
    ['is for a person where it was dismissed a day ago', { latest: dismissedAt(ago(DAY_MS)) }, []],
    [
      'begins anew where the dismissal of its finding was taken back since',
      { latest: over, finding: { ...own, takenBackAt: NOW } },
      ['case of finding'],
    ],
    [
      'takes its finding along where that was taken back before only',
      { latest: over, finding: { ...own, takenBackAt: ago(1) } },
      ['dismiss finding 说明'],
      'dismissed',
    ],
    [
      'is not begun anew while its finding is dismissed',
      { latest: over, finding: { ...own, state: 'dismissed', dismissal: null }, isBeaten: true },
      ['dismiss finding 说明'],
    ],
  ])('the one case of a finding %s', async (_what, known, done, outcome = 'followed') => {
    const result = await follow(silent, { finding: own, ...known });
    expect([result.done, result.outcome]).toEqual([done, outcome]);
  });
});

describe('what an account that came back has settled', () => {
  async function close(given: {
    readonly verdict?: Given<Verdict> | null;
    readonly open?: readonly Finding['kind'][];
    readonly shutdownCase?: Case;
    readonly facts?: Given<AccountFacts>;
    readonly status?: AccountStatus;
  }) {
    const closed: string[] = [];
    const moves: unknown[] = [];
    const changes: unknown[] = [];
    const verdict = given.verdict === null ? null : verdictOf(given.verdict ?? {});
    const record = recordOf({
      account: { ...account, status: given.status ?? 'active' },
      verdict,
      facts: factsOf({ lastPostAt: day(40), lastPostUrl: 'https://weibo.example/1', ...given.facts }),
    });
    const deps = depsOver({
      findings: {
        openFor: () => Promise.resolve((given.open ?? []).map((kind) => findingOf(account.id, { kind }))),
        close: (_id, at, detail, { ledger }) => {
          expect([at, detail, ledger.kind, ledger.to, ledger.actor]).toEqual([
            NOW,
            'posts-seen',
            'finding-closed',
            'closed',
            'system:judge',
          ]);
          return Promise.resolve(closed.push(ledger.reason) > 0);
        },
      },
      cases: { openFor: (id) => Promise.resolve(id === account.id ? (given.shutdownCase ?? null) : null) },
      accounts: {
        changeStatus: (id, from, to, { ledger }) => {
          changes.push([id, from, to, ledger]);
          return Promise.resolve(true);
        },
      },
    });
    await createCloseRecovered(deps, (shutdownCase, event, by) => {
      moves.push([event, by]);
      return Promise.resolve({ shutdownCase });
    })(record, NOW);
    return { closed, moves, changes };
  }

  const every: readonly Finding['kind'][] = ['silent', 'slow', 'improper', 'outdated-repost'];
  test.each<[string, Given<Verdict> | null, readonly string[]]>([
    ['fine', { kind: 'fine' }, ['silent', 'slow']],
    ['slow', { kind: 'slow', reason: 'gap-too-long' }, ['silent']],
    ['not judged', null, ['silent', 'slow']],
    ['exempt', { kind: 'exempt', reason: 'account-cancelled' }, []],
  ])('closes of its findings, where it is %s, %j', async (_is, verdict, closed) => {
    expect((await close({ verdict, open: every })).closed).toEqual(closed);
  });

  const by = { actor: { kind: 'system', name: 'judge' }, occurredAt: day(40), now: NOW };
  test('closes its case, dated by the post and naming it, or the account where the post has no address', async () => {
    const { moves, changes } = await close({ shutdownCase: opened });
    expect([moves, changes]).toEqual([[['posts-seen', { ...by, note: 'https://weibo.example/1' }]], []]);
    expect((await close({ shutdownCase: opened, facts: { lastPostUrl: null } })).moves).toEqual([
      ['posts-seen', { ...by, note: account.homeUrl }],
    ]);
  });

  test.each<[string, Parameters<typeof close>[0]]>([
    ['no post', { shutdownCase: opened, facts: { lastPostAt: null } }],
    ['no post of a filed one', { shutdownCase: filed, facts: { lastPostAt: null } }],
    ['no case', {}],
    ['a case that is carried out', { shutdownCase: approved }],
    ['a silence that lasts', { shutdownCase: opened, verdict: silent }],
  ])('moves no case where there is %s', async (_where, given) => {
    expect(await close(given)).toMatchObject({ moves: [], changes: [] });
  });

  const endedAt = filed.steps.at(-2)?.recordedAt ?? NOW;
  const revived = (ms: number): Given<AccountFacts> => ({ lastPostAt: new Date(endedAt.getTime() + ms) });
  test('begins the case of a filed account anew that publishes after it was cancelled, the account first', async () => {
    const { moves, changes } = await close({ shutdownCase: filed, facts: revived(1), status: 'cancelled' });
    expect(moves).toMatchObject([['revived', { occurredAt: revived(1).lastPostAt, now: NOW }]]);
    expect(changes).toMatchObject([
      [
        account.id,
        'cancelled',
        'revived',
        {
          kind: 'account-changed',
          subject: 'account:account',
          from: 'cancelled',
          to: 'revived',
          reason: 'revived',
          actor: 'system:judge',
          data: { caseId: filed.id },
        },
      ],
    ]);
  });

  test('leaves the account where it is active already, as an interrupted run left it', async () => {
    const { moves, changes } = await close({ shutdownCase: filed, facts: revived(1) });
    expect([moves.length, changes]).toEqual([1, []]);
  });

  test('a post of the instant it was cancelled, or of a case not filed yet, revives nothing', async () => {
    const cancelled: Case = { ...filed, state: 'cancelled', steps: filed.steps.slice(0, -1) };
    expect((await close({ shutdownCase: filed, facts: revived(0) })).moves).toEqual([]);
    expect((await close({ shutdownCase: cancelled, facts: revived(1) })).moves).toEqual([]);
    expect((await close({ shutdownCase: { ...filed, steps: [] }, facts: revived(1) })).moves).toEqual([]);
  });

  test('a merged account is revived by what it publishes after the merger', async () => {
    const steps = filed.steps.map((step) => (step.to === 'cancelled' ? { ...step, to: 'integrated' as const } : step));
    const merged: Case = { ...filed, steps, successorAccountId: integrating.successorAccountId };
    expect((await close({ shutdownCase: merged, facts: revived(1) })).moves).toMatchObject([['revived', {}]]);
    expect((await close({ shutdownCase: merged, facts: revived(0) })).moves).toEqual([]);
  });
});

test.each<[boolean, string, Case, Given<Verdict> | null, Date | null]>([
  [true, 'fine', proposed, { kind: 'fine' }, NOW],
  [true, 'warned', proposed, { kind: 'warned', reason: 'silence-approaching' }, NOW],
  [true, 'slow', proposed, { kind: 'slow', reason: 'gap-too-long' }, NOW],
  [false, 'silent', proposed, silent, NOW],
  [false, 'unknown', proposed, { kind: 'unknown', reason: 'proof-too-old' }, NOW],
  [false, 'exempt', proposed, { kind: 'exempt', reason: 'account-cancelled' }, NOW],
  [false, 'not judged', proposed, null, NOW],
  [false, 'fine by a dismissal', proposed, { kind: 'fine', reason: 'finding-dismissed' }, NOW],
  [false, 'fine without a post', proposed, { kind: 'fine', reason: 'nothing-due' }, null],
  [false, 'fine and approved to be shut down', approved, { kind: 'fine' }, NOW],
])('an account has recovered: %p where it is %s', (expected, _is, shutdownCase, verdict, lastPostAt) => {
  const about = { verdict: verdict === null ? null : verdictOf(verdict), facts: factsOf({ lastPostAt }) };
  expect(hasRecovered(shutdownCase, about)).toBe(expected);
});
