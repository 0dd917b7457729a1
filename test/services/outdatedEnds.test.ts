import type { Post } from '../../src/domain/accounts/post';
import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { FindingId, PostId, SiteId } from '../../src/domain/ids';
import type { Finding } from '../../src/domain/judging/verdict';
import type { Obligation } from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import type { AccountRecord, ObligationFilter } from '../../src/ports/storage';
import { createCloseOutdated } from '../../src/services/mandates/issuing/closeOutdated';
import { evidenceAt } from '../domain/mandates/someObligation';
import { obligationOf, policyOf } from '../storage/mandateSamples';
import { accountOf, after, factsOf, findingOf, NOW, published, type Given } from '../storage/samples';
import { depsOver, recordOf, whole } from './scriptedStorage';

const REPOST = 'post' as PostId;
const postOf = (id: string, ms: number): Post => ({
  id: id as PostId,
  identity: `identity-${id}`,
  accountId: 'account' as Post['accountId'],
  platform: 'weibo',
  url: `https://weibo.example/${id}`,
  title: '',
  text: '今天天气很好',
  links: [],
  publishedAt: published(after(ms)),
  countedAt: after(ms),
  platformIds: [],
  pinned: false,
  standing: 'counted',
  firstSeenAt: after(ms),
  textHash: id,
});

interface Outdated {
  readonly account?: AccountRecord['account'];
  readonly facts?: Parameters<typeof factsOf>[0];
  readonly lastSeenIdentities?: readonly string[] | undefined;
  readonly fulfilled?: readonly Obligation[];
  readonly policy?: Given<Policy>;
  /** Whether the account, and the policy, are still there. */
  readonly gone?: 'account' | 'policy';
  readonly isClosedMeanwhile?: boolean;
}

/** One run over one finding about a repost of version 1 of a policy that is at version 2. */
async function run(given: Outdated = {}) {
  const account = given.account ?? accountOf();
  const policy = policyOf({ version: 2, ...given.policy });
  const finding = findingOf(account.id, {
    kind: 'outdated-repost',
    subject: REPOST,
    detail: 'policy-changed',
    noticedAt: NOW,
  });
  const record = recordOf({
    account,
    facts: factsOf({ lastSightAt: after(1), coverage: 'full', ...given.facts }),
    ...(given.lastSeenIdentities === undefined ? {} : { lastSeenIdentities: given.lastSeenIdentities }),
  });
  const repost = obligationOf({
    policyId: policy.id,
    accountId: account.id,
    state: 'fulfilled',
    evidence: evidenceAt(NOW),
  });
  const asked: ObligationFilter[] = [];
  const closed: (readonly [Finding['id'], string, DomainEvent['ledger']])[] = [];
  const close = createCloseOutdated(
    depsOver({
      findings: {
        openOfKind: () => Promise.resolve([finding]),
        close: (id, _at, detail, event) => {
          closed.push([id, detail, event.ledger]);
          return Promise.resolve(given.isClosedMeanwhile !== true);
        },
      },
      accounts: { byIds: () => Promise.resolve(given.gone === 'account' ? [] : [record]) },
      obligations: {
        list: (filter, page) => {
          expect(page).toEqual({ limit: 200, cursor: null });
          asked.push(filter);
          return whole(given.fulfilled ?? [repost]);
        },
      },
      policies: { byId: (id) => Promise.resolve(given.gone === 'policy' || id !== policy.id ? null : policy) },
      posts: {
        list: (id, { limit, cursor }) => {
          expect([id, limit, cursor]).toEqual([account.id, 100, null]);
          return whole([postOf(REPOST, 2_000), postOf('older', 1_000)]);
        },
      },
    }),
  );
  const count = await close(after(60_000));
  return { count, ends: closed.map(([, detail]) => detail), closed, asked, finding };
}

