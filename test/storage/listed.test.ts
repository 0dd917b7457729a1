import type { Obligation } from '../../src/domain/mandates/mandate';
import { obligationOf, policyOf } from './mandateSamples';
import { after, draftOf, eventOf, NOW, published, tell } from './samples';
import { useTestStore } from './testStore';

const { store, storage } = useTestStore();
const page = { limit: 50, cursor: null };

describe('what people are shown of a list', () => {
  test('is of each policy what rules decide by, with the reason of the last decision', async () => {
    const policy = policyOf({ body: '全文'.repeat(500), publishedAt: published(NOW) });
    await storage.policies.insert(policy, eventOf('policy'));
    const { identityKeys: _keys, normalisedTitle: _title, textHash: _hash, body: _body, ...shown } = policy;
    const listed = async () => (await storage.policies.listed({}, page)).items;
    expect(await listed()).toEqual([{ policy: shown, decision: null }]);
    const other = await store.open();
    await other.policies.markConsidered(policy.id, policy.version, {
      reason: 'topic',
      at: NOW,
      awaitsPerson: false,
      event: null,
    });
    expect(await listed()).toEqual([{ policy: shown, decision: 'topic' }]);
    expect((await listed())[0]).toBe((await listed())[0]);
  });

  test('is of each obligation all but what is to be published, as it stands now', async () => {
    const obligation = obligationOf();
    await storage.obligations.insertMissing([obligation], () => eventOf('obligation'));
    const shownOf = ({ draft: _draft, ...shown }: Obligation) => shown;
    const listed = async () => (await storage.obligations.listed({}, page, null)).items;
    expect(await listed()).toEqual([shownOf(obligation)]);
    const moved: Obligation = { ...obligation, state: 'manual', manualReason: 'no-api' };
    const other = await store.open();
    expect(await other.obligations.move(obligation, moved, [])).toBe(true);
    expect(await listed()).toEqual([shownOf(moved)]);
    expect((await listed())[0]).toBe((await listed())[0]);
  });

  test.each([
    ['policies', (limit: number, cursor: string | null) => storage.policies.listed({}, { limit, cursor })],
    ['obligations', (limit: number, cursor: string | null) => storage.obligations.listed({}, { limit, cursor }, null)],
  ] as const)('goes on where the page before ended: %s', async (_what, read) => {
    for (let n = 0; n < 5; n += 1) {
      await storage.policies.insert(policyOf({ publishedAt: published(after(n * 1_000)) }), eventOf('policy'));
      await storage.obligations.insertMissing([obligationOf({ dueBy: after(n * 1_000) })], () => eventOf('o'));
    }
    const whole = (await read(50, null)).items;
    const first = await read(2, null);
    const second = await read(50, first.nextCursor);
    expect([...first.items, ...second.items]).toEqual(whole);
    expect([whole.length, second.nextCursor]).toEqual([5, null]);
  });

  test('is of an alert what another process has told last, also where both ask for the list at once', async () => {
    await tell(storage, 'test', { wanted: [draftOf({ owner: 'test' })] });
    const other = await store.open();
    const listed = async (from: typeof storage) => (await from.alerts.list({}, page, null)).items;
    const [before] = await listed(storage);
    await tell(other, 'test', { wanted: [], at: after(1) });
    const both = await Promise.all([listed(storage), listed(storage), listed(other)]);
    expect(both.map(([alert]) => [alert?.id, alert?.state])).toEqual(both.map(() => [before?.id, 'resolved']));
  });
});
