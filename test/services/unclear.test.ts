import type { PostId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, listPolicies, obligationOf, POLICY, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');
const BODY = Array.from(
  { length: 30 },
  (_, index) => `第${index + 1}条各地区各部门要结合实际抓好基层治理的落实，健全工作机制。`,
).join('\n');
beforeEach(async () => {
  await world.addAccounts(['portal', 'p']);
  await issuePolicy(world, { authorities: ['county'] }).catch(() => undefined);
  await world.services.rules.register([RULE]);
  listPolicies(world, {
    ...POLICY,
    docNumber: '国发〔2026〕77号',
    title: `${TITLE}（试点）`,
    url: 'https://www.gov.cn/77.htm',
    body: BODY,
  });
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(50);
  world.platform.publishByHand('p', { title: '本县转发最新文件', text: BODY });
  world.clock.pass(20 * MINUTE_MS);
  await world.lookAtDue();
});

async function unclear(): Promise<
  { readonly state: string; readonly detail: string; readonly subject: string } | undefined
> {
  const { account } = await world.account('p');
  return (await world.storage.findings.list(account.id, PAGE)).items.find(({ kind }) => kind === 'unclear-repost');
}

describe("the document's text under another title", () => {
  test('is told as unclear and fulfils nothing', async () => {
    expect(await unclear()).toMatchObject({ state: 'open', detail: 'title-missing' });
    expect((await obligationOf(world, 'p')).state).not.toBe('fulfilled');
  });

  test('is the repost once a person who looked accepts it, and the ledger says who and why', async () => {
    const { id } = await obligationOf(world, 'p');
    const postId = (await unclear())?.subject as PostId;
    await expect(
      world.services.mandates.acceptRepost(id, { postId, reason: '核对过全文' }, principal('officer', '2')),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      world.services.mandates.acceptRepost(id, { postId: 'f'.repeat(24) as PostId, reason: '核对过全文' }, OPERATOR),
    ).rejects.toMatchObject({ code: 'conflict' });
    await world.services.mandates.acceptRepost(id, { postId, reason: '核对过全文' }, OPERATOR);
    expect(await obligationOf(world, 'p')).toMatchObject({ state: 'fulfilled', evidence: { basis: 'person', postId } });
    expect(await unclear()).toMatchObject({ state: 'closed', detail: 'accepted-by-person' });
    await world.storage.outbox.relay(500);
    expect((await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items[0]).toMatchObject({
      to: 'fulfilled',
      actor: `person:${OPERATOR.personId}`,
      data: { note: '核对过全文' },
    });
  });

  test('is no longer unclear when the account publishes it under its title', async () => {
    world.clock.pass(MINUTE_MS);
    world.platform.publishByHand('p', { title: `${TITLE}（试点）`, text: BODY });
    world.clock.pass(20 * MINUTE_MS);
    await world.lookAtDue();
    expect(await obligationOf(world, 'p')).toMatchObject({
      state: 'fulfilled',
      evidence: { basis: 'title', similarity: 1 },
    });
    expect(await unclear()).toMatchObject({ state: 'closed', detail: 'replaced-by-newer' });
  });
});
