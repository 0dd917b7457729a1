import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, TITLE } from './fixtures';
import { addColumns, ledgerOf, owed, setStatus } from './someSite';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');

describe('a site', () => {
  test('owes one repost however many columns it has, and publishes it into the column that is named', async () => {
    const site = await addColumns(world, 'news', 'notices', 'other');
    await world.services.accounts.nameRepostColumns([{ siteKey: 'jyj', externalId: 'notices' }]);
    // What a column published of other things since is no repost.
    world.platform.publishByHand('news', { title: '本局召开会议' });
    await world.lookAtDue();
    const mandate = await issuePolicy(world);
    expect(await owed(world)).toMatchObject([
      { siteId: site.id, accountId: (await world.account('notices')).account.id, accountName: '甲局网站' },
    ]);
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['notices']);
    expect(await owed(world)).toMatchObject([
      { state: 'fulfilled', evidence: { basis: 'receipt-id', columnId: (await world.account('notices')).account.id } },
    ]);
    expect((await world.services.views.mandate(mandate.id, OPERATOR)).progress.done).toBe(1);
    expect((await world.services.views.mandate(mandate.id, OPERATOR)).total).toBe(1);
  });

  test('is done by a post in any of its columns, seen before anything is published', async () => {
    await addColumns(world, 'news', 'notices', 'other');
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    world.platform.publishByHand('other', { title: TITLE });
    await world.settle(3);
    expect(world.platform.publishCalls).toEqual([]);
    expect(await owed(world)).toMatchObject([
      { state: 'fulfilled', onTime: true, evidence: { columnId: (await world.account('other')).account.id } },
    ]);
  });

  test('that carries it in two columns has done it once, by the first', async () => {
    await addColumns(world, 'news', 'notices');
    world.platform.publishByHand('news', { title: TITLE });
    world.clock.pass(MINUTE_MS);
    world.platform.publishByHand('notices', { title: TITLE });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await issuePolicy(world);
    const [one, ...others] = await owed(world);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      state: 'fulfilled',
      evidence: { columnId: (await world.account('news')).account.id, url: world.platform.posts[0]?.post.url },
    });
  });

  test('of which no column can be published to has one manual task', async () => {
    await addColumns(world, 'xa', 'xb', 'xc');
    await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    expect(await owed(world)).toMatchObject([{ state: 'manual', manualReason: 'no-credential' }]);
    expect((await world.services.publishing.manualTasks({}, PAGE, OPERATOR)).items).toHaveLength(1);
  });

  test('waits for every active column before it publishes: one that is blind may carry the repost', async () => {
    await addColumns(world, 'news', 'notices');
    await world.services.accounts.nameRepostColumns([{ siteKey: 'jyj', externalId: 'notices' }]);
    world.platform.sight.set('news', { outcome: 'unreachable', retryAfterMs: null });
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.settle(4);
    expect(world.platform.publishCalls).toEqual([]);
    expect(await owed(world)).toMatchObject([{ state: 'ready' }]);
    world.platform.sight.clear();
    world.platform.publishByHand('news', { title: TITLE });
    world.clock.pass(5 * MINUTE_MS);
    await world.settle(4);
    expect(world.platform.publishCalls).toEqual([]);
    expect(await owed(world)).toMatchObject([{ state: 'fulfilled' }]);
  });

  test('publishes into the column that can, while the named one is cancelled', async () => {
    await addColumns(world, 'news', 'xnotices');
    await world.services.accounts.nameRepostColumns([{ siteKey: 'jyj', externalId: 'xnotices' }]);
    await issuePolicy(world);
    const [made] = await owed(world);
    if (made === undefined) throw new Error('nothing owed');
    expect(made.accountId).toBe((await world.account('xnotices')).account.id);
    await setStatus(world, 'xnotices', 'cancelled');
    expect(await world.services.mandates.endDuties(100)).toEqual({});
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['news']);
    expect(await owed(world)).toMatchObject([{ id: made.id, state: 'fulfilled' }]);
    expect(await ledgerOf(world, made)).toContain('column-changed named-cancelled');
  });

  test('whose column is cancelled between queueing and publishing publishes into another one, once', async () => {
    await addColumns(world, 'news', 'notices');
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.queueReady(50)).toEqual({ queued: 1 });
    const [first, other] = [await world.account('news'), await world.account('notices')].sort((one, two) =>
      one.account.id < two.account.id ? -1 : 1,
    );
    await setStatus(world, first?.account.externalId ?? '', 'cancelled');
    await world.settle();
    expect(world.platform.publishCalls).toEqual([other?.account.externalId]);
    expect(await owed(world)).toMatchObject([{ state: 'fulfilled', accountId: other?.account.id }]);
  });

  test.each([
    ['recoverInterrupted', 'no-columns'],
    ['endDuties', 'account-cancelled'],
  ] as const)('without any column left owes nothing, whichever tick comes first: %s', async (tick, reason) => {
    await addColumns(world, 'news', 'notices');
    await issuePolicy(world);
    await setStatus(world, 'news', 'cancelled');
    await setStatus(world, 'notices', 'cancelled');
    await world.services.mandates[tick](50);
    const [one] = await owed(world);
    if (one === undefined) throw new Error('nothing owed');
    expect(one.state).toBe('withdrawn');
    expect(await ledgerOf(world, one)).toContain(`${reason} ${reason}`);
  });

  test('loses a column to another site, and what it owes stays its own', async () => {
    const site = await addColumns(world, 'news', 'notices');
    await world.services.accounts.nameRepostColumns([{ siteKey: 'jyj', externalId: 'news' }]);
    await issuePolicy(world);
    await world.services.accounts.registerSites([
      { key: 'new', unitKey: 'a', name: '新站', homeUrl: 'https://new.gov.test/', identifierCode: null },
    ]);
    await world.services.accounts.registerAccounts([
      { ...registration('portal', 'news'), credential: null, siteKey: 'new' },
    ]);
    await world.settle();
    expect(world.platform.publishCalls).toEqual(['notices']);
    const [one] = await owed(world);
    expect(one).toMatchObject({ siteId: site.id, accountId: (await world.account('notices')).account.id });
    expect(one === undefined ? [] : await ledgerOf(world, one)).toContain('column-changed named-moved');
  });
});

