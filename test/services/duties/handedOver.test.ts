import type { InteractionId, PersonId, ReviewId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { createServices, type IncomingMessage } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const ROOT = principal('administrator', '1');
let bureau: UnitId;
let leaver: Principal;
let next: Principal;
let chief: Principal;

async function officer(username: string): Promise<Principal> {
  const said = {
    username,
    name: username,
    role: 'officer',
    unitId: bureau,
    password: 'correct-horse-battery',
  } as const;
  const { id } = await world.services.people.register({ ...said, disabled: false }, 'system');
  return { personId: id as PersonId, name: username, role: 'officer', unitId: bureau, via: 'session' };
}
beforeEach(async () => {
  const [unit] = await world.services.accounts.registerUnits([
    { key: 'bureau', name: '市交通局', parentKey: null, level: 'department' },
  ]);
  if (unit === undefined) throw new Error('no unit');
  bureau = unit.id;
  [leaver, next] = [await officer('leaver'), await officer('next')];
  chief = principal('operator', '2', bureau);
});

/** An answer of the leaver's, with its review. */
async function answered(sourceId: string) {
  const message: IncomingMessage = {
    ...{ source: 'site-mailbox', sourceId, kind: 'suggestion', title: '建议', text: '东街没有公交站。' },
    ...{ authorName: null, link: null, unitId: bureau, receivedAt: '2026-09-18T10:00:00+08:00' },
  };
  const { interactions } = world.services;
  const { lines } = await interactions.receive([message], principal('operator', '9'));
  const { version } = await interactions.show(lines[0]?.id as InteractionId, leaver);
  const id = lines[0]?.id as InteractionId;
  const written = await interactions.write({ id, version }, { text: '已列入计划。', withheld: null }, leaver);
  const handed = await interactions.submit({ id, version: written.version }, leaver);
  return { id, reviewId: handed.reviewId as ReviewId };
}
const give = (services = world.services) =>
  services.people.handOver(leaver.personId, { toId: next.personId, reason: '调离', disables: false }, ROOT);
const mine = async (by: Principal) => {
  const { items } = await world.services.reviews.list({ mine: true }, PAGE, by);
  return items.map(({ id, authorName }) => [id, authorName]);
};

test('an answer that is returned waits for the successor, who revises it; the leaver passes nothing of it', async () => {
  const { id, reviewId } = await answered('m-1');
  expect(await give()).toMatchObject({ items: [{ kind: 'authored', label: '建议' }], left: [] });
  const { interactions, reviews } = world.services;
  const { version } = await reviews.show(reviewId, chief);
  await reviews.take({ id: reviewId, version }, { step: 'return', reason: '写明时间' }, chief);
  expect([await mine(next), await mine(leaver)]).toEqual([[[reviewId, 'next']], []]);
  expect((await world.storage.interactions.byId(id))?.answer?.author).toEqual({ id: next.personId, name: 'next' });
  const returned = await interactions.show(id, next);
  const text = { text: '年内建成。', withheld: null };
  const revised = await interactions.write({ id, version: returned.version }, text, next);
  await interactions.submit({ id, version: revised.version }, next);
  expect(await world.storage.reviews.byId(reviewId, null)).toMatchObject({
    ...{ state: 'open', author: { id: next.personId } },
    formerAuthors: [leaver.personId],
  });
});

test('killed between an answer and its review, both are given by going on with it', async () => {
  for (const [at, name] of ['interactions.move', 'reviews.move'].entries())
    for (const takesEffect of [false, true]) {
      const { id, reviewId } = await answered(`m-${at}-${String(takesEffect)}`);
      const dying = createDyingProcess(world.storage, { atCall: (call) => call === name, takesEffect });
      await expect(give(createServices({ ...world.deps, storage: dying.storage }))).rejects.toThrow();
      world.clock.pass(10 * 60_000);
      await world.services.people.resumeHandovers();
      expect((await world.storage.interactions.byId(id))?.answer?.author.id).toBe(next.personId);
      expect((await world.storage.reviews.byId(reviewId, null))?.author?.id).toBe(next.personId);
    }
});
