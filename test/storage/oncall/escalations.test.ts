import type { AlertId, EscalationId, LadderId } from '../../../src/domain/ids';
import { afterSteps, ended, type Escalation, type EscalationStep } from '../../../src/domain/oncall/escalation';
import type { EscalationLadder } from '../../../src/domain/oncall/ladder';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { after, eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const MATCH = { kinds: [], leastSeverity: null, unitId: null, platform: null, siteId: null, authority: null };
const HOURS = { quietFrom: 0, quietUntil: 0, workFrom: 0, workUntil: 0 };
const time = { hours: HOURS, calendar: { announcedYears: new Set<number>(), days: new Map() } };

const ladder: EscalationLadder = {
  id: ids.id<LadderId>(),
  name: '紧急升级',
  position: 1,
  match: MATCH,
  rungs: [30, 60].map((afterMinutes) => ({ afterMinutes, channelId: ids.id(), audience: { kind: 'group' } })),
  isNight: true,
  disabled: false,
  version: 1,
};
const climbOf = (given: Partial<Escalation> = {}): Escalation => ({
  id: ids.id<EscalationId>(),
  alertId: ids.id<AlertId>(),
  openedSeq: 5,
  openedAt: NOW,
  ladderId: ladder.id,
  ladderName: ladder.name,
  state: 'climbing',
  rung: 0,
  clock: { fromAt: NOW, minutes: 0 },
  nextAt: NOW,
  isHeld: false,
  history: [],
  climbedUntilAt: null,
  endedAt: null,
  ...given,
});
const step: EscalationStep = { rung: 0, at: NOW, seq: 5, told: 1, reason: null };
const claim = (token: string, now = NOW) =>
  storage.escalations.claim({ now, owner: 'test', leaseMs: MINUTE_MS, token });
const only = async (climb: Escalation): Promise<Escalation | undefined> =>
  (await storage.escalations.ofAlerts([climb.alertId]))[0];

test('a climb is stored once, whoever stores it, and stays as it is', async () => {
  const climb = climbOf();
  await expect(storage.escalations.insertMissing([climb, climbOf()])).resolves.toBe(2);
  await expect(storage.escalations.insertMissing([{ ...climb, ladderName: '别的' }])).resolves.toBe(0);
  await expect(only(climb)).resolves.toEqual(climb);
});

test('one that is due is held by one process at a time, until its lease is over', async () => {
  await storage.escalations.insertMissing([climbOf(), climbOf({ nextAt: after(1) })]);
  const taken = await Promise.all(['one', 'other'].map((token) => claim(token)));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
  await expect(claim('later', after(MINUTE_MS - 1))).resolves.toMatchObject({ nextAt: after(1) });
  await expect(claim('at-once', after(MINUTE_MS - 1))).resolves.toBeNull();
  await expect(claim('again', after(MINUTE_MS))).resolves.toMatchObject({ nextAt: NOW });
});

test('a step is one write with its line of the ledger; whoever lost the lease writes nothing', async () => {
  const climb = climbOf();
  await storage.escalations.insertMissing([climb]);
  await claim('mine');
  const to = afterSteps(climb, [step], { ladder, time, now: NOW });
  const taken = { steps: [step], events: [eventOf('escalation')] };
  await expect(storage.escalations.settle({ id: climb.id, token: 'other' }, to, taken)).resolves.toBe(false);
  await expect(storage.escalations.settle({ id: climb.id, token: 'mine' }, to, taken)).resolves.toBe(true);
  await expect(storage.escalations.settle({ id: climb.id, token: 'mine' }, to, taken)).resolves.toBe(false);
  await expect(only(climb)).resolves.toMatchObject({ rung: 1, history: [step] });
  const raw = await (await store.raw()).collection('escalations').findOne({});
  expect(raw?.['outbox']).toHaveLength(1);
});

test('what was acknowledged while its rung was told stays so, and the step is kept', async () => {
  const climb = climbOf();
  await storage.escalations.insertMissing([climb]);
  await claim('mine');
  await storage.escalations.end({ alertId: climb.alertId, beforeSeq: 6 }, { state: 'acknowledged', at: after(1) });
  const to = afterSteps(climb, [step], { ladder, time, now: after(2) });
  const taken = { steps: [step], events: [eventOf('escalation')] };
  await expect(storage.escalations.settle({ id: climb.id, token: 'mine' }, to, taken)).resolves.toBe(true);
  await expect(only(climb)).resolves.toMatchObject({
    state: 'acknowledged',
    nextAt: null,
    climbedUntilAt: after(1),
    history: [step],
  });
});

test('an end is of what was begun before it, also of what stood at the top, and says once until when it climbed', async () => {
  const alertId = ids.id<AlertId>();
  const top = climbOf({ alertId, openedSeq: 3, ...ended('at-top', { ...climbOf(), ladder, now: after(10) }) });
  const gone = climbOf({ alertId, openedSeq: 4, ...ended('no-ladder-left', { ...climbOf(), ladder, now: NOW }) });
  const later = climbOf({ alertId, openedSeq: 7 });
  await storage.escalations.insertMissing([top, gone, later]);
  for (const at of [after(20), after(30)])
    await storage.escalations.end({ alertId, beforeSeq: 7 }, { state: 'over', at });
  const all = await storage.escalations.ofAlerts([alertId]);
  expect(all.map(({ state, climbedUntilAt }) => [state, climbedUntilAt])).toEqual([
    ['over', after(10)],
    ['no-ladder-left', NOW],
    ['climbing', null],
  ]);
});

test('a ladder that has changed makes what climbs it due', async () => {
  const climb = climbOf({ nextAt: after(MINUTE_MS) });
  const other = climbOf({ nextAt: after(MINUTE_MS), ladderId: ids.id<LadderId>() });
  await storage.escalations.insertMissing([climb, other]);
  await storage.escalations.lookAgain(ladder.id, NOW);
  await expect(claim('mine')).resolves.toMatchObject({ id: climb.id });
  await expect(claim('other')).resolves.toBeNull();
});

test('what was acknowledged while it was held is not put off: it stays ended', async () => {
  const climb = climbOf();
  await storage.escalations.insertMissing([climb]);
  await claim('mine');
  await storage.escalations.end({ alertId: climb.alertId, beforeSeq: 6 }, { state: 'acknowledged', at: after(1) });
  const to = { nextAt: after(MINUTE_MS), isHeld: true };
  await expect(storage.escalations.putOff({ id: climb.id, token: 'mine' }, to)).resolves.toBe(false);
  await expect(only(climb)).resolves.toMatchObject({ state: 'acknowledged', nextAt: null, isHeld: false });
});
