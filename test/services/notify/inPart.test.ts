import type { UnitId } from '../../../src/domain/ids';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { addChannel, addPerson, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();
const BUSY = failed('retry-later', 'service-busy');

const of = (label: string, unitId: UnitId, severity: 'critical' | 'warning') =>
  alertAbout(label, { unitId, unitPath: [world.officeId, unitId], severity });
const said = (kind: string): readonly string[] =>
  side.arrived.filter((one) => one.kind === kind).map(({ message }) => message.lines.map(({ text }) => text).join());

describe('what is told together and cannot all go another way', () => {
  /** A group of the whole office, with that of one unit behind it. */
  const twoGroups = async (): Promise<void> => {
    const { storage, unitA } = world;
    const { id: fallbackId } = await addChannel(storage, { kind: 'feishu', name: '甲局群', unitId: unitA });
    await addRoute(storage, await addChannel(storage, { fallbackId }));
  };

  test('keeps nothing critical from the fallback after three tries; the rest is tried on, and told once', async () => {
    await twoGroups();
    side.script('dingtalk', ...Array<typeof BUSY>(4).fill(BUSY));
    await office.alerts(of('甲', world.unitA, 'critical'), of('乙', world.unitB, 'warning'));
    await office.work(10, MINUTE_MS);
    expect(said('feishu')).toEqual([expect.stringMatching(/^[^乙]*甲[^乙]*$/u)]);
    expect(said('dingtalk')).toEqual([]);
    await office.work(10, 10 * MINUTE_MS);
    expect(said('dingtalk')).toEqual([expect.stringMatching(/^[^甲]*乙[^甲]*$/u)]);
    expect(said('feishu')).toHaveLength(1);
    expect((await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort()).toEqual(
      ['fell-back service-busy', 'sent null', 'sent null'].sort(),
    );
  });

  test('nor where ever more joins it in a flood', async () => {
    await twoGroups();
    side.script('dingtalk', ...Array<typeof BUSY>(99).fill(BUSY));
    const drafts = [of('甲', world.unitA, 'critical')];
    for (let n = 0; n < 12; n += 1) {
      drafts.push(of(`乙${n}`, world.unitB, 'critical'));
      await office.alerts(...drafts);
      await office.work(2, 30_000);
    }
    expect(said('feishu')).toEqual([expect.stringMatching(/^[^乙]*甲[^乙]*$/u)]);
  });

  test('nor where it may have arrived; what has no fallback is said to be perhaps missing', async () => {
    const { storage, unitA } = world;
    const { id: fallbackId } = await addChannel(storage, { kind: 'dingtalk', name: '甲局群', unitId: unitA });
    const mail = await addChannel(storage, { kind: 'mail', fallbackId });
    const person = await addPerson(storage, {}, { mail: 'one@office.example', mobile: '13800000001' });
    await addRoute(storage, mail, { audience: { kind: 'people', personIds: [person] } });
    const LATE = failed('reconcile', 'answer-late');
    side.script('mail', ...Array<typeof LATE>(3).fill(LATE));
    await office.alerts(of('甲', unitA, 'critical'), of('乙', world.unitB, 'warning'));
    await office.work(12, MINUTE_MS);
    expect(said('dingtalk')).toEqual([expect.stringMatching(/^[^乙]*甲[^乙]*$/u)]);
    const { title, lines } = side.arrived.filter(({ kind }) => kind === 'mail').at(-1)?.message ?? { lines: [] };
    expect([side.arrived.filter(({ kind }) => kind === 'mail').length, title]).toEqual([4, expect.any(String)]);
    expect(lines.map(({ text }) => text).join()).not.toMatch(/甲/u);
  });
});
