import type { ObligationId, PostId, PublishJobId } from '../../src/domain/ids';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, listPolicies, obligationOf, POLICY, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const [OFFICER, OTHER, OPERATOR] = [principal('officer', '1'), principal('officer', '2'), principal('operator', '3')];
const NOBODY = 'f'.repeat(24);
/** How it ended: `ok`, or the code of the refusal with what people are told. */
const told = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string; message: string }) => `${error.code ?? ''} ${error.message}`,
  );
const FORBIDDEN = 'forbidden 您的角色不能执行这一操作。';
const NOT_FOUND = 'not-found 没有找到转载任务。';
const NOT_BY_HAND = 'conflict 这一转载任务不在待人工状态。';
const NOBODYS = 'conflict 这一任务没有人承办。';
const NO_EXEMPTION = 'conflict 这一转载任务当前不能免除：可能正在发布，或已经办结。';
const NO_JOB = 'not-found 没有找到发布作业。';
/** One task by hand: the portal has no interface. */
async function manualTask(): Promise<ObligationId> {
  await world.addAccounts(['portal', 'p']);
  await issuePolicy(world);
  await world.services.mandates.queueReady(50);
  return (await obligationOf(world, 'p')).id;
}
const ledgerOf = async (id: ObligationId): Promise<string[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items
    .map(({ from, to, reason, actor }) => `${from}>${to} ${reason} ${actor.split(':')[0]}`)
    .reverse();
};

describe('a task that somebody takes', () => {
  test('is theirs until they give it back; an operator may give it back for them', async () => {
    const id = await manualTask();
    await world.services.mandates.takeManual(id, OFFICER);
    expect((await obligationOf(world, 'p')).taken).toEqual({
      by: OFFICER.personId,
      name: OFFICER.name,
      at: world.clock.now(),
    });
    expect(await told(world.services.mandates.takeManual(id, OTHER))).toBe('conflict 已有同事承办这一任务。');
    expect(await told(world.services.mandates.releaseManual(id, OTHER))).toBe(FORBIDDEN);
    expect(await told(world.services.mandates.releaseManual(id, OPERATOR))).toBe('ok');
    expect((await obligationOf(world, 'p')).taken ?? null).toBeNull();
    expect(await told(world.services.mandates.releaseManual(id, OTHER))).toBe(NOBODYS);
    await world.services.mandates.takeManual(id, OTHER);
    expect(await told(world.services.mandates.releaseManual(id, OTHER))).toBe('ok');
  });

  test('is for who may confirm, of their scope, and by hand', async () => {
    const id = await manualTask();
    for (const act of ['takeManual', 'releaseManual', 'confirmManual'] as const) {
      expect(await told(world.services.mandates[act](id, principal('viewer', '4')))).toBe(FORBIDDEN);
      expect(await told(world.services.mandates[act](id, principal('officer', '4', world.unitB)))).toBe(NOT_FOUND);
      expect(await told(world.services.mandates[act](NOBODY as ObligationId, OFFICER))).toBe(NOT_FOUND);
    }
    await world.services.mandates.exempt(id, '停机维护', OPERATOR);
    for (const act of ['takeManual', 'releaseManual', 'confirmManual'] as const)
      expect(await told(world.services.mandates[act](id, OFFICER))).toBe(
        act === 'releaseManual' ? NOBODYS : NOT_BY_HAND,
      );
  });

  test('says that it is out: it is theirs, and the account is looked at again at once', async () => {
    const id = await manualTask();
    await world.lookAtDue();
    expect(await world.lookAtDue()).toEqual({});
    expect(await world.services.mandates.confirmManual(id, OFFICER)).toEqual({ dueAt: world.clock.now() });
    expect((await obligationOf(world, 'p')).taken?.by).toBe(OFFICER.personId);
    expect(await world.lookAtDue()).toEqual({ 'proven-empty': 1 });
    // Said by another as well: it stays with whoever took it.
    await world.services.mandates.confirmManual(id, OTHER);
    expect((await obligationOf(world, 'p')).taken?.by).toBe(OFFICER.personId);
  });
});

