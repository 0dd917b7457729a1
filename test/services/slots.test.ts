import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { AccountRegistration } from '../../src/services/index';
import { createServices } from '../../src/services/index';
import { useWorld } from './useWorld';
import { principal, SETTINGS } from './world';

const world = useWorld();
const signal = new AbortController().signal;

const column = (host: string, index: number): AccountRegistration => ({
  unitKey: 'a',
  platform: 'portal',
  externalId: `https://${host}/${index}`,
  name: `栏目${host}${index}`,
  homeUrl: `https://${host}/`,
  columnClass: 'news',
  region: '',
  status: 'active',
  openedAt: null,
  settings: {},
  credential: null,
});

test('a server that hangs keeps two hundred accounts elsewhere waiting for nothing, and gets no more than its share of slots', async () => {
  const SLOW = 40;
  await world.services.accounts.registerAccounts([
    ...Array.from({ length: SLOW }, (_, index) => column('slow.test', index)),
    ...Array.from({ length: 200 }, (_, index) => column(`host${index % 20}.test`, index)),
  ]);
  const plain = world.platform.connectors;
  let hanging = 0;
  let most = 0;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const looked = new Set<string>();
  const services = createServices({
    ...world.deps,
    settings: { ...SETTINGS, looks: { ...SETTINGS.looks, concurrency: 6 } },
    connectors: {
      ...plain,
      for: (platform) => ({
        ...plain.for(platform),
        collector: {
          callsPerDay: null,
          collect: async (access, call) => {
            if (access.account.externalId.startsWith('https://slow.test/')) {
              hanging += 1;
              most = Math.max(most, hanging);
              await released;
              hanging -= 1;
            }
            looked.add(access.account.externalId);
            return plain.for(platform).collector.collect(access, call);
          },
        },
      }),
    },
  });
  // Ticks come whether or not an earlier run still waits for the slow server.
  const runs: Promise<unknown>[] = [];
  while ([...looked].filter((id) => !id.includes('slow.test')).length < 200) {
    runs.push(services.accounts.collectDue({ owner: 'test', max: 200, signal }));
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  expect([...looked].filter((id) => !id.includes('slow.test'))).toHaveLength(200);
  expect([...looked].filter((id) => id.includes('slow.test'))).toEqual([]);
  expect(most).toBe(2);
  release();
  await Promise.all(runs);
  await services.accounts.collectDue({ owner: 'test', max: 200, signal });
  expect(looked.size).toBe(200 + SLOW);
  expect(await services.accounts.collectDue({ owner: 'test', max: 200, signal })).toEqual({});
});

test('how late looks begin is measured from when they were due', async () => {
  await world.addAccounts(['portal', 'p1'], ['portal', 'p2'], ['portal', 'p3']);
  await world.services.accounts.collectDue({ owner: 't', max: 2, signal });
  world.clock.pass(90 * SECOND_MS);
  await world.services.accounts.collectDue({ owner: 't', max: 1, signal });
  expect(await world.services.views.lookLateness()).toEqual({ looks: 3, p50Ms: SECOND_MS, p99Ms: 2 * MINUTE_MS });
  expect((await world.services.views.summary(principal('administrator', '1'))).lookLateness).toEqual({
    looks: 3,
    p50Ms: SECOND_MS,
    p99Ms: 2 * MINUTE_MS,
  });
});
