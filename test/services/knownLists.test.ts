import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { createServices, type Services } from '../../src/services/index';
import { collectingServices } from './collectingServices';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const run = { owner: 'test', max: 500, signal };

/** Services over the world's store whose writes of posts are counted, and whose lists of `always new` never repeat. */
function countingServices(): { readonly services: Services; recorded(): number } {
  let recorded = 0;
  let looks = 0;
  const { posts } = world.storage;
  const storage: Storage = {
    ...world.storage,
    posts: {
      ...posts,
      record: (...given) => {
        recorded += 1;
        return posts.record(...given);
      },
      recordFirst: (...given) => {
        recorded += 1;
        return posts.recordFirst(...given);
      },
    },
  };
  const services = collectingServices({ ...world.deps, storage }, (collected, { account }) => {
    if (!account.externalId.startsWith('always new')) return collected;
    looks += 1;
    return { ...collected, items: collected.items.map((item) => ({ ...item, platformIds: [`${looks}`] })) };
  });
  return { services, recorded: () => recorded };
}

test('a list that shows what it showed before is sight, and nothing of it is stored or compared again', async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '一条' });
  const { services, recorded } = countingServices();
  await services.accounts.collectDue(run);
  world.clock.pass(HOUR_MS);
  await services.accounts.collectDue(run);
  expect(recorded()).toBe(1);
  const { account, facts, verdict } = await world.account('w');
  expect(facts).toMatchObject({ lastSightAt: world.clock.now(), lastLookAt: world.clock.now() });
  expect(verdict).toMatchObject({ kind: 'fine', judgedAt: world.clock.now(), facts });
  const looks = (await world.storage.looks.list(account.id, PAGE)).items;
  expect(looks).toMatchObject([
    { outcome: 'items', itemCount: 1, newCount: 0 },
    { outcome: 'items', itemCount: 1, newCount: 1 },
  ]);
  expect(verdict?.evidence.sightLookId).toBe(looks[0]?.id);
});

test('one more article, another word of one, or a blind look in between: the list is looked through', async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '一条' });
  const { services, recorded } = countingServices();
  const lookAgain = async (): Promise<number> => {
    world.clock.pass(HOUR_MS);
    await services.accounts.collectDue(run);
    return recorded();
  };
  expect(await lookAgain()).toBe(1);
  world.platform.publishByHand('w', { title: '又一条' });
  expect(await lookAgain()).toBe(2);
  expect(await lookAgain()).toBe(2);
  world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
  world.clock.pass(DAY_MS);
  const blind = await lookAgain();
  world.platform.sight.delete('w');
  world.clock.pass(DAY_MS);
  expect(await lookAgain()).toBe(blind);
  expect((await world.account('w')).facts).toMatchObject({ consecutiveBlindLooks: 0 });
});

test('the same list in another answer is known by that answer from then on', async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '一条' });
  const answers = ['first', 'second', 'second'];
  const services = collectingServices(world.deps, (collected) => ({
    ...collected,
    answerDigest: answers.shift() ?? null,
  }));
  const known: (string | null | undefined)[] = [];
  while (answers.length > 0) {
    await services.accounts.collectDue(run);
    known.push((await world.account('w')).lastList?.answerDigest);
    world.clock.pass(HOUR_MS);
  }
  expect(known).toEqual(['first', 'second', 'second']);
});

test('a day still to come keeps the list from being taken as known: the article counts once it has come', async () => {
  await world.addAccounts(['weibo', 'w']);
  const on = new Date(world.clock.now().getTime() + 3 * DAY_MS);
  world.platform.publishByHand('w', {
    title: '预告',
    publishedAt: { precision: 'instant', at: on, original: on.toISOString() },
  });
  const { services } = countingServices();
  await services.accounts.collectDue(run);
  expect((await world.account('w')).facts.lastPostAt).toBeNull();
  world.clock.pass(4 * DAY_MS);
  await services.accounts.collectDue(run);
  expect((await world.account('w')).facts.lastPostAt).toEqual(on);
});

