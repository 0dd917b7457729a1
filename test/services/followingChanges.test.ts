import type { AccountId, MandateRuleId, PolicyId } from '../../src/domain/ids';
import {
  OBLIGATION_STATES,
  type Mandate,
  type Obligation,
  type ObligationState,
} from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import type { ObligationFilter, PageRequest } from '../../src/ports/storage';
import { createFollowChanges } from '../../src/services/mandates/issuing/followChanges';
import type { DoubtfulRepost } from '../../src/services/mandates/obligations/reportRepost';
import { evidenceAt } from '../domain/mandates/someObligation';
import { mandateOf, obligationOf, policyOf } from '../storage/mandateSamples';
import { accountOf, after, NOW, type Given } from '../storage/samples';
import { depsOver, recordOf } from './scriptedStorage';

const POLICY = 'policy' as PolicyId;
const RULE = 'rule' as MandateRuleId;
const TOLD = after(-5_000);
const WITHDRAWN: Given<Policy> = { withdrawal: { reason: 'stated', noticedAt: TOLD } };
const account = accountOf({ id: 'account' as AccountId });
const column = accountOf({ id: 'column' as AccountId });

/** A policy with mandates, what is owed for each by pages, and whether a call is running; all may change between runs. */
function follow(start: { readonly policy: Policy; readonly mandates: readonly Mandate[] }) {
  const world = {
    ...start,
    pages: new Map<string, readonly (readonly Obligation[])[]>(),
    isCallRunning: false,
    refuses: false,
    read: [] as string[],
    accountsRead: [] as (readonly AccountId[])[],
    steps: [] as (readonly unknown[])[],
    reported: [] as (readonly [DoubtfulRepost, Date])[],
    followed: [] as Policy[],
  };
  const list = ({ mandateId, states, ...others }: ObligationFilter, { limit, cursor }: PageRequest) => {
    expect(others).toEqual({});
    if (states !== undefined) {
      expect([states, limit, cursor]).toEqual([['publishing', 'submitted'], 1, null]);
      return Promise.resolve({ items: world.isCallRunning ? [obligationOf()] : [], nextCursor: null });
    }
    world.read.push(`${mandateId} ${cursor}`);
    expect(limit).toBe(200);
    const pages = world.pages.get(mandateId ?? '') ?? [[]];
    const page = Number(cursor ?? 0);
    return Promise.resolve({
      items: pages[page] ?? [],
      nextCursor: page + 1 < pages.length ? String(page + 1) : null,
    });
  };
  const deps = depsOver({
    policies: {
      unfollowed: (limit) => Promise.resolve([world.policy].slice(0, limit)),
      markFollowed: (policy) => Promise.resolve(void world.followed.push(policy)),
    },
    mandates: { ofPolicy: (id) => Promise.resolve(id === POLICY ? world.mandates : []) },
    obligations: { list },
    accounts: {
      byIds: (asked) => {
        world.accountsRead.push(asked);
        return Promise.resolve(
          [account, column].filter(({ id }) => asked.includes(id)).map((one) => recordOf({ account: one })),
        );
      },
    },
  });
  const run = createFollowChanges(deps, {
    stepObligation: (id, event, step) => {
      world.steps.push([id, event, step]);
      return Promise.resolve(world.refuses ? { refused: 'no-such-step' } : { moved: obligationOf() });
    },
    reportRepost: {
      open: (doubtful, now) => Promise.resolve(void world.reported.push([doubtful, now])),
      close: () => Promise.reject(new Error('nothing is closed')),
    },
  });
  return Object.assign(world, { run: () => run(NOW) });
}
const policy = (given: Given<Policy> = {}): Policy => policyOf({ id: POLICY, version: 2, ...given });
const mandate = (given: Given<Mandate> = {}): Mandate =>
  mandateOf({ id: 'mandate' as Mandate['id'], policyId: POLICY, ruleId: RULE, ...given });
const newer = (given: Given<Mandate> = {}): Mandate =>
  mandate({ id: 'newer' as Mandate['id'], policyVersion: 2, ...given });
const inState = (state: ObligationState, given: Given<Obligation> = {}): Obligation =>
  obligationOf({ id: state as unknown as Obligation['id'], state, accountId: account.id, ...given });
const everyState = OBLIGATION_STATES.map((state) => inState(state));
const fulfilled = inState('fulfilled', { evidence: evidenceAt(NOW) });

