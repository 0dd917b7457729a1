import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { alertKinds, issuePolicy, obligationOf, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const operator = principal('operator', '1');
const OUT = { outcome: 'unreachable', retryAfterMs: null } as const;

const round = async (): Promise<void> => {
  await world.services.mandates.resumeManual(200);
  await world.services.mandates.queueReady(200);
  await world.services.mandates.publishDue({ owner: 'test', max: 200, signal });
  await world.lookAtDue();
};
const rounds = async (count: number, everyMs: number): Promise<void> => {
  for (let each = 0; each < count; each += 1) {
    await round();
    world.clock.pass(everyMs);
  }
};
const states = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { state } of (await world.storage.obligations.list({}, PAGE, null)).items)
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

describe('an outage of the platform', () => {
  test('of five minutes, two days before the deadline, makes nothing manual: all accounts publish when it is over', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `w${index}`);
    await world.addAccounts(...names.map((name) => ['weibo', name] as const));
    for (const name of names) world.platform.sight.set(name, OUT);
    await issuePolicy(world, { limit: { workingDays: 2 } });
    world.clock.pass(SECOND_MS);
    await rounds(20, 15 * SECOND_MS);
    expect(await states()).toEqual({ ready: 9 });
    world.platform.sight.clear();
    await rounds(24, 15 * SECOND_MS);
    expect(await states()).toEqual({ fulfilled: 9 });
    expect(await alertKinds(world)).not.toContain('obligation-manual');
    expect(world.platform.posts).toHaveLength(9);
  });

  test('is handed to a person eight hours before the deadline, and taken back once the account is seen', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', OUT);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await rounds(8, 10 * MINUTE_MS);
    const { dueBy } = await obligationOf(world, 'w');
    world.clock.set(new Date(dueBy.getTime() - 8 * HOUR_MS - 1));
    await round();
    expect((await obligationOf(world, 'w')).state).toBe('ready');
    world.clock.pass(1);
    await round();
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'not-visible' });
    world.platform.sight.clear();
    await rounds(8, 10 * MINUTE_MS);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'fulfilled', onTime: true });
    expect(world.platform.publishCalls).toEqual(['w']);
  });

  test('while publishing is waited out as well', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.scripts.set(
      'w',
      Array.from({ length: 12 }, () => 'busy' as const),
    );
    await issuePolicy(world, { limit: { workingDays: 2 } });
    world.clock.pass(SECOND_MS);
    await rounds(40, 20 * MINUTE_MS);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(world.platform.posts).toHaveLength(1);
  });
});

describe('a credential', () => {
  const NAMES = ['w1', 'w2', 'w3'];
  const renew = async (name: string): Promise<void> => {
    await world.services.credentials.saveForAccount(
      (await world.account(name)).account.id,
      { secrets: { accessToken: `new-${name}` }, applicationId: null, expiresAt: null },
      principal('administrator', '9'),
    );
  };

  test('that had expired and is renewed 20 seconds later costs no account its repost', async () => {
    await world.addAccounts(...NAMES.map((name) => ['weibo', name] as const));
    for (const name of NAMES)
      world.platform.sight.set(name, { ...OUT, outcome: 'unauthorised', remedy: 're-authorise' });
    await world.lookAtDue();
    await issuePolicy(world);
    await round();
    expect(await states()).toEqual({ manual: 3 });
    world.clock.pass(20 * SECOND_MS);
    world.platform.sight.clear();
    for (const name of NAMES) await renew(name);
    await rounds(4, 6 * SECOND_MS);
    expect(await states()).toEqual({ fulfilled: 3 });
    expect(world.platform.publishCalls.sort()).toEqual(NAMES);
  });

  test('refused in the middle of publishing ends with the new one, asked after first', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    world.platform.scripts.set('w', ['refused-credential']);
    await round();
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'credential-refused' });
    await rounds(5, HOUR_MS);
    expect((await obligationOf(world, 'w')).state).toBe('manual');
    await renew('w');
    await rounds(4, 6 * SECOND_MS);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(world.platform.posts).toHaveLength(1);
  });
});

