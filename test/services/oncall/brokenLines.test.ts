import type { AccountId } from '../../../src/domain/ids';
import { HOUR_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { addChannel, alertAbout, ANY } from '../notify/notifyWorld';
import { PAGE, principal } from '../world';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, services, office } = useLadders();
const admin = principal('administrator', '1');
const BROKEN = 'b'.repeat(24) as AccountId;
const broken = () => alertAbout('坏', { subject: { accountId: BROKEN, label: '坏' } });

/** A process to which whatever is asked about one account is an error, also together with others. */
function stumbling(storage = world.storage): Services {
  const { accounts } = storage;
  const byId: typeof accounts.byId = (id, scope) =>
    id === BROKEN ? Promise.reject(new Error('this account breaks')) : accounts.byId(id, scope);
  const byIds: typeof accounts.byIds = (ids) =>
    ids.includes(BROKEN) ? Promise.reject(new Error('an account of these breaks')) : accounts.byIds(ids);
  return createServices({ ...world.deps, storage: { ...storage, accounts: { ...accounts, byId, byIds } } });
}
const climbing = async (): Promise<readonly string[]> => {
  const { items } = await world.storage.alerts.list({}, PAGE, null);
  const climbs = await world.storage.escalations.ofAlerts(items.map(({ id }) => id));
  const labelOf = (id: string) => items.find((one) => one.id === id)?.subject.label;
  return climbs.map(({ alertId, state }) => `${labelOf(alertId)} ${state}`).sort();
};
beforeEach(async () => {
  await addLadder(world.storage, [rungTo(await addChannel(world.storage, { kind: 'feishu' }), 30)], { match: ANY });
  await services.oncall.beginClimbs(10);
});

test('a line that breaks holds up no other, is shown as a failure, and is tried again ever later', async () => {
  await office.alerts(broken(), alertAbout('好'));
  await expect(stumbling().oncall.beginClimbs(50)).rejects.toThrow('this account breaks');
  expect(await climbing()).toEqual(['好 climbing']);
  // Until its turn comes nothing fails, and the log goes on.
  await expect(stumbling().oncall.beginClimbs(50)).resolves.toEqual({});
  await office.alerts(broken(), alertAbout('好'), alertAbout('再来'));
  await stumbling().oncall.beginClimbs(50);
  expect(await climbing()).toEqual(['再来 climbing', '好 climbing']);
  for (const waitMs of [10 * SECOND_MS, 20 * SECOND_MS]) {
    world.clock.pass(waitMs - 1);
    await stumbling().oncall.beginClimbs(50);
    world.clock.pass(1);
    await expect(stumbling().oncall.beginClimbs(50)).rejects.toThrow('this account breaks');
  }
  world.clock.pass(HOUR_MS);
  await services.oncall.beginClimbs(50);
  expect(await climbing()).toEqual(['再来 climbing', '坏 climbing', '好 climbing']);
  await expect(services.oncall.beginClimbs(50)).resolves.toEqual({});
});

test('lines of its alert after it wait with it, and are followed in order', async () => {
  await office.alerts(broken());
  await stumbling()
    .oncall.beginClimbs(50)
    .catch(() => undefined);
  const [alert] = (await world.storage.alerts.list({}, PAGE, null)).items;
  if (alert === undefined) throw new Error('no alert');
  await services.alerts.acknowledge(alert.id, admin);
  await stumbling()
    .oncall.beginClimbs(50)
    .catch(() => undefined);
  expect(await climbing()).toEqual([]);
  world.clock.pass(HOUR_MS);
  await services.oncall.beginClimbs(50);
  expect(await climbing()).toEqual(['坏 acknowledged']);
});

test('a line that breaks and one after it that came later do not wait for each other', async () => {
  await office.alerts(broken());
  await expect(stumbling().oncall.beginClimbs(50)).rejects.toThrow('this account breaks');
  world.clock.pass(3 * SECOND_MS);
  await office.alerts();
  await stumbling()
    .oncall.beginClimbs(50)
    .catch(() => undefined);
  for (const waitMs of [7 * SECOND_MS, 3 * SECOND_MS, 10 * SECOND_MS]) {
    world.clock.pass(waitMs);
    await services.oncall.beginClimbs(50).catch(() => undefined);
  }
  expect(await climbing()).toEqual(['坏 over']);
});

test('what was left by somebody who was killed before the log went on is left once', async () => {
  await office.alerts(broken());
  const dying = createDyingProcess(world.storage, { atCall: (name) => name === 'settings.replace', takesEffect: true });
  await expect(stumbling(dying.storage).oncall.beginClimbs(50)).rejects.toThrow(ProcessDied);
  const left = await world.storage.settings.get('alerts-escalated-left');
  await stumbling()
    .oncall.beginClimbs(50)
    .catch(() => undefined);
  expect(await world.storage.settings.get('alerts-escalated-left')).toBe(left);
});

test('killed at any call, nothing of what is left is lost', async () => {
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
    await office.alerts(broken(), alertAbout(`好${call}`));
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: true });
    await stumbling(dying.storage)
      .oncall.beginClimbs(50)
      .catch((error: unknown) => {
        if (!(error instanceof ProcessDied) && !String(error).includes('this account breaks')) throw error;
      });
    isDead = dying.isDead();
    await stumbling()
      .oncall.beginClimbs(50)
      .catch(() => undefined);
    world.clock.pass(HOUR_MS);
    await services.oncall.beginClimbs(50);
    const open = (await climbing()).filter((one) => one.endsWith('climbing'));
    if (open.join() !== ['坏 climbing', `好${call} climbing`].sort().join())
      wrong.push(`${dying.diedAt()}: ${open.join()}`);
    await office.alerts();
    await services.oncall.beginClimbs(50);
    world.clock.pass(2 * HOUR_MS);
  }
  expect(wrong).toEqual([]);
});
