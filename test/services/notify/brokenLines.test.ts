import type { AccountId } from '../../../src/domain/ids';
import { HOUR_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { tell } from '../../storage/samples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { addChannel, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const BROKEN = 'b'.repeat(24) as AccountId;
const broken = () => alertAbout('坏', { subject: { accountId: BROKEN, label: '坏' } });

/** A process to which whatever is asked about one account is an error, also together with others. */
function stumbling(storage = world.storage): Services {
  const { accounts } = storage;
  const byId: typeof accounts.byId = (id, scope) =>
    id === BROKEN ? Promise.reject(new Error('this account breaks')) : accounts.byId(id, scope);
  const byIds: typeof accounts.byIds = (ids) =>
    ids.includes(BROKEN) ? Promise.reject(new Error('an account of these breaks')) : accounts.byIds(ids);
  const own = { ...storage, accounts: { ...accounts, byId, byIds } };
  return createServices({ ...world.deps, storage: own, notifiers: side.registry });
}
/** Announces once, whether what is broken is met or not. */
const announce = (by: Services): Promise<unknown> => by.notify.announce(50).catch((error: unknown) => String(error));
const told = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ alert, occasion }) => `${alert.subject.label} ${occasion}`).sort();
const addTelling = async () => addRoute(world.storage, await addChannel(world.storage), { tellsResolved: true });

test('a line that breaks holds up the telling of no other, is shown as a failure, and is tried again ever later', async () => {
  await addTelling();
  await office.alerts(broken(), alertAbout('好'));
  await expect(stumbling().notify.announce(50)).rejects.toThrow('this account breaks');
  expect(await told()).toEqual(['好 opened']);
  // Until its turn comes nothing fails, and the log goes on.
  await expect(stumbling().notify.announce(50)).resolves.toEqual({});
  for (const waitMs of [10 * SECOND_MS, 20 * SECOND_MS]) {
    world.clock.pass(waitMs - 1);
    await expect(stumbling().notify.announce(50)).resolves.toEqual({});
    world.clock.pass(1);
    await expect(stumbling().notify.announce(50)).rejects.toThrow('this account breaks');
  }
  world.clock.pass(HOUR_MS);
  await services.notify.announce(50);
  expect(await told()).toEqual(['坏 opened', '好 opened'].sort());
  await expect(services.notify.announce(50)).resolves.toEqual({});
});

test('that it is over waits with the line that broke, and nobody is told of either then', async () => {
  await addTelling();
  await office.alerts(broken());
  await announce(stumbling());
  await office.alerts();
  await announce(stumbling());
  expect(await told()).toEqual([]);
  world.clock.pass(HOUR_MS);
  await office.work(6);
  expect(side.arrived).toEqual([]);
  expect(await told()).toEqual(['坏 opened', '坏 resolved']);
});

test('a line that breaks and one after it that came later do not wait for each other', async () => {
  await addTelling();
  await office.alerts({ ...broken(), severity: 'notice' });
  await announce(stumbling());
  world.clock.pass(3 * SECOND_MS);
  await office.alerts({ ...broken(), severity: 'critical' });
  await announce(stumbling());
  for (const waitMs of [7 * SECOND_MS, 3 * SECOND_MS, 10 * SECOND_MS]) {
    world.clock.pass(waitMs);
    await announce(services);
  }
  expect(await told()).toEqual(['坏 opened', '坏 raised']);
});

test('an alert that keeps breaking while it changes holds up no other, and all of it is told once it is mended', async () => {
  await addTelling();
  const severities = ['critical', 'warning'] as const;
  for (let line = 0; line < 210; line += 1)
    await tell(world.storage, 'office', {
      wanted: [{ ...broken(), severity: severities[line % 2] ?? 'info' }],
      at: world.clock.now(),
    });
  for (let run = 0; run < 5; run += 1) await announce(stumbling());
  await tell(world.storage, 'office', { wanted: [broken(), alertAbout('好')], at: world.clock.now() });
  await announce(stumbling());
  expect(await told()).toEqual(['好 opened']);
  expect(JSON.parse((await world.storage.settings.get('alerts-told-left')) ?? '[]')).toHaveLength(1);
  world.clock.pass(HOUR_MS);
  for (let run = 0; run < 6; run += 1) await announce(services);
  expect(await told()).toEqual(['坏 opened', '好 opened']);
  expect(await world.storage.settings.get('alerts-told-left')).toBe('[]');
});

test('killed at any call, nothing of what is left is lost and nothing is told twice', async () => {
  await addTelling();
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
    await office.alerts(broken(), alertAbout(`好${call}`));
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: true });
    await stumbling(dying.storage)
      .notify.announce(50)
      .catch((error: unknown) => {
        if (!(error instanceof ProcessDied) && !String(error).includes('this account breaks')) throw error;
      });
    isDead = dying.isDead();
    await announce(stumbling());
    world.clock.pass(HOUR_MS);
    side.arrived.splice(0);
    await office.work(4);
    const said = side.arrived.flatMap(({ message }) => message.lines.map(({ text }) => text)).join('；');
    for (const label of ['坏', `好${call}`])
      if (said.split(`不发声：${label}，`).length !== 2) wrong.push(`${dying.diedAt()}: ${label} in ${said}`);
    await office.alerts();
    await office.work(2);
    // Into the next day: in the night that it is over would wait.
    world.clock.pass(23 * HOUR_MS);
  }
  expect(wrong).toEqual([]);
});
