import { MINUTE_MS } from '../../../src/domain/time/instant';
import { ALERT_JSON } from '../../../src/services/toView/alertView';
import { after, allAlerts, draftOf, eventOf, NOW, tell } from '../samples';
import { ids, useTestStore } from '../testStore';
import { expectSameText } from './toldAsText';

const { store, storage } = useTestStore();
const BY = { personId: ids.id<never>(), name: '张 "三"', at: after(5) };

describe('lines of the log as they are sent', () => {
  test('say what the lines as objects say, whatever happened and whatever it is called', async () => {
    const names = ['甲县发布', '"引号" \\ 反斜杠', 'line\nfeed\u0001\u2028', '𠮷野 \u007f', ''];
    const figures = { days: 14, share: 0.5, large: 2 ** 40, past: -3, name: '张\t三', 2026: 'year' };
    const wanted = names.map((label) => draftOf({ owner: 'a', subject: { label }, figures }));
    await tell(storage, 'a', { wanted });
    const to = { id: BY.personId, name: '李四', unitId: null };
    const [first, second] = await allAlerts(storage);
    await storage.alerts.acknowledge(first?.id as never, BY, null, eventOf('alert'));
    await storage.alerts.assignEach([second?.id as never], { ...BY, to }, null, () => eventOf('alert'));
    await tell(storage, 'a', { wanted: [], at: after(10) });
    expect(await expectSameText(storage, null)).toBe(12);
  });

  test('of alerts over several units say to each reader what is theirs, and that it is over where nothing is', async () => {
    const [county, own, other] = [ids.id<never>(), ids.id<never>(), ids.id<never>()];
    const both = { [county]: { accounts: 2 }, [own]: { accounts: 1 }, [other]: { accounts: 1 } };
    const folded = draftOf({ owner: 'a', unitPath: [county, own, other], figures: { accounts: 2 }, byUnit: both });
    const single = draftOf({ owner: 'b', unitId: own, unitPath: [county, own] });
    await tell(storage, 'a', { wanted: [folded] });
    await tell(storage, 'b', { wanted: [single] });
    const byUnit = { [county]: { accounts: 1 }, [other]: { accounts: 1 } };
    const less = { unitPath: [county, other], figures: { accounts: 1 }, byUnit };
    await tell(storage, 'a', { wanted: [{ ...folded, ...less }], at: after(MINUTE_MS) });
    expect(await expectSameText(storage, null)).toBe(3);
    for (const unit of [county, own]) expect(await expectSameText(storage, unit)).toBe(1);
    expect(await expectSameText(storage, other)).toBe(0);
  });

  test('of earlier versions name who acknowledged as these did, and lack nothing', async () => {
    await tell(storage, 'a', { wanted: [draftOf({ owner: 'a' }), draftOf({ owner: 'a' })] });
    for (const { id } of await allAlerts(storage)) await storage.alerts.acknowledge(id, BY, null, eventOf('alert'));
    const log = (await store.raw()).collection('alert-changes');
    await log.updateMany({}, { $unset: { changedBy: '', assigned: '', platform: '', siteId: '' } });
    expect(await expectSameText(storage, null)).toBe(2);
    expect((await allAlerts(storage)).at(-1)?.changedBy).toBe(BY.name);
    await log.updateMany({}, { $set: { changedBy: null } });
    expect(await expectSameText(storage, null)).toBe(2);
  });

  test('go on from any number, and end where there are no more', async () => {
    await tell(storage, 'a', { wanted: [1, 2, 3, 4].map(() => draftOf({ owner: 'a', occurredAt: NOW })) });
    const seqs = async (seq: number, limit: number): Promise<readonly number[]> =>
      (await storage.alerts.texts(seq, { limit, shape: ALERT_JSON }, null)).map((line) => line.seq);
    expect(await seqs(1, 2)).toEqual([2, 3]);
    expect(await seqs(3, 2)).toEqual([4]);
    expect(await seqs(4, 2)).toEqual([]);
  });
});
