import type { ObligationId, PostId, PublishJobId } from '../../src/domain/ids';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, listPolicies, obligationOf, POLICY, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const [OFFICER, OTHER, OPERATOR] = [principal('officer', '1'), principal('officer', '2'), principal('operator', '3')];
const NOBODY = 'f'.repeat(24);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? String(error),
  );
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
    expect(await codeOf(world.services.mandates.takeManual(id, OTHER))).toBe('conflict');
    expect(await codeOf(world.services.mandates.releaseManual(id, OTHER))).toBe('forbidden');
    expect(await codeOf(world.services.mandates.releaseManual(id, OPERATOR))).toBe('ok');
    expect((await obligationOf(world, 'p')).taken ?? null).toBeNull();
    expect(await codeOf(world.services.mandates.releaseManual(id, OTHER))).toBe('conflict');
    await world.services.mandates.takeManual(id, OTHER);
    expect(await codeOf(world.services.mandates.releaseManual(id, OTHER))).toBe('ok');
  });

  test('is for who may confirm, of their scope, and by hand', async () => {
    const id = await manualTask();
    for (const act of ['takeManual', 'releaseManual', 'confirmManual'] as const) {
      expect(await codeOf(world.services.mandates[act](id, principal('viewer', '4')))).toBe('forbidden');
      expect(await codeOf(world.services.mandates[act](id, principal('officer', '4', world.unitB)))).toBe('not-found');
      expect(await codeOf(world.services.mandates[act](NOBODY as ObligationId, OFFICER))).toBe('not-found');
    }
    await world.services.mandates.exempt(id, '停机维护', OPERATOR);
    for (const act of ['takeManual', 'releaseManual', 'confirmManual'] as const)
      expect(await codeOf(world.services.mandates[act](id, OFFICER))).toBe('conflict');
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
    expect(await codeOf(world.services.mandates.exempt(id, '再次', OPERATOR))).toBe('conflict');
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
      codeOf(world.services.mandates.retryJob(jobId ?? (NOBODY as PublishJobId), by));
    expect(await retry()).toBe('conflict');
    await world.settle(1);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'content-refused' });
    expect(await retry(OFFICER)).toBe('forbidden');
    expect(await retry(principal('operator', '5', world.unitB))).toBe('not-found');
    expect(await retry(OPERATOR, NOBODY as PublishJobId)).toBe('not-found');
    expect(await retry()).toBe('ok');
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'ready', manualReason: null });
    world.clock.pass(MINUTE_MS);
    await world.settle(4);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(await retry()).toBe('conflict');
  });

  test('a post is accepted with a reason, for a task of the scope that is open', async () => {
    const id = await manualTask();
    const accept = (by = OPERATOR, reason = '核对过', obligationId = id): Promise<string> =>
      codeOf(world.services.mandates.acceptRepost(obligationId, { postId: NOBODY as PostId, reason }, by));
    expect(await accept(OFFICER)).toBe('forbidden');
    expect(await accept(OPERATOR, ' ')).toBe('invalid-input');
    expect(await accept(principal('operator', '5', world.unitB))).toBe('not-found');
    expect(await accept(OPERATOR, '核对过', NOBODY as ObligationId)).toBe('not-found');
    expect(await accept()).toBe('conflict');
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