describe('what is owed for a policy that changed', () => {
  const withAll = (changed: Given<Policy>, others: readonly Mandate[] = [], items = everyState) => {
    const world = follow({ policy: policy(changed), mandates: [mandate(), ...others] });
    world.pages.set('mandate', [items]);
    return world;
  };
  const unpublished = ['awaiting-review', 'ready', 'manual'];

  test('is withdrawn with it, where it is not published yet', async () => {
    const world = withAll(WITHDRAWN);
    expect(await world.run()).toEqual({ withdrawn: 3 });
    expect(world.steps).toEqual(
      unpublished.map((state) => [
        state,
        'withdraw',
        { actor: { kind: 'system', name: 'follow' }, now: NOW, note: 'policy-withdrawn' },
      ]),
    );
  });

  test('stays as it was where a step is refused', async () => {
    const world = withAll(WITHDRAWN);
    world.refuses = true;
    expect(await world.run()).toEqual({ 'as-it-was': 3 });
  });

  test.each<[string, Mandate, boolean]>([
    ['by the same rule and issued', newer(), true],
    ['and not issued yet', newer({ stage: 'second-review' }), false],
    ['by another rule', newer({ ruleId: 'other' as MandateRuleId }), false],
    ['in a version before', newer({ policyVersion: 1 }), false],
  ])('goes on unless the new text is mandated itself: %s', async (_case, other, isSuperseded) => {
    const world = withAll({}, [other]);
    expect(await world.run()).toEqual(isSuperseded ? { superseded: 3 } : {});
    expect(world.steps.map(([id, , step]) => [id, (step as { readonly note: string }).note])).toEqual(
      isSuperseded ? unpublished.map((state) => [state, 'newer-version-mandated']) : [],
    );
  });

  test('is withdrawn with the policy also where a newer text was mandated', async () => {
    expect(await withAll(WITHDRAWN, [newer()]).run()).toEqual({ withdrawn: 3 });
  });

  test('is not looked at where the mandate is of the text as it is now', async () => {
    const world = withAll({ version: 1 }, [], [...everyState, fulfilled]);
    expect(await world.run()).toEqual({});
    expect([world.accountsRead, world.reported, world.followed.length]).toEqual([[], [], 1]);
    expect(await withAll({ version: 1, ...WITHDRAWN }, [], [fulfilled]).run()).toEqual({ outdated: 1 });
  });

  test('is a finding about the account that carries the repost, dated by the withdrawal', async () => {
    const carried = inState('fulfilled', { evidence: { ...evidenceAt(NOW), columnId: column.id } });
    const gone = inState('fulfilled', { accountId: 'gone' as AccountId, evidence: evidenceAt(NOW) });
    const bare = inState('fulfilled');
    const open = (['submitted', 'not-applicable'] as const).map((state) =>
      inState(state, { evidence: evidenceAt(NOW) }),
    );
    const unread = inState('ready', { accountId: 'unread' as AccountId });
    const world = withAll(WITHDRAWN, [], [fulfilled, carried, gone, bare, ...open, unread]);
    expect(await world.run()).toEqual({ outdated: 2, withdrawn: 1 });
    expect(world.accountsRead).toEqual([['account', 'column', 'gone']]);
    const { postId, url, title, lookId, textHash, countedAt } = evidenceAt(NOW);
    const told = { kind: 'outdated-repost', why: 'policy-withdrawn', lookId, occurredAt: TOLD, mandate: mandate() };
    expect(world.reported).toMatchObject([
      [{ ...told, account, post: { id: postId, url, title, countedAt, textHash } }, NOW],
      [{ account: column }, NOW],
    ]);
  });

  test('is a finding dated by when it was noticed where the text changed', async () => {
    const world = withAll({}, [], [fulfilled]);
    expect(await world.run()).toEqual({ outdated: 1 });
    expect(world.reported).toMatchObject([[{ why: 'policy-changed', occurredAt: NOW }, NOW]]);
  });
});

describe('the pages of a policy that changed', () => {
  const blank = (count: number): readonly (readonly Obligation[])[] => Array.from({ length: count }, () => []);
  const world = () => {
    const made = follow({ policy: policy(), mandates: [mandate(), newer({ policyVersion: 1 })] });
    made.pages.set('mandate', blank(3)).set('newer', blank(4));
    return made;
  };
  const first = ['mandate null', 'mandate 1', 'mandate 2', 'newer null', 'newer 1'];
  const second = ['newer 2', 'newer 3'];

  test('are five a run; the next goes on where it stopped, and marks the policy when all are done', async () => {
    const made = world();
    await made.run();
    expect([made.read, made.followed]).toEqual([first, []]);
    await made.run();
    expect([made.read, made.followed]).toEqual([[...first, ...second], [made.policy]]);
  });

  test('that end with the fifth are done with it', async () => {
    const made = world();
    made.pages.set('newer', blank(2));
    await made.run();
    expect([made.read, made.followed.length]).toEqual([first, 1]);
  });

  test.each<[string, Given<Policy>]>([
    ['changed', { version: 3 }],
    ['was withdrawn', WITHDRAWN],
    ['was withdrawn once more', { withdrawal: { reason: 'stated', noticedAt: NOW } }],
  ])('are begun anew where it %s meanwhile', async (what, given) => {
    const made = world();
    if (what.endsWith('once more')) made.policy = policy(WITHDRAWN);
    await made.run();
    made.policy = policy(given);
    await made.run();
    expect(made.read).toEqual([...first, ...first]);
  });

  test('are gone through once more when the call that was running has ended', async () => {
    const made = world();
    made.pages.set('newer', blank(1));
    const all = first.slice(0, 4);
    made.isCallRunning = true;
    await made.run();
    await made.run();
    expect([made.read, made.followed]).toEqual([all, []]);
    made.isCallRunning = false;
    await made.run();
    expect([made.read, made.followed.length]).toEqual([[...all, ...all], 1]);
    // Nothing is remembered of what is done.
    made.isCallRunning = true;
    await made.run();
    expect(made.read).toEqual([...all, ...all, ...all]);
  });

  test('do not wait for a call where the policy changed meanwhile, nor where pages are left', async () => {
    const made = world();
    made.isCallRunning = true;
    await made.run();
    await made.run();
    expect([made.read, made.followed]).toEqual([[...first, ...second], []]);
    made.policy = policy({ version: 3 });
    await made.run();
    expect(made.read).toEqual([...first, ...second, ...first]);
  });

  test('of a policy without mandates are none', async () => {
    const made = follow({ policy: policy(), mandates: [] });
    expect(await made.run()).toEqual({});
    expect([made.read, made.followed.length]).toEqual([[], 1]);
  });
});
