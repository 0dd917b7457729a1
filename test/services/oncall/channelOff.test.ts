import type { NotifyChannel } from '../../../src/domain/notify/channel';
import { eventOf } from '../../storage/samples';
import { addChannel, addPerson, alertAbout } from '../notify/notifyWorld';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, side, office } = useLadders();

const climbs = async (): Promise<readonly string[]> =>
  (await office.escalations()).map(({ state, rung, isHeld }) => `${state} ${rung}${isHeld ? ' held' : ''}`);
const turn = async ({ id }: Pick<NotifyChannel, 'id'>, to: 'on' | 'off'): Promise<void> => {
  const channel = await world.storage.notifyChannels.byId(id);
  if (channel === null) throw new Error('the channel is there');
  await world.storage.notifyChannels.change({ ...channel, disabled: to === 'off' }, null, eventOf('channel'));
};

test('with every channel off for some minutes it waits for one, and then tells the rung that was due', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 10), rungTo(group, 20), rungTo(group, 40)]);
  await office.alerts(alertAbout('甲'));
  await turn(group, 'off');
  await office.climb(17);
  expect([await climbs(), await office.ledger(), await office.notifications()]).toEqual([['climbing 0'], [], []]);
  await turn(group, 'on');
  // Told ten minutes late, so that the next one comes after the whole time between the two.
  await office.climb(12);
  expect([side.arrived.length, await climbs(), await office.ledger()]).toEqual([
    1,
    ['climbing 1'],
    ['- → rung-1: told'],
  ]);
  await office.climb(3);
  expect([side.arrived.length, await climbs()]).toEqual([2, ['climbing 2']]);
});

test('with the channel of the last rung off it does not end as if the top had been told', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  const top = await addChannel(world.storage, { kind: 'dingtalk', disabled: true });
  await addLadder(world.storage, [rungTo(group, 10), rungTo(top, 20)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(60);
  expect(await climbs()).toEqual(['climbing 1']);
  await turn(top, 'on');
  await office.climb(6);
  expect([side.arrived.map(({ kind }) => kind), await climbs()]).toEqual([['feishu', 'dingtalk'], ['at-top 2']]);
});

test('a rung without an address, below one whose channel is off, is passed over once that is on', async () => {
  const mail = await addChannel(world.storage, { kind: 'mail' });
  const group = await addChannel(world.storage, { kind: 'feishu', disabled: true });
  const nowhere = await addPerson(world.storage, {}, {});
  await addLadder(world.storage, [rungTo(mail, 1, { kind: 'people', personIds: [nowhere] }), rungTo(group, 2)]);
  await office.alerts(alertAbout('甲'));
  await office.climb(10);
  expect([await climbs(), await office.ledger()]).toEqual([['climbing 0'], []]);
  await turn(group, 'on');
  await office.climb(6);
  expect(await office.ledger()).toEqual(['- → rung-1: no-address', 'rung-1 → rung-2: told']);
  expect(side.arrived).toHaveLength(1);
});
