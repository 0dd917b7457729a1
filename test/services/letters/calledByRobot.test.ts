import type { MessageId, PersonId } from '../../../src/domain/ids';
import type { PersonAddresses } from '../../../src/domain/notify/channel';
import { deskOf } from '../../../src/domain/notify/notification';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { letterOf, planOf } from '../../storage/letters/letterSamples';
import { eventOf } from '../../storage/samples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { addChannel, addPerson, alertAbout, failed } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { PAGE, principal } from '../world';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');
const REFUSED = failed('fix-configuration', 'address-unknown');
/** A Sunday on which people work. */
const SUNDAY = new Date('2026-09-20T08:30:00+08:00');

const person = (name: string, addresses: Partial<PersonAddresses>): Promise<PersonId> =>
  addPerson(world.storage, { name, username: name, role: 'operator', unitId: null }, addresses);
const two = async (): Promise<readonly PersonId[]> => [
  await person('甲员', { mobile: '13800000001', mail: 'a@office.example' }),
  await person('乙员', { mobile: '13800000002', mail: 'b@office.example' }),
];

/** A digest for these by a robot, with a mailbox behind it; how its letters ended. */
async function digestTo(personIds: readonly PersonId[]): Promise<() => Promise<readonly string[]>> {
  const { storage, clock } = world;
  clock.set(new Date('2026-09-18T18:00:00+08:00'));
  await office.alerts(alertAbout('甲', { kind: 'source-incident' }));
  const mail = await addChannel(storage, { kind: 'mail' });
  const { id: channelId } = await addChannel(storage, { fallbackId: mail.id });
  const plan = planOf({ channelId, audience: { kind: 'people', personIds } });
  await storage.digestPlans.insert(plan, eventOf('digest'));
  clock.set(SUNDAY);
  await services.letters.makeDigests(new AbortController().signal);
  await office.work(4);
  return async () => {
    const { items } = await services.letters.digestLetters(plan.id, PAGE, admin);
    return items.map(({ recipient, state }) => `${recipient} ${state}`).sort();
  };
}
const arrived = () => side.arrived.map(({ kind, to }) => `${kind} ${to}`).sort();

describe('a letter that calls several people in a group with a mailbox behind it', () => {
  test('is one letter', async () => {
    const ended = await digestTo(await two());
    expect(arrived()).toEqual(['dingtalk 13800000001,13800000002']);
    expect(await ended()).toEqual(['甲员、乙员 sent']);
  });

  test('goes to each of them by mail where the robot does not take it', async () => {
    side.script('dingtalk', REFUSED);
    const ended = await digestTo(await two());
    expect(arrived()).toEqual(['mail a@office.example', 'mail b@office.example']);
    expect(await ended()).toEqual(['乙员 sent', '甲员 sent', '甲员、乙员 fell-back'].sort());
  });

  test('stands as refused where one of them has no mailbox; the other has it by mail', async () => {
    side.script('dingtalk', REFUSED);
    const ended = await digestTo([...(await two()).slice(0, 1), await person('丙员', { mobile: '13800000003' })]);
    expect(arrived()).toEqual(['mail a@office.example']);
    expect(await ended()).toEqual(['丙员 refused', '甲员 sent'].sort());
  });

  test('calls only whoever no mailbox has taken when it is sent again by hand', async () => {
    side.script('dingtalk', REFUSED);
    const ended = await digestTo([...(await two()).slice(0, 1), await person('丙员', { mobile: '13800000003' })]);
    side.arrived.splice(0);
    const { items } = await services.notify.messages({ state: 'refused' }, PAGE, admin);
    const [message] = items;
    const of = { id: message?.id as MessageId, attempts: message?.attempts ?? 0, acceptsSecond: false };
    await services.notify.redeliver(of, admin);
    await office.work(4);
    expect(arrived()).toEqual(['dingtalk 13800000003']);
    expect(await ended()).toEqual(['丙员 sent', '甲员 sent']);
    expect((await services.notify.message(of.id, admin)).message.recipient).toBe('丙员');
  });

  test('and may have arrived is said to be missing only to whoever no mailbox has taken', async () => {
    side.script('dingtalk', failed('reconcile', 'answer-late'));
    await digestTo([...(await two()).slice(0, 1), await person('丙员', { mobile: '13800000003' })]);
    await office.work(4, MINUTE_MS);
    expect(arrived()).toEqual(
      ['dingtalk 13800000001,13800000003', 'dingtalk 13800000003', 'mail a@office.example'].sort(),
    );
  });

  test('reaches whoever has a mailbox after three tries at a robot that does not answer, though one of them has none', async () => {
    const silent = failed('retry-later', 'connection-refused');
    side.script('dingtalk', ...Array.from({ length: 9 }, () => silent));
    const ended = await digestTo([...(await two()).slice(0, 1), await person('丙员', { mobile: '13800000003' })]);
    for (const minutes of [1, 1, 1, 5, 5]) {
      world.clock.pass(minutes * MINUTE_MS);
      await office.work(4);
    }
    expect(arrived()).toEqual(['mail a@office.example']);
    expect(await ended()).toContain('甲员 sent');
  });

  test('goes to none of them who was shut out meanwhile', async () => {
    const { storage } = world;
    const [first, second] = (await two()) as [PersonId, PersonId];
    side.script('dingtalk', REFUSED);
    await storage.people.setDisabled(second, true, eventOf('person'));
    const letter = await letterTo([first, second]);
    await office.work(4);
    expect(arrived()).toEqual(['mail a@office.example']);
    expect((await storage.letters.byId(letter.id))?.state).toBe('fell-back');
  });

  test('killed at any call, each of them has it by mail once', async () => {
    const { storage, deps, clock } = world;
    const personIds = await two();
    const wrong: string[] = [];
    for (let call = 1, isDead = true; isDead && call < 100; call += 1) {
      side.script('dingtalk', REFUSED, REFUSED, REFUSED);
      await letterTo(personIds);
      const dying = createDyingProcess(storage, { atCall: call, takesEffect: true });
      side.onArrival = () => dying.checkpoint('arrival');
      const own = createServices({ ...deps, storage: dying.storage, notifiers: side.registry });
      const run = { owner: 'dying', max: 3, signal: new AbortController().signal };
      await own.notify.deliverDue(run).catch((error: unknown) => {
        if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
      });
      isDead = dying.isDead();
      side.onArrival = () => undefined;
      clock.pass(3 * MINUTE_MS);
      await office.work(5, MINUTE_MS);
      for (const to of ['a@office.example', 'b@office.example']) {
        const ids = new Set(side.arrived.filter((one) => one.to === to).map(({ deliveryId }) => deliveryId));
        if (ids.size !== 1) wrong.push(`${dying.diedAt()}: ${to} ${ids.size}`);
      }
      side.arrived.splice(0);
    }
    expect(wrong).toEqual([]);
  });
});

/** One that waits at the desk of a robot of its own. */
async function letterTo(calledIds: readonly PersonId[]) {
  const { storage, clock } = world;
  const mail = await addChannel(storage, { kind: 'mail' });
  const { id: channelId } = await addChannel(storage, { fallbackId: mail.id });
  const at = clock.now();
  const to = '13800000001,13800000002';
  const letter = letterOf({ channelId, to, calledIds, recipient: '甲员、乙员', queuedAt: at, waitsUntilAt: at });
  await storage.letters.insertMissing([letter]);
  await storage.desks.ring(deskOf(channelId, null), at);
  return letter;
}
