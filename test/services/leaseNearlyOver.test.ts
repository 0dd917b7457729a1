import type { Call } from '../../src/ports/connectors';
import { createServices } from '../../src/services/index';
import { issuePolicy } from './fixtures';
import { SETTINGS } from './office';
import { useWorld } from './useWorld';

const world = useWorld();
const signal = new AbortController().signal;
const { leaseMs } = SETTINGS.publishing;

/** What a publisher is told when it is about to send, so long after it marked its public call. */
async function toldAfter(ms: number): Promise<unknown> {
  await world.addAccounts(['weibo', 'w']);
  await issuePolicy(world);
  world.clock.pass(1_000);
  await world.lookAtDue();
  await world.services.mandates.queueReady(10);
  const plain = world.deps.connectors.for('weibo');
  const { publisher } = plain;
  if (publisher === null) throw new Error('no publisher');
  let told: unknown = 'nothing';
  const connector = {
    ...plain,
    publisher: {
      ...publisher,
      publish: async (request: Parameters<typeof publisher.publish>[0], call: Call) => {
        await request.beforePublicCall();
        world.clock.pass(ms);
        told = call.mayBegin?.();
        return publisher.publish(request, call);
      },
    },
  };
  const services = createServices({ ...world.deps, connectors: { for: () => connector, all: [connector] } });
  await services.mandates.publishDue({ owner: 'test', max: 1, signal });
  return told;
}

// A process may be frozen between the two for any time; and what it sends has to be over before the lease is.
test.each([
  ['while a quarter of its lease is left it may send', (leaseMs * 3) / 4, true],
  ['a millisecond later it sends nothing more', (leaseMs * 3) / 4 + 1, false],
  ['nor when the lease is long over', leaseMs * 10, false],
])('%s', async (_what, ms, expected) => {
  expect(await toldAfter(ms)).toBe(expected);
});