test('known or looked through whole, an account is judged the same at every step', async () => {
  const step = fc.constantFrom('publish', 'wait', 'wait a day', 'wait a week', 'blind', 'sweep');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.nat(1_000_000), async (steps, salt) => {
      // Another pair of accounts in the same office for every run.
      const [known, whole] = [`known ${salt}`, `always new ${salt}`];
      await world.addAccounts(['weibo', known], ['weibo', whole]);
      const { services } = countingServices();
      const both = [known, whole];
      for (const [index, each] of steps.entries()) {
        for (const externalId of both) {
          if (each === 'publish') world.platform.publishByHand(externalId, { title: `第${salt}-${index}条` });
          if (each === 'blind') world.platform.sight.set(externalId, { outcome: 'unreachable', retryAfterMs: null });
          else world.platform.sight.delete(externalId);
        }
        world.clock.pass(each === 'wait a week' ? 7 * DAY_MS : each === 'wait a day' ? DAY_MS : 30 * MINUTE_MS);
        if (each !== 'sweep') await services.accounts.collectDue(run);
        await services.accounts.judgeDue(500);
        const [one, other] = await Promise.all(both.map(seenOf));
        expect(one).toEqual(other);
      }
    }),
    { numRuns: 6 },
  );
});

/** All that is known of an account and held against it, without the names of its rows. */
async function seenOf(externalId: string): Promise<unknown> {
  const { account, facts, verdict, nextLookAt } = await world.account(externalId);
  const findings = (await world.storage.findings.list(account.id, PAGE)).items;
  const cases = (await world.storage.cases.list({ accountId: account.id }, PAGE, null)).items;
  const withoutNames = ({ lastLookId, lastSightLookId, lastPostId, lastPostUrl, ...rest }: typeof facts): unknown => ({
    ...rest,
    named: [lastLookId, lastSightLookId, lastPostId, lastPostUrl].map((name) => name !== null),
  });
  return {
    facts: withoutNames(facts),
    verdict: verdict === null ? null : { ...verdict, facts: withoutNames(verdict.facts), evidence: null },
    nextLookAt,
    findings: findings.map(({ kind, state, occurredAt }) => ({ kind, state, occurredAt })),
    cases: cases.map(({ state, openedAt }) => ({ state, openedAt })),
  };
}

test('a process that is killed at any write of a look leaves an account that the next looks bring in order', async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '一条' });
  await world.lookAtDue();
  // Long enough for a case: the account comes back with a new post, and what is open against it has to be closed.
  world.clock.pass(15 * DAY_MS);
  await world.lookAtDue();
  expect((await world.account('w')).verdict).toMatchObject({ kind: 'silent' });
  for (const takesEffect of [false, true]) {
    world.platform.publishByHand('w', { title: takesEffect ? '回来了' : '又回来了' });
    const writes = ['accounts.changeVerdict', 'findings.close', 'cases.move', 'accounts.verdictFollowed'];
    for (const write of writes) {
      const dying = createDyingProcess(world.storage, { atCall: (name) => name === write, takesEffect });
      const services = createServices({ ...world.deps, storage: dying.storage });
      world.clock.pass(HOUR_MS);
      await services.accounts.collectDue(run).catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
    }
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    const { account, verdict } = await world.account('w');
    expect(verdict).toMatchObject({ kind: 'fine' });
    expect(await world.storage.findings.openFor(account.id, 'silent')).toEqual([]);
  }
});

test('a post of a look that was killed is in the facts though the list shows it no more', async () => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.publishByHand('w', { title: '旧' });
  await world.lookAtDue();
  world.clock.pass(13 * DAY_MS);
  await world.lookAtDue();
  world.platform.publishByHand('w', { title: '新' });
  const publishedAt = world.clock.now();
  world.clock.pass(HOUR_MS);
  const settles = (name: string): boolean => name.startsWith('accounts.settle');
  const dying = createDyingProcess(world.storage, { atCall: settles, takesEffect: false });
  await createServices({ ...world.deps, storage: dying.storage })
    .accounts.collectDue(run)
    .catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
  expect(dying.isDead()).toBe(true);
  // Taken down, or a server that still shows the page of before.
  world.platform.posts.splice(
    world.platform.posts.findIndex(({ post }) => post.title === '新'),
    1,
  );
  world.clock.pass(2 * DAY_MS);
  await world.lookAtDue();
  expect(await world.account('w')).toMatchObject({ facts: { lastPostAt: publishedAt }, verdict: { kind: 'fine' } });
});