describe('what people do with a task', () => {
  test('is exempted with a reason in the ledger, and not once it is settled', async () => {
    const id = await manualTask();
    await world.services.mandates.exempt(id, ' 停机维护 ', OPERATOR);
    expect((await ledgerOf(id)).at(-1)).toBe('manual>not-applicable exempt person');
    const [last] = (await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items;
    expect(last?.data).toMatchObject({ note: '停机维护' });
    expect(await told(world.services.mandates.exempt(id, '再次', OPERATOR))).toBe(NO_EXEMPTION);
    expect(await told(world.services.mandates.exempt(id, ' ', OPERATOR))).toBe('invalid-input 请写明不适用的理由。');
  });

  test('a job is tried again only after it failed, by who may, in their scope', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.scripts.set('w', ['refused-content']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    const { id } = await obligationOf(world, 'w');
    const job = await world.storage.publishJobs.byObligation(id);
    const retry = (by = OPERATOR, jobId = job?.id): Promise<string> =>
      told(world.services.mandates.retryJob(jobId ?? (NOBODY as PublishJobId), by));
    expect(await retry()).toBe('conflict 只有失败的发布作业可以重试。');
    await world.settle(1);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'content-refused' });
    expect(await retry(OFFICER)).toBe(FORBIDDEN);
    expect(await retry(principal('operator', '5', world.unitB))).toBe(NO_JOB);
    expect(await retry(OPERATOR, NOBODY as PublishJobId)).toBe(NO_JOB);
    expect(await retry()).toBe('ok');
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'ready', manualReason: null });
    world.clock.pass(MINUTE_MS);
    await world.settle(4);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(await retry()).toBe('conflict 只有失败的发布作业可以重试。');
  });

  test('a post is accepted with a reason, for a task of the scope that is open', async () => {
    const id = await manualTask();
    const accept = (by = OPERATOR, reason = '核对过', obligationId = id): Promise<string> =>
      told(world.services.mandates.acceptRepost(obligationId, { postId: NOBODY as PostId, reason }, by));
    expect(await accept(OFFICER)).toBe(FORBIDDEN);
    expect(await accept(OPERATOR, ' ')).toBe('invalid-input 请写明认定为转载的理由。');
    expect(await accept(principal('operator', '5', world.unitB))).toBe(NOT_FOUND);
    expect(await accept(OPERATOR, '核对过', NOBODY as ObligationId)).toBe(NOT_FOUND);
    expect(await accept()).toBe('conflict 这篇发文不在待辨认之列。');
  });
});

describe('what there is to copy', () => {
  test('are the pictures of the text, each once, and is late from the deadline on', async () => {
    await manualTask();
    const pictures = Array.from({ length: 22 }, (_, index) => `https://www.gov.cn/${index}.jpg`);
    listPolicies(world, {
      ...POLICY,
      body:
        [...pictures, ...pictures].map((src) => `<p><img class="x" src='${src}'></p>`).join('') + '<img src="/x.png">',
    });
    await world.services.policies.intakeAll(new AbortController().signal);
    const tasks = async () => (await world.services.publishing.manualTasks({}, PAGE, OPERATOR)).items;
    expect((await tasks())[0]?.copy.pictures).toEqual(pictures.slice(0, 20));
    expect((await tasks())[0]).toMatchObject({
      overdue: false,
      reminded: null,
      copy: { homeUrl: 'https://platform.test/p' },
    });
    const { dueBy } = await obligationOf(world, 'p');
    world.clock.set(new Date(dueBy.getTime() - 1));
    expect((await tasks())[0]?.overdue).toBe(false);
    world.clock.set(dueBy);
    expect((await tasks())[0]?.overdue).toBe(true);
    expect((await tasks())[0]?.policyTitle).toBe(TITLE);
  });
});
