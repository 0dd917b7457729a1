import { NO_TRIALS } from '../../../src/domain/notify/canary';
import type { NotifyChannelId, PersonId, UnitId } from '../../../src/domain/ids';
import { deskAt, turnOf, waysTo } from '../../../src/domain/letters/reminder';
import type { Reachable } from '../../../src/domain/notify/audience';
import { NO_ADDRESSES, type NotifyChannel } from '../../../src/domain/notify/channel';
import { reminderOf } from '../../storage/letters/letterSamples';

const [OFFICE, UNIT, OTHER] = ['o', 'u', 'x'] as UnitId[] as [UnitId, UnitId, UnitId];
const unit = { id: UNIT, path: [OFFICE, UNIT] };
const channel = (name: string, given: Partial<NotifyChannel> = {}): NotifyChannel => ({
  id: name as NotifyChannelId,
  name,
  kind: 'mail',
  unitId: null,
  language: 'zh',
  settings: {},
  fallbackId: null,
  disabled: false,
  lastTest: null,
  canary: null,
  trials: NO_TRIALS,
  version: 1,
  ...given,
});
const person = (name: string, given: Partial<Reachable> = {}): Reachable => ({
  id: name as PersonId,
  name,
  role: 'officer',
  unitId: UNIT,
  disabled: false,
  addresses: { ...NO_ADDRESSES, mail: `${name}@office.example`, mobile: '13800000000' },
  ...given,
});
const shown = (channels: readonly NotifyChannel[], people: readonly Reachable[]): readonly string[] =>
  waysTo(unit, { channels, people }).map((way) => `${way.channel.name}:${way.person?.name ?? 'group'}`);
const GROUP = channel('群', { kind: 'dingtalk', unitId: UNIT });
const MAIL = channel('邮件');

describe('a unit is reminded', () => {
  test('through the groups that are its own, and then its people by nothing else', () => {
    expect(shown([MAIL, GROUP], [person('甲')])).toEqual(['群:group']);
  });
  test('through its people where all it has of its own is a gateway that needs a number', () => {
    const gateway = channel('短信', { kind: 'webhook', unitId: UNIT });
    expect(shown([gateway, MAIL], [person('甲')])).toEqual(['邮件:甲']);
    expect(shown([gateway], [person('甲')])).toEqual(['短信:甲']);
  });
  test('through its people where it has no group, or that is disabled', () => {
    expect(shown([{ ...GROUP, disabled: true }, MAIL], [person('甲')])).toEqual(['邮件:甲']);
    expect(shown([{ ...GROUP, unitId: OTHER }, MAIL], [person('甲')])).toEqual(['邮件:甲']);
  });
  test('its officers before others, and others where no officer can be reached', () => {
    const viewer = person('丙', { role: 'viewer' });
    expect(shown([MAIL], [viewer, person('甲'), person('乙')])).toEqual(['邮件:甲', '邮件:乙']);
    expect(shown([MAIL], [viewer, person('甲', { addresses: NO_ADDRESSES })])).toEqual(['邮件:丙']);
  });
  test('by what they alone read before what the whole office reads', () => {
    const office = channel('办公室群', { kind: 'dingtalk' });
    expect(shown([office, MAIL], [person('甲')])).toEqual(['邮件:甲']);
    expect(shown([office], [person('甲')])).toEqual(['办公室群:甲']);
  });
  test('by one letter to a group that calls all of its people, whatever stands behind the robot', () => {
    const office = channel('办公室群', { kind: 'dingtalk' });
    const two = [
      person('甲', { addresses: { ...NO_ADDRESSES, mobile: '13800000001' } }),
      person('乙', { addresses: { ...NO_ADDRESSES, mobile: '13800000002' } }),
    ];
    const [way, ...others] = waysTo(unit, { channels: [office], people: two });
    expect(others).toEqual([]);
    expect(way).toMatchObject({ person: null, to: '13800000001,13800000002', calls: ['甲', '乙'] });
    expect(way === undefined ? null : deskAt(way)).toEqual({
      ...{ channelId: office.id, personId: null, recipient: '甲、乙', language: 'zh', to: '13800000001,13800000002' },
      calledIds: ['甲', '乙'],
    });
    const fallback = channel('短信', { kind: 'webhook', disabled: true });
    const [same] = waysTo(unit, { channels: [{ ...office, fallbackId: fallback.id }, fallback], people: two });
    expect(same).toMatchObject({ person: null, calls: ['甲', '乙'] });
  });
  test('by nobody who is disabled, of another unit, or in a group that may not see it', () => {
    const others = [
      person('甲', { disabled: true }),
      person('乙', { unitId: OTHER }),
      person('丙', { unitId: OFFICE }),
    ];
    expect(shown([MAIL], others)).toEqual([]);
    expect(shown([channel('别处', { kind: 'dingtalk', unitId: OTHER })], [person('甲')])).toEqual([]);
  });
  test('by five people at most', () => {
    expect(
      shown(
        [MAIL],
        ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => person(name)),
      ),
    ).toHaveLength(5);
  });
});

test('a unit has as many turns a day as are allowed, and none for what was asked before', () => {
  const [first, second] = [reminderOf({ nth: 1, request: 'one' }), reminderOf({ nth: 2, request: 'two' })];
  expect(turnOf([], 'one', 2)).toEqual({ kind: 'next', nth: 1 });
  expect(turnOf([first], 'two', 2)).toEqual({ kind: 'next', nth: 2 });
  expect(turnOf([first], 'two', 1)).toEqual({ kind: 'enough-today' });
  expect(turnOf([first, second], 'three', 2)).toEqual({ kind: 'enough-today' });
  expect(turnOf([first, second], 'two', 2)).toEqual({ kind: 'again', reminder: second });
});
