import type { AlertDraft } from '../../../src/domain/alerts/alert';
import type { AlertId, UnitId } from '../../../src/domain/ids';
import type { Storage } from '../../../src/ports/storage';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices, type ReminderRequest } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { addChannel, addPerson, alertAbout, failed } from '../notify/notifyWorld';
import { useNotify } from '../notify/useNotify';
import { PAGE, principal } from '../world';

const { world, side, services, office } = useNotify();
const operator = principal('operator', '2');
const ofA = () => ({ unitId: world.unitA, unitPath: [world.unitA] });
beforeEach(async () => {
  await addChannel(world.storage, { kind: 'mail', name: '邮件' });
  await addPerson(world.storage, { name: '甲员', role: 'officer', unitId: world.unitA }, { mail: 'a@office.example' });
});

/** Alerts about these, all of one unit. */
async function alertsAbout(...about: readonly string[]): Promise<readonly AlertId[]> {
  await office.alerts(...about.map((one) => alertAbout(one, ofA())));
  const { items } = await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null);
  return items.map(({ id }) => id);
}
const remind = (subject: ReminderRequest['subject'], request = 'request-1', by = services) =>
  by.letters.remind({ subject, text: '请处理。', request }, operator);
const states = async () =>
  (await services.letters.reminders({}, PAGE, operator)).items.flatMap(({ letters }) =>
    letters.map(({ state, reason }) => `${state} ${reason}`),
  );

describe('a reminder whose unit has seen to it', () => {
  test('before the morning is not sent, which its record says', async () => {
    const [id] = await alertsAbout('甲');
    world.clock.set(new Date('2026-09-18T23:30:00+08:00'));
    await remind({ kind: 'alert', id: id as AlertId });
    await office.end('updated');
    for (let hours = 0; hours < 10; hours += 1) await office.work(1, HOUR_MS);
    expect(side.arrived).toEqual([]);
    expect(await states()).toEqual(['over seen-to']);
  });

  test('while it is tried again is not sent either', async () => {
    const [id] = await alertsAbout('甲');
    side.script('mail', failed('retry-later', 'connection-refused'));
    await remind({ kind: 'alert', id: id as AlertId });
    await office.work(1);
    await office.end('updated');
    await office.work(4, 10 * MINUTE_MS);
    expect(side.arrived).toEqual([]);
    expect(await states()).toEqual(['over seen-to']);
  });

  test('in part is sent: something of it is left', async () => {
    const ids = await alertsAbout('甲', '乙');
    world.clock.set(new Date('2026-09-18T23:30:00+08:00'));
    await remind({ kind: 'alerts', alertIds: ids });
    await office.alerts(alertAbout('乙', ofA()));
    for (let hours = 0; hours < 10; hours += 1) await office.work(1, HOUR_MS);
    expect(side.arrived).toHaveLength(1);
  });
});

test('killed at any call after it was stored, a reminder is carried all the same, once', async () => {
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 60; call += 1) {
    const [id] = await alertsAbout(`第${call}条`);
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: true });
    const own = createServices({ ...world.deps, storage: dying.storage });
    await remind({ kind: 'alert', id: id as AlertId }, `request-${call}`, own).catch((error: unknown) => {
      if (!(error instanceof ProcessDied)) throw error;
    });
    isDead = dying.isDead();
    side.arrived.splice(0);
    world.clock.pass(3 * MINUTE_MS);
    for (let round = 0; round < 2; round += 1) await services.letters.carryReminders(50);
    await office.work(2);
    const subject = { kind: 'alert', id: id as string } as const;
    const stored = (await services.letters.reminders({ subject }, PAGE, operator)).items.length;
    if (side.arrived.length !== stored) wrong.push(`${dying.diedAt()}: ${stored} stored, ${side.arrived.length} sent`);
    if (stored === 0 && !isDead) wrong.push('nothing was stored');
    await office.end('updated');
    world.clock.pass(24 * HOUR_MS);
  }
  expect(wrong).toEqual([]);
  expect(await world.storage.reminders.uncarried(world.clock.now(), 10)).toEqual([]);
});

