import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices, type Services } from '../../src/services/index';
import { createDyingProcess, ProcessDied, type DyingProcess } from './dyingProcess';
import { issuePolicy } from './fixtures';
import type { PublishScript } from './platform';
import { runWithFaults, seeded } from './publishFaults';
import { useWorld } from './useWorld';
import { PAGE, type World } from './world';

const world = useWorld();

/** From queueing to the look that sees it a repost makes 49 calls to store and platform. */
const LAST_CALL = 50;
const RANDOM_DEATHS = 30;

async function addAccountsThatOwe(accounts: number): Promise<void> {
  await world.addAccounts(
    ...Array.from({ length: accounts }, (_, index) => [index % 2 === 0 ? 'weibo' : 'wechat', `acc${index}`] as const),
  );
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
}

/** One life of the process: works until it is killed. Whatever it held is free again when its leases have run out. */
async function liveUntilKilled(
  world: World,
  death: { readonly atCall: number; readonly takesEffect: boolean; readonly work: number },
): Promise<DyingProcess> {
  const dying = createDyingProcess(world.storage, death);
  world.platform.checkpoint = dying.checkpoint;
  const services = createServices({ ...world.deps, storage: dying.storage });
  const signal = new AbortController().signal;
  try {
    for (let round = 0; round < 12; round += 1) {
      await services.mandates.queueReady(death.work);
      await services.mandates.publishDue({ owner: 'dying', max: death.work, signal });
      world.clock.pass(6 * SECOND_MS);
      await services.accounts.collectDue({ owner: 'dying', max: death.work + 1, signal });
    }
  } catch (error) {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  }
  world.platform.checkpoint = () => undefined;
  world.clock.pass(2 * MINUTE_MS + SECOND_MS);
  return dying;
}

async function finish(world: World, services: Services = world.services): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    await services.mandates.queueReady(500);
    await services.mandates.publishDue({ owner: 'last', max: 500, signal: new AbortController().signal });
    await services.mandates.recoverInterrupted(200);
    world.clock.pass(30 * SECOND_MS);
    await world.lookAtDue();
    const open = await world.storage.obligations.list(
      { states: ['ready', 'publishing', 'submitted'] },
      { limit: 1, cursor: null },
      null,
    );
    if (open.items.length === 0) return;
  }
  throw new Error('the obligations do not come to an end');
}

async function expectEachOnce(world: World, accounts: number): Promise<void> {
  const posts = new Map<string, number>();
  for (const { account } of world.platform.posts) posts.set(account, (posts.get(account) ?? 0) + 1);
  expect([...posts.entries()].filter(([, count]) => count !== 1)).toEqual([]);
  expect(posts.size).toBe(accounts);
  const obligations = (await world.storage.obligations.list({}, PAGE, null)).items;
  expect(obligations.map(({ state }) => state)).toEqual(Array.from({ length: accounts }, () => 'fulfilled'));
  expect(
    obligations.filter(
      ({ evidence }) => evidence === null || !world.platform.posts.some(({ post }) => post.url === evidence.url),
    ),
  ).toEqual([]);
  expect(await world.storage.publishJobs.countByState(null)).toEqual({ published: accounts });
  while ((await world.storage.outbox.relay(500)) > 0);
  const fulfilments: string[] = [];
  for (let seq = 0; ;) {
    const entries = await world.storage.ledger.after(seq, 500);
    for (const { kind, to, subject } of entries)
      if (kind === 'obligation-moved' && to === 'fulfilled') fulfilments.push(subject);
    seq = entries.at(-1)?.seq ?? seq;
    if (entries.length < 500) break;
  }
  expect([fulfilments.length, new Set(fulfilments).size]).toEqual([accounts, accounts]);
}

describe('publishing in a process that is killed', () => {
  test('leaves one public post an account, whichever call it is killed at', async () => {
    const accounts = 60;
    await addAccountsThatOwe(accounts);
    let deaths = 0;
    for (let atCall = 1; atCall <= LAST_CALL; atCall += 1) {
      for (const takesEffect of [false, true]) {
        const dying = await liveUntilKilled(world, { atCall, takesEffect, work: 1 });
        if (dying.isDead()) deaths += 1;
      }
    }
    expect(deaths).toBe(2 * LAST_CALL);
    await finish(world);
    await expectEachOnce(world, accounts);
  });

  test('leaves one public post an account over thirty seeded deaths on a platform that loses answers', async () => {
    const accounts = 12;
    const random = seeded(20_260_918);
    await addAccountsThatOwe(accounts);
    const scripts: readonly PublishScript[] = [
      'ok',
      'lost-answer',
      'throws-after-post',
      'asynchronous',
      'lost-request',
      'busy',
      'ok',
    ];
    for (let index = 0; index < accounts; index += 1)
      world.platform.scripts.set(`acc${index}`, [scripts[Math.floor(random() * scripts.length)] ?? 'ok']);
    for (let deaths = 0; deaths < RANDOM_DEATHS; deaths += 1) {
      await liveUntilKilled(world, { atCall: 1 + Math.floor(random() * 30), takesEffect: random() < 0.5, work: 2 });
    }
    await finish(world);
    await expectEachOnce(world, accounts);
  });

  test.each([11, 12])(
    'loses and doubles nothing over the store itself in the run of seed %i, as in the many runs over tables in memory',
    async (seed) => {
      const { duplicates, lost, fulfilled, manual } = await runWithFaults(world, { accounts: 16, seed, lives: 5 });
      expect({ duplicates, lost, done: fulfilled + manual }).toEqual({ duplicates: 0, lost: 0, done: 16 });
    },
  );
});
