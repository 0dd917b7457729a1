import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { collectingServices } from './collectingServices';
import { RUN, useMessageWorld } from './messageWorld';

const { world, armed, send, work, massSent } = useMessageWorld();

/** A message tells of a post, and the process dies at this call of storage; nobody tells it again. */
async function killedAt<Part extends 'posts' | 'accounts'>(
  part: Part,
  call: keyof Storage[Part],
  when: 'before' | 'after',
): Promise<void> {
  const real = world.storage[part][call] as (...given: unknown[]) => Promise<unknown>;
  const dies = async (...given: unknown[]): Promise<never> => {
    if (when === 'after') await real(...given);
    throw new Error('killed');
  };
  Object.assign(world.storage[part], { [call]: dies });
  await send(massSent('1', []));
  await work().catch(() => undefined);
  Object.assign(world.storage[part], { [call]: real });
}

/** An account whose list is known, and as it was for two weeks. */
async function quiet(meanwhile: () => Promise<void> = () => Promise.resolve()) {
  world.platform.publishByHand('wx1', { title: '旧' });
  const services = collectingServices({ ...world.deps, connectors: armed.registry }, async (collected) => {
    await meanwhile();
    return { ...collected, coverage: 'full' };
  });
  for (let day = 0; day < 3; day += 1) {
    await services.accounts.collectDue(RUN);
    world.clock.pass(DAY_MS - HOUR_MS);
  }
  return services;
}
const isInFacts = async (): Promise<boolean> => {
  const { account, facts } = await world.account('wx1');
  const newest = await world.storage.posts.newest(account.id);
  return newest?.origin === 'message' && facts.lastPostId === newest.id;
};

describe('a post told by message is in the facts after the next look of a known list', () => {
  test.each([
    ['after it was stored', 'posts', 'record', 'after'],
    ['before it is folded in', 'accounts', 'foldPost', 'before'],
  ] as const)('though the process died %s', async (_when, part, call, when) => {
    const services = await quiet();
    await killedAt(part, call as never, when);
    expect(await isInFacts()).toBe(false);
    world.clock.pass(HOUR_MS);
    await services.accounts.collectDue(RUN);
    expect(await isInFacts()).toBe(true);
  });

  test('though the process died while a look was under way that had read the list already', async () => {
    let meanwhile: () => Promise<void> = () => Promise.resolve();
    const services = await quiet(() => meanwhile());
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      world.clock.pass(1);
      await killedAt('posts', 'record', 'after');
    };
    await services.accounts.collectDue(RUN);
    expect(await isInFacts()).toBe(true);
  });

  test('though a look that was under way is settled right before it is stored: its list is not taken as known', async () => {
    let meanwhile: () => Promise<void> = () => Promise.resolve();
    const services = await quiet(() => meanwhile());
    expect((await world.account('wx1')).lastList).not.toBeNull();
    world.platform.publishByHand('wx1', { title: '新' });
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      world.clock.pass(1);
      await killedAt('posts', 'record', 'before');
    };
    await services.accounts.collectDue(RUN);
    expect((await world.account('wx1')).lastList).toBeNull();
  });
});
