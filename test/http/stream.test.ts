import { createOffice } from './office';
import { OFFICE, UNIT_A, UNIT_B, UNIT_C } from './officePeople';
import { as, between, numbers, provesWhole, settled as live, until, untilCalled, useStream } from './listener';

const { served, start, listen } = useStream();

describe('what a client is sent', () => {
  test('first the snapshot, then what comes', async () => {
    await start();
    for (let count = 0; count < 3; count += 1) served().office.addAlert(UNIT_A);
    const client = listen(as('administrator'));
    await live(client);
    expect(client.snapshots).toEqual([
      {
        v: 2,
        seq: 3,
        history: 'history-1',
        at: '2026-11-20T02:00:00.000Z',
        counts: expect.objectContaining({ silent: 4, unknown: 5, 'open-critical': 3 }),
      },
    ]);
    served().office.addAlert(UNIT_B);
    await until('alert', () => client.alerts.length === 1);
    expect(client.alerts[0]).toMatchObject({
      seq: 4,
      coversFrom: 4,
      kind: 'account-silent',
      subject: { label: '甲县发布' },
    });
  });

  test.each([['websocket'], ['polling']])(
    'over %s, everything after any number, in order and without holes',
    async (transport) => {
      await start({ config: { stream: { pageSize: 7 } } });
      // Lengths on both sides of what one and two bytes hold.
      const labels = [1, 60_000, 65_536, 70_000].map((length) => 'x'.repeat(length));
      for (let count = 0; count < 40; count += 1)
        served().office.addAlert(count % 2 === 0 ? UNIT_A : UNIT_B, { label: labels[count] ?? '甲县发布' });
      const clients = [0, 13, 39, 40].map((since) => ({
        since,
        client: listen(as('administrator', since), { transports: [transport] }),
      }));
      await Promise.all(clients.map(({ client }) => live(client)));
      for (let count = 0; count < 10; count += 1) served().office.addAlert(UNIT_C);
      for (const { since, client } of clients) {
        await until('all', () => client.alerts.length === 50 - since);
        expect(numbers(client)).toEqual(between(since, 50));
        expect(client.alerts.every(({ seq, coversFrom }) => coversFrom === seq)).toBe(true);
        expect(since > 0 || client.alerts.slice(0, 4).every(({ subject }, n) => subject.label === labels[n])).toBe(
          true,
        );
        expect(provesWhole(client, since)).toBe(50);
      }
    },
  );

  test('alerts that come while a client catches up reach it once and in their place', async () => {
    await start({ config: { stream: { pageSize: 10 } } });
    for (let count = 0; count < 200; count += 1) served().office.addAlert(UNIT_A);
    const clients = Array.from({ length: 4 }, (_, index) => listen(as('administrator', index)));
    const writer = setInterval(() => served().office.addAlert(UNIT_B), 1);
    await Promise.all(clients.map(live));
    clearInterval(writer);
    const last = served().office.addAlert(UNIT_A).seq;
    for (const [since, client] of clients.entries()) {
      await until('the last', () => client.alerts.at(-1)?.seq === last);
      expect(numbers(client)).toEqual(between(since, last));
    }
  });

  test('what the stream itself has not read yet comes once, by the stream', async () => {
    await start({ config: { stream: { pollMs: 60_000 } } });
    for (let count = 0; count < 2; count += 1) served().office.addAlert(UNIT_A);
    const first = listen(as('administrator', 0));
    await until('read', () => first.alerts.length === 2);
    for (let count = 0; count < 3; count += 1) served().office.addAlert(UNIT_A, { hint: false });
    const client = listen(as('administrator', 0));
    await live(client);
    expect(numbers(client)).toEqual([1, 2]);
    served().office.addAlert(UNIT_A);
    await until('all', () => client.alerts.length >= 6);
    expect([numbers(client), numbers(first)]).toEqual([between(0, 6), between(0, 6)]);
  });

  test('a client that comes while a slow room is being served misses nothing', async () => {
    const office = createOffice();
    const { isMovingAway } = office.services.views;
    let asked = (): void => undefined;
    const reading = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow: typeof isMovingAway = async (units) => {
      asked();
      await answered;
      return isMovingAway(units);
    };
    await start({
      office: { ...office, services: { ...office.services, views: { ...office.services.views, isMovingAway: slow } } },
    });
    served().office.addAlert(UNIT_A);
    const officer = listen(as('officerOfA', 0));
    await until('the first', () => officer.alerts.length === 1 && officer.beats.length === 1);
    served().office.addAlert(UNIT_A);
    await reading;
    const late = listen(as('administrator', 0));
    await live(late);
    answer();
    served().office.addAlert(UNIT_A);
    await until('all', () => late.alerts.length >= 3 && officer.alerts.length >= 3);
    expect([numbers(late), numbers(officer)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('a hint that is lost is made up for by the clock', async () => {
    await start({ config: { stream: { pollMs: 20 } } });
    const client = listen(as('administrator'));
    await live(client);
    served().office.addAlert(UNIT_A, { hint: false });
    await until('alert', () => client.alerts.length === 1);
  });

  test('a number that is not yet visible holds back those after it', async () => {
    await start({ config: { stream: { pollMs: 10 } } });
    const client = listen(as('administrator'));
    await live(client);
    const show = served().office.hide(2);
    for (let count = 0; count < 3; count += 1) served().office.addAlert(UNIT_A);
    await until('the first', () => client.alerts.length === 1);
    await untilCalled(served().office, 'alertLines', 3);
    expect(numbers(client)).toEqual([1]);
    show();
    await until('the rest', () => client.alerts.length === 3);
    expect(numbers(client)).toEqual([1, 2, 3]);
  });
});

describe('scope', () => {
  test('a unit is sent the alerts of its subtree and can prove that none is missing', async () => {
    await start({ config: { stream: { pageSize: 3, heartbeatMs: 20 } } });
    const units = [UNIT_B, UNIT_A, OFFICE, UNIT_C, UNIT_B, UNIT_B, UNIT_B, UNIT_B, UNIT_A];
    for (const unit of units) served().office.addAlert(unit);
    const officer = listen(as('officerOfA', 0));
    const outsider = listen(as('outsider', 0));
    await Promise.all([live(officer), live(outsider)]);
    for (const unit of [UNIT_B, UNIT_C, OFFICE]) served().office.addAlert(unit);
    await until('all', () => officer.alerts.length === 4 && outsider.alerts.length === 6);
    expect(numbers(officer)).toEqual([2, 4, 9, 11]);
    expect(numbers(outsider)).toEqual([1, 5, 6, 7, 8, 10]);
    await until('beats', () => officer.beats.at(-1)?.seq === 12 && outsider.beats.at(-1)?.seq === 12);
    expect([provesWhole(officer, 0), provesWhole(outsider, 0)]).toEqual([12, 12]);
    await served().close();
    await until('told', () => officer.ends.length === 1);
    expect(officer.resumes).toEqual([{ v: 2, lastSeq: 12, reason: 'server-restarting' }]);
  });

  test('while a unit is moved away, its former superior is sent what the store still shows it', async () => {
    const office = createOffice();
    const { views } = office.services;
    let isMoving = false;
    const alertsSince: typeof views.alertsSince = async (...asked) => {
      const alerts = await views.alertsSince(...asked);
      return asked[2].unitId === null ? alerts : alerts.filter(({ seq }) => seq !== 2);
    };
    const moving = { ...views, alertsSince, isMovingAway: async () => isMoving };
    await start({ office: { ...office, services: { ...office.services, views: moving } } });
    const [officer, administrator] = [listen(as('officerOfA')), listen(as('administrator'))];
    await Promise.all([live(officer), live(administrator)]);
    for (let told = 1; told <= 3; told += 1) {
      served().office.addAlert(UNIT_A);
      await until('told', () => administrator.alerts.length === told && officer.alerts.length >= Math.min(1, told));
      isMoving = true;
    }
    await until('all', () => officer.alerts.at(-1)?.seq === 3);
    expect([numbers(officer), provesWhole(officer, 0)]).toEqual([[1, 3], 3]);
  });

  test('somebody moved to another unit starts again as who they are now', async () => {
    await start({ config: { stream: { heartbeatMs: 20 } } });
    const officer = listen(as('officerOfA'));
    await live(officer);
    served().office.move('officerOfA', { unitId: UNIT_B, role: 'officer' });
    await until('told', () => officer.resumes.length === 1 && officer.ends.length === 1);
    served().office.addAlert(UNIT_A);
    const again = listen(as('officerOfA', officer.resumes[0]?.lastSeq));
    await live(again);
    expect(numbers(again)).toEqual([]);
  });
});

describe('what is no alert', () => {
  test('is hinted at by topic, to everybody, without a number', async () => {
    await start({ config: { stream: { progressMs: 10 } } });
    const [office, officer] = [listen(as('administrator')), listen(as('officerOfA'))];
    await Promise.all([office, officer].map(live));
    await untilCalled(served().office, 'progress', 2);
    served().office.goOn('mandates', 'accounts');
    await until('hinted', () => office.progress.length === 1 && officer.progress.length === 1);
    expect(office.progress[0]).toEqual({
      v: 2,
      topics: ['mandates', 'accounts'],
      at: '2026-11-20T02:00:00.000Z',
    });
    expect([office.alerts, officer.alerts]).toEqual([[], []]);
  });
});

describe('another history', () => {
  test('ends every connection with the word for it, and its numbers are refused from then on', async () => {
    await start({ config: { stream: { pollMs: 10 } } });
    for (let count = 0; count < 5; count += 1) served().office.addAlert(UNIT_A);
    const client = listen(as('administrator', 0));
    await until('read', () => client.alerts.length === 5);
    served().office.replaceStore(3);
    await until('told', () => client.resumes.length === 1 && client.ends.length === 1);
    expect(client.resumes[0]).toMatchObject({ v: 2, reason: 'history-changed' });
    const inside = listen({ ...as('administrator', 2), history: client.snapshots[0]?.history });
    await until('refused', () => inside.refusals.length === 1);
    expect(inside.refusals[0]?.data?.code).toBe('history-changed');
    const anew = listen(as('administrator'));
    await live(anew);
    expect(anew.snapshots[0]).toMatchObject({ seq: 3, history: 'history-2' });
    served().office.addAlert(UNIT_A);
    await until('alert', () => anew.alerts.length === 1);
    expect(anew.alerts[0]).toMatchObject({ seq: 4, coversFrom: 4 });
  });
});

describe('when the store or the server goes', () => {
  test('no heartbeat vouches for a store that does not answer, and what was missed follows when it does', async () => {
    let now = new Date('2026-11-20T02:00:00.000Z');
    await start({ deps: { clock: { now: () => now } }, config: { stream: { pollMs: 10, heartbeatMs: 25 } } });
    const client = listen(as('administrator'));
    await until('beats', () => client.beats.length >= 3);
    served().office.setStoreDown(true);
    await untilCalled(served().office, 'alertHistory', 2);
    now = new Date(now.getTime() + 60_000);
    const beats = client.beats.length;
    served().office.addAlert(UNIT_A);
    // Three turns of the heartbeat, each of which asks who its listeners are.
    await untilCalled(served().office, 'authenticate', 3);
    expect([client.beats.length - beats <= 1, client.alerts, client.ends]).toEqual([true, [], []]);
    served().office.setStoreDown(false);
    await until('alert', () => client.alerts.length === 1 && client.beats.at(-1)?.at === now.toISOString());
    expect(served().logged.filter(({ event }) => event === 'alert-stream-read-failed')).toHaveLength(1);
  });

  test('a server that stops tells every client where to go on', async () => {
    await start();
    served().office.addAlert(UNIT_A);
    const client = listen(as('administrator', 0));
    await live(client);
    await served().close();
    await until('told', () => client.ends.length === 1);
    expect(client.resumes).toEqual([{ v: 2, lastSeq: 1, reason: 'server-restarting' }]);
  });
});
