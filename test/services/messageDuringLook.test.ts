import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { collectingServices } from './collectingServices';
import { RUN, useMessageWorld } from './messageWorld';

const { world, armed, send, work, massSent } = useMessageWorld();

test('a post told by message while its known list is read stays in the facts, and the account is not silent for it', async () => {
  world.platform.publishByHand('wx1', { title: '旧' });
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();
  const services = collectingServices({ ...world.deps, connectors: armed.registry }, async (collected) => {
    await meanwhile();
    return { ...collected, coverage: 'full' };
  });
  for (let day = 0; day < 14; day += 1) {
    await services.accounts.collectDue(RUN);
    world.clock.pass(DAY_MS - HOUR_MS);
  }
  const sentAt = world.clock.now();
  meanwhile = async () => {
    meanwhile = () => Promise.resolve();
    await send(massSent('1', []));
    await work();
  };
  await services.accounts.collectDue(RUN);
  for (let day = 0; day < 3; day += 1) {
    const { facts, verdict } = await world.account('wx1');
    expect(facts.lastPostAt?.getTime()).toBeGreaterThanOrEqual(sentAt.getTime() - DAY_MS);
    expect(verdict).toMatchObject({ kind: 'fine' });
    world.clock.pass(DAY_MS);
    await services.accounts.collectDue(RUN);
    await services.accounts.judgeDue(500);
  }
});
