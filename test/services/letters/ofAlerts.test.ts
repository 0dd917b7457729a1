import type { AlertId, UnitId } from '../../../src/domain/ids';
import { letterOf } from '../../storage/letters/letterSamples';
import { addChannel, addPerson, addRoute, alertAbout } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { PAGE, principal } from '../world';

const { world, services, office } = useNotify();
const administrator = principal('administrator', '1');

/** Alerts of unit A under these names, with a person there who is reached by mail. */
async function alerts(...names: readonly string[]): Promise<(name: string) => AlertId> {
  await addPerson(world.storage, { unitId: world.unitA, role: 'officer' });
  await addChannel(world.storage, { kind: 'mail', name: '邮件' });
  const unit = { unitId: world.unitA, unitPath: [world.officeId, world.unitA] };
  await office.alerts(...names.map((name) => alertAbout(name, unit)));
  const { items } = await world.storage.alerts.list({}, PAGE, null);
  return (name) => items.find(({ subject }) => subject.label === name)?.id ?? ('' as AlertId);
}

const told = async (alertId: AlertId, unit: UnitId | null = null): Promise<readonly string[]> =>
  (await services.letters.ofAlert(alertId, principal('viewer', '5', unit))).map(
    ({ kind, byName, state }) => `${kind} ${byName ?? '—'} ${state}`,
  );

describe('the history of an alert', () => {
  test('says who was reminded of it, by itself or among others, by whom and what became of it', async () => {
    const id = await alerts('甲', '乙', '丙');
    const remind = (subject: Parameters<typeof services.letters.remind>[0]['subject'], request: string) =>
      services.letters.remind({ subject, text: '请抓紧处理。', request }, administrator);
    await remind({ kind: 'alert', id: id('甲') }, 'request-1');
    world.clock.pass(1);
    await remind({ kind: 'alerts', alertIds: [id('甲'), id('乙')] }, 'request-2');
    const { name } = administrator;
    expect(await told(id('甲'))).toEqual([`reminder ${name} queued`, `reminder ${name} queued`]);
    await office.work(4);
    expect(await told(id('甲'))).toEqual([`reminder ${name} sent`, `reminder ${name} sent`]);
    expect(await told(id('乙'))).toEqual([`reminder ${name} sent`]);
    expect(await told(id('丙'))).toEqual([]);
  });

  test('says which digests told of it, to those who see what the digest is about', async () => {
    const id = await alerts('甲');
    const ofA = letterOf({ kind: 'morning', unitPath: [world.officeId, world.unitA], alertIds: [id('甲')] });
    const ofAll = letterOf({ kind: 'morning', unitPath: [], alertIds: [id('甲')] });
    await world.storage.letters.insertMissing([ofA, ofAll, letterOf({ kind: 'morning' })]);
    expect(await told(id('甲'))).toHaveLength(2);
    expect(await told(id('甲'), world.unitA)).toEqual(['morning — queued']);
    await expect(told(id('甲'), world.unitB)).rejects.toMatchObject({ code: 'not-found' });
    await expect(told('f'.repeat(24) as AlertId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('messages are found by the alert that they told of, by itself or in a reminder', async () => {
    const id = await alerts('甲', '乙');
    await addRoute(world.storage, await addChannel(world.storage));
    const unit = { unitId: world.unitA, unitPath: [world.officeId, world.unitA] };
    await office.alerts(alertAbout('甲', { ...unit, severity: 'critical' }), alertAbout('乙', unit));
    await services.letters.remind(
      { subject: { kind: 'alert', id: id('甲') }, text: '请处理。', request: 'request-1' },
      administrator,
    );
    await office.work(4);
    const of = async (alertId: AlertId): Promise<readonly string[]> =>
      (await services.notify.messages({ alertId }, PAGE, administrator)).items.map(({ channelName }) => channelName);
    expect([...(await of(id('甲')))].sort()).toEqual(['值班群', '邮件'].sort());
    expect(await of(id('乙'))).toEqual(['值班群']);
    await expect(of('f'.repeat(24) as AlertId)).rejects.toMatchObject({ code: 'not-found', field: 'alertId' });
  });
});