describe('a finding about an outdated repost', () => {
  test('is closed where the policy is in force again as it was reposted, with the end in the ledger', async () => {
    const { count, closed, finding } = await run({ policy: { version: 1 } });
    expect(count).toBe(1);
    expect(closed).toMatchObject([
      [
        finding.id,
        'policy-restored',
        {
          kind: 'finding-closed',
          to: 'closed',
          actor: 'system:follow',
          recordedAt: after(60_000),
          data: { detail: 'policy-restored' },
        },
      ],
    ]);
  });

  test('stays while its policy is another one, and is not counted where somebody closed it meanwhile', async () => {
    expect(await run({ lastSeenIdentities: ['identity-post', 'identity-older'] })).toMatchObject({
      count: 0,
      ends: [],
    });
    expect(await run({ policy: { version: 1 }, isClosedMeanwhile: true })).toMatchObject({
      count: 0,
      ends: ['policy-restored'],
    });
  });

  test.each(['account', 'policy'] as const)('stays where the %s is gone', async (gone) => {
    expect(await run({ policy: { version: 1 }, gone })).toMatchObject({ count: 0, ends: [] });
  });

  test('is decided by what that very post fulfilled, and by nothing else', async () => {
    const fulfilled = (given: Given<Obligation>): Obligation => obligationOf({ state: 'fulfilled', ...given });
    const policy = policyOf({ version: 1 });
    const others = [
      fulfilled({ policyId: policy.id, evidence: null }),
      fulfilled({ policyId: policy.id, policyVersion: 2, evidence: { ...evidenceAt(NOW), postId: 'other' as PostId } }),
    ];
    const own = fulfilled({ policyId: policy.id, evidence: evidenceAt(NOW) });
    expect((await run({ policy, fulfilled: others })).ends).toEqual([]);
    expect((await run({ policy, fulfilled: [...others, own] })).ends).toEqual(['policy-restored']);
    expect((await run({ policy: { ...policy, version: 2 }, fulfilled: [...others, own] })).ends).toEqual([]);
  });

  test('is looked for among what its account fulfilled, or the site the account is a column of', async () => {
    const account = accountOf();
    const siteId = 'site' as SiteId;
    expect((await run({ account })).asked).toEqual([{ accountId: account.id, states: ['fulfilled'] }]);
    expect((await run({ account: { ...account, siteId } })).asked).toEqual([{ siteId, states: ['fulfilled'] }]);
  });

  test.each<[string, readonly string[], Outdated]>([
    ['a full list since then does not show it any more', ['post-gone'], {}],
    ['nothing was seen at the instant it was noticed or since', [], { facts: { lastSightAt: NOW } }],
    ['nothing was ever seen', [], { facts: { lastSightAt: null } }],
    ['only part of what there is was seen', [], { facts: { coverage: 'partial' } }],
    ['nothing is known of what was shown', [], { lastSeenIdentities: undefined }],
    ['it is still shown', [], { lastSeenIdentities: ['identity-post', 'identity-older'] }],
  ])('where %s ends as %j', async (_when, ends, given) => {
    expect((await run({ lastSeenIdentities: ['identity-older'], ...given })).ends).toEqual(ends);
  });
});

test('a run takes fifty findings, the next goes on after them, and it begins again after a page that is not full', async () => {
  const asked: unknown[] = [];
  const pages = [50, 49, 50, 0].map((count, page) =>
    Array.from({ length: count }, (_, index) =>
      findingOf(accountOf().id, { id: `finding-${page}-${index}` as FindingId, kind: 'outdated-repost' }),
    ),
  );
  const close = createCloseOutdated(
    depsOver({
      findings: {
        openOfKind: (kind, afterId, limit) => {
          asked.push([kind, afterId, limit]);
          return Promise.resolve(pages[asked.length - 1] ?? []);
        },
      },
      accounts: { byIds: () => Promise.resolve([]) },
    }),
  );
  for (let times = 0; times < 5; times += 1) expect(await close(NOW)).toBe(0);
  expect(asked).toEqual([
    ['outdated-repost', null, 50],
    ['outdated-repost', 'finding-0-49', 50],
    ['outdated-repost', null, 50],
    ['outdated-repost', 'finding-2-49', 50],
    ['outdated-repost', null, 50],
  ]);
});