describe('the absence of a repost after the deadline', () => {
  const overdue = async () => {
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    return world.services.mandates.noticeOverdue(10);
  };
  const pastDeadline = async (): Promise<void> => {
    const { dueBy } = await issuePolicy(world);
    await world.services.mandates.queueReady(50);
    world.clock.set(dueBy);
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 1 });
  };

  test('is proven when every watched column was seen after it', async () => {
    await addColumns(world, 'xa', 'xb');
    await pastDeadline();
    expect(await overdue()).toEqual({ proven: 1 });
  });

  test('is not proven while one column is blind', async () => {
    await addColumns(world, 'xa', 'xb');
    world.platform.sight.set('xb', { outcome: 'unreachable', retryAfterMs: null });
    await pastDeadline();
    expect(await overdue()).toEqual({ 'awaiting-sight': 1 });
    // What was seen is not looked at again for it, and what is blind not sooner than is sensible.
    expect(await world.lookAtDue()).toEqual({});
    world.clock.pass(25 * 60 * MINUTE_MS);
    expect(await overdue()).toEqual({ unproven: 1 });
  });

  test('is not proven where a column is stopped', async () => {
    await addColumns(world, 'xa', 'xb');
    await setStatus(world, 'xb', 'stopped');
    await pastDeadline();
    expect(await overdue()).toEqual({ unproven: 1 });
  });

  test('is proven without a column that is cancelled, blind as it may be', async () => {
    await addColumns(world, 'xa', 'xb');
    world.platform.sight.set('xb', { outcome: 'unreachable', retryAfterMs: null });
    await setStatus(world, 'xb', 'cancelled');
    await pastDeadline();
    expect(await overdue()).toEqual({ proven: 1 });
  });
});