describe('what became of what was reminded of at night', () => {
  /** Reminds of all alerts there are, has something become of them before the morning, and reads how the letters end. */
  async function until(morning: () => Promise<void>, ...drafts: readonly AlertDraft[]): Promise<readonly string[]> {
    await office.alerts(...drafts);
    const { items } = await world.storage.alerts.list({ state: 'unresolved' }, PAGE, null);
    world.clock.set(new Date('2026-09-18T23:30:00+08:00'));
    const alertIds = items.map(({ id }) => id);
    await remind(alertIds.length === 1 ? { kind: 'alert', id: alertIds[0] as AlertId } : { kind: 'alerts', alertIds });
    await morning();
    for (let hours = 0; hours < 10; hours += 1) await office.work(1, HOUR_MS);
    return states();
  }
  const ofB = () => ({ unitId: world.unitB, unitPath: [world.unitB] });
  /** An alert that folds things of these units, the office's own among them. */
  const folding = (...units: readonly UnitId[]) =>
    alertAbout('若干', {
      unitId: null,
      unitPath: [world.officeId, ...units],
      byUnit: Object.fromEntries([world.officeId, ...units].map((unit) => [unit, { accounts: 1 }])),
    });
  const addOfficer = () =>
    addPerson(world.storage, { name: '办员', role: 'officer', unitId: world.officeId }, { mail: 'o@office.example' });

  test('where it went to another unit is not that the unit has seen to it', async () => {
    expect(await until(() => office.alerts(alertAbout('甲', ofB())), alertAbout('甲', ofA()))).toEqual([
      'over elsewhere',
    ]);
  });

  test('nor where it is told by another alert, or is not seen at present', async () => {
    expect(await until(() => office.end('folded'), alertAbout('甲', ofA()))).toEqual(['over over']);
  });

  test('looks at what is its own of what was picked', async () => {
    const [a, b] = [alertAbout('甲', ofA()), alertAbout('乙', ofB())];
    expect(await until(() => office.alerts(b), a, b)).toEqual(['over seen-to']);
  });

  test('where a unit below was folded in since, is still with the unit', async () => {
    await addOfficer();
    expect(await until(() => office.alerts(folding(world.unitA)), folding())).toEqual(['sent null']);
  });
});

describe('a reminder whose sender was killed', () => {
  /** An office whose letters are stored as told. */
  const storing = (insertMissing: Storage['letters']['insertMissing']) =>
    createServices({
      ...world.deps,
      storage: { ...world.storage, letters: { ...world.storage.letters, insertMissing } },
    });
  const killed = () => storing(() => Promise.reject(new ProcessDied()));
  const later = async (): Promise<void> => {
    world.clock.pass(3 * MINUTE_MS);
    await services.letters.carryReminders(50);
    await office.work(3);
  };
  const arrivedAt = () => side.arrived.map(({ kind, to }) => `${kind} ${to}`).sort();

  test('before the quiet hours waits for the morning once it is carried', async () => {
    const [id] = await alertsAbout('甲');
    world.clock.set(new Date('2026-09-18T21:59:00+08:00'));
    await expect(remind({ kind: 'alert', id: id as AlertId }, 'request-1', killed())).rejects.toThrow(ProcessDied);
    await later();
    for (let hours = 0; hours < 8; hours += 1) await office.work(1, HOUR_MS);
    expect(side.arrived).toEqual([]);
    for (let hours = 0; hours < 4; hours += 1) await office.work(1, HOUR_MS);
    expect(arrivedAt()).toEqual(['mail a@office.example']);
  });

  test('goes to those it was sent to, whoever could be reached by then and whoever demands it again', async () => {
    const [id] = await alertsAbout('甲');
    const subject = { kind: 'alert', id: id as AlertId } as const;
    await expect(remind(subject, 'request-1', killed())).rejects.toThrow(ProcessDied);
    await addChannel(world.storage, { kind: 'wecom-robot', name: '甲局群', unitId: world.unitA });
    await remind(subject);
    await later();
    await remind(subject);
    await later();
    expect(arrivedAt()).toEqual(['mail a@office.example']);
  });

  test('amid its letters has the others made', async () => {
    const [id] = await alertsAbout('甲');
    await addPerson(
      world.storage,
      { name: '乙员', role: 'officer', unitId: world.unitA },
      { mail: 'b@office.example' },
    );
    const half = storing(async (letters) => {
      await world.storage.letters.insertMissing(letters.slice(0, 1));
      throw new ProcessDied();
    });
    await expect(remind({ kind: 'alert', id: id as AlertId }, 'request-1', half)).rejects.toThrow(ProcessDied);
    await later();
    expect(arrivedAt()).toEqual(['mail a@office.example', 'mail b@office.example']);
  });

  test('and that cannot be carried keeps no younger one from being carried', async () => {
    const [first, second] = await alertsAbout('甲', '乙');
    for (const id of [first, second]) {
      const asked = remind({ kind: 'alert', id: id as AlertId }, `request-${id}`, killed());
      await expect(asked).rejects.toThrow(ProcessDied);
      world.clock.pass(MINUTE_MS);
    }
    world.clock.pass(3 * MINUTE_MS);
    const [oldest] = await world.storage.reminders.uncarried(world.clock.now(), 1);
    const broken = storing((letters) =>
      letters.some(({ reminderId }) => reminderId === oldest?.id)
        ? Promise.reject(new Error('cannot be stored'))
        : world.storage.letters.insertMissing(letters),
    );
    await expect(broken.letters.carryReminders(50)).rejects.toThrow('cannot be stored');
    expect((await world.storage.reminders.uncarried(world.clock.now(), 10)).map(({ id }) => id)).toEqual([oldest?.id]);
    await office.work(3);
    expect(side.arrived).toHaveLength(1);
  });
});
