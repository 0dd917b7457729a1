import type { OwnPostId, UnitId } from '../../../src/domain/ids';
import type { Principal, Role } from '../../../src/domain/people/role';
import { DAY_MS } from '../../../src/domain/time/instant';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { pass, round, take, THIRD, versioned, writing } from './ownPostWorld';

const world = useWorld();
const ROOT = principal('administrator', '9');
async function someone(name: string, role: Role = 'officer', unitId: UnitId = world.officeId): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: name, role, unitId });
  return { personId, name, role, unitId, via: 'session' };
}
const give = (from: Principal, to: Principal, disables = false) =>
  world.services.people.handOver(from.personId, { toId: to.personId, reason: '调离', disables }, ROOT);
const show = (id: string, by: Principal) => world.services.ownPosts.show(id as OwnPostId, by);
const draftedBy = async (author: Principal, more: Parameters<typeof writing>[2] = {}) =>
  world.services.ownPosts.draft(world.officeId, await writing(world, ['w'], more), author);

beforeEach(() => world.addAccounts(['weibo', 'w']));

test('who leaves gives what they write to a successor: a draft, what is in review or returned, and what is passed and waits', async () => {
  const [leaver, next] = [await someone('leaver'), await someone('next')];
  const { ownPosts } = world.services;
  const draft = await draftedBy(leaver);
  const inReview = await draftedBy(leaver, { title: '在审' });
  const returned = await draftedBy(leaver, { title: '退回' });
  const scheduled = await draftedBy(leaver, {
    ...{ title: '待发', scheduledFor: new Date(world.clock.now().getTime() + DAY_MS) },
  });
  for (const one of [inReview, returned, scheduled]) await ownPosts.submit(versioned(one), leaver);
  await take(world.services, returned, { step: 'return', by: THIRD, reason: '数字不符' });
  await pass(world.services, scheduled);
  expect((await world.services.people.previewHandover(leaver.personId, ROOT)).items).toHaveLength(4);
  const { items, left } = await give(leaver, next, true);
  expect(items.map(({ kind, label }) => [kind, label]).sort()).toEqual(
    ['关于做好2026年秋季防火工作的提示', '在审', '待发', '退回'].map((label) => ['own-post', label]).sort(),
  );
  expect(left).toEqual([]);
  expect((await show(draft.id, next)).acts).toEqual(['edit', 'submit', 'withdraw']);
  expect((await show(inReview.id, next)).acts).toEqual(['edit', 'withdraw']);
  expect((await show(returned.id, next)).acts).toEqual(['edit', 'submit', 'withdraw']);
  expect((await show(scheduled.id, next)).acts).toEqual(['edit', 'withdraw']);
  // What was passed stays so, and goes out at its time in the words that were passed.
  world.clock.pass(DAY_MS);
  for (let n = 0; n < 6; n += 1) await round(world);
  expect([(await show(scheduled.id, next)).state, world.platform.posts.length]).toEqual(['published', 1]);
  // The successor hands in what was returned, as its author.
  const again = await ownPosts.edit(
    versioned(await show(returned.id, next)),
    await writing(world, ['w'], { title: '退回', body: '全县设检查点13个。' }),
    next,
  );
  expect((await ownPosts.submit(versioned(again), next)).state).toBe('in-review');
});

test('who wrote it before it was handed over passes none of it, nor does who writes it now', async () => {
  const [leaver, next] = [await someone('leaver', 'operator'), await someone('next', 'operator')];
  const { ownPosts } = world.services;
  const inReview = await draftedBy(leaver);
  const draft = await draftedBy(leaver, { title: '草稿' });
  await ownPosts.submit(versioned(inReview), leaver);
  await give(leaver, next);
  await ownPosts.submit(versioned(await show(draft.id, next)), next);
  for (const one of [inReview, draft])
    for (const by of [leaver, next])
      await expect(take(world.services, one, { step: 'pass', by })).rejects.toMatchObject({ code: 'self-approval' });
  await pass(world.services, draft);
  expect((await show(draft.id, next)).state).toBe('scheduled');
});

test('who has passed a stage of it, may draft nothing or does not see it is given none, and the record says so', async () => {
  const leaver = await someone('leaver');
  const [passer, viewer] = [await someone('passer', 'operator'), await someone('viewer', 'viewer')];
  const elsewhere = await someone('elsewhere', 'officer', world.unitA);
  const post = await draftedBy(leaver);
  await world.services.ownPosts.submit(versioned(post), leaver);
  await take(world.services, post, { step: 'pass', by: passer });
  for (const [to, why] of [
    [passer, 'not-permitted'],
    [viewer, 'not-permitted'],
    [elsewhere, 'unseen'],
  ] as const)
    expect((await give(leaver, to)).left).toMatchObject([{ kind: 'own-post', why }]);
  expect((await world.storage.ownPosts.openOf(leaver.personId, null)).length).toBe(1);
});

test('the drafts of somebody who is shut out are said to be stuck, and are handed over all the same', async () => {
  const [leaver, next] = [await someone('leaver'), await someone('next')];
  const draft = await draftedBy(leaver);
  expect((await show(draft.id, next)).isAuthorDisabled).toBe(false);
  await world.services.people.setDisabled(leaver.personId, { is: true, reason: '调离' }, ROOT);
  expect(await show(draft.id, next)).toMatchObject({ isAuthorDisabled: true, acts: [] });
  expect((await give(leaver, next)).left).toEqual([]);
  expect(await show(draft.id, next)).toMatchObject({ isAuthorDisabled: false, acts: ['edit', 'submit', 'withdraw'] });
});

test('who handed a draft over, or may write no more, takes nothing back of what became of it', async () => {
  const [former, next] = [await someone('former'), await someone('next')];
  const { ownPosts, reviews } = world.services;
  const draft = await draftedBy(former);
  await give(former, next);
  await ownPosts.submit(versioned(await show(draft.id, next)), next);
  await pass(world.services, draft);
  const withdraw = (by: Principal) => ownPosts.withdraw(draft.id as OwnPostId, '不发了', by);
  const viewer = { ...former, role: 'viewer' as const };
  const { items } = await reviews.list({ kind: 'own-post' }, { limit: 5, cursor: null }, viewer);
  expect(items.map(({ acts }) => acts)).toEqual([[]]);
  for (const by of [viewer, { ...next, role: 'viewer' as const }])
    await expect(withdraw(by)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await withdraw(next)).state).toBe('withdrawn');
});