describe('a manual task', () => {
  const blind = async (): Promise<void> => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', { ...OUT, outcome: 'unauthorised', remedy: 're-authorise' });
    await world.lookAtDue();
    await issuePolicy(world);
    await round();
    world.platform.sight.clear();
    world.clock.pass(MINUTE_MS);
  };

  test('a person has taken stays theirs until they give it back', async () => {
    await blind();
    const { id } = await obligationOf(world, 'w');
    await world.services.mandates.takeManual(id, operator);
    await world.storage.accounts.noteCredential(
      (await world.account('w')).account.id,
      { present: true, noPublishReason: null },
      world.clock.now(),
    );
    await rounds(4, MINUTE_MS);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', taken: { name: '人员1' } });
    await world.services.mandates.releaseManual(id, operator);
    expect(await world.services.mandates.resumeManual(200)).toEqual({ resumed: 1 });
    expect(await world.services.mandates.resumeManual(200)).toEqual({});
    await rounds(4, MINUTE_MS);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
  });

  test('that somebody did by hand meanwhile is found, not published again', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    const record = await world.account('w');
    await world.storage.accounts.noteCredential(
      record.account.id,
      { present: true, noPublishReason: 'no-permission' },
      record.nextLookAt,
    );
    await world.services.mandates.queueReady(10);
    expect((await obligationOf(world, 'w')).state).toBe('manual');
    world.clock.pass(MINUTE_MS);
    world.platform.publishByHand('w', { title: TITLE });
    await world.storage.accounts.noteCredential(
      record.account.id,
      { present: true, noPublishReason: null },
      new Date(world.clock.now().getTime() + DAY_MS),
    );
    await rounds(4, MINUTE_MS);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'fulfilled', evidence: { basis: 'title' } });
    expect(world.platform.publishCalls).toEqual([]);
  });

  test('of a platform that took the repost and never showed it is not tried again', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.scripts.set('w', ['never-shown']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await rounds(3, MINUTE_MS);
    world.clock.pass(7 * HOUR_MS);
    await world.lookAtDue();
    await world.services.mandates.recoverInterrupted(100);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'not-shown' });
    expect(await world.services.mandates.retryManual({}, false, operator)).toEqual({
      dryRun: false,
      matched: 1,
      retried: 0,
      refused: [{ reason: 'not-shown', count: 1 }],
      more: false,
    });
    await rounds(6, 30 * MINUTE_MS);
    expect((await obligationOf(world, 'w')).state).toBe('manual');
    expect(world.platform.publishCalls).toEqual(['w']);
  });

  test('of which the platform has said the last word is not tried again: it would say the same', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.scripts.set('w', ['refused-content']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await rounds(3, MINUTE_MS);
    const { id } = await obligationOf(world, 'w');
    const job = await world.storage.publishJobs.byObligation(id);
    const asked = { ...job!, progress: { publishId: '100000001' } };
    const ofTask = jest.spyOn(world.storage.publishJobs, 'byObligation').mockResolvedValue(asked);
    expect(await world.services.mandates.retryManual({}, true, operator)).toMatchObject({
      ...{ retried: 0, refused: [{ reason: 'gave-up', count: 1 }] },
    });
    // The same refusal where no task of publishing was begun may be mended.
    ofTask.mockResolvedValue(job);
    expect(await world.services.mandates.retryManual({}, true, operator)).toMatchObject({ retried: 1 });
    ofTask.mockRestore();
  });

  test('is retried with many others, after a dry run that changes nothing', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'x'], ['portal', 'p']);
    for (const name of ['w', 'x']) world.platform.scripts.set(name, ['refused-content']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await round();
    expect(await states()).toEqual({ manual: 3 });
    await world.services.mandates.takeManual((await obligationOf(world, 'x')).id, operator);
    const expected = {
      matched: 3,
      retried: 1,
      more: false,
      refused: expect.arrayContaining([
        { reason: 'taken', count: 1 },
        { reason: 'no-api', count: 1 },
      ]) as unknown,
    };
    expect(await world.services.mandates.retryManual({}, true, operator)).toMatchObject(expected);
    expect(await states()).toEqual({ manual: 3 });
    expect(await world.services.mandates.retryManual({}, false, operator)).toMatchObject(expected);
    await rounds(4, 6 * SECOND_MS);
    expect(await states()).toEqual({ fulfilled: 1, manual: 2 });
  });

  test('is not retried by an id that nothing has, or that others have: refused with the name of the field', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    const { mandateId, unitId, accountId } = await obligationOf(world, 'w');
    const unknown = 'f'.repeat(24);
    for (const [field, filter, what] of [
      ['mandateId', { mandateId: unknown as typeof mandateId }, '必转任务'],
      ['unitId', { unitId: unknown as typeof unitId }, '单位'],
      ['accountId', { accountId: unknown as typeof accountId }, '账号'],
    ] as const)
      await expect(world.services.mandates.retryManual(filter, true, operator)).rejects.toMatchObject({
        code: 'not-found',
        field,
        message: `没有找到${what}。`,
      });
    const outsider = principal('operator', '2', world.unitB);
    await expect(world.services.mandates.retryManual({ unitId }, true, outsider)).rejects.toMatchObject({
      code: 'not-found',
      field: 'unitId',
    });
    for (const filter of [{ mandateId }, { unitId }, { accountId }])
      expect(await world.services.mandates.retryManual(filter, true, operator)).toMatchObject({ matched: 0 });
  });
});
