import type { LedgerDraft } from '../../../../src/domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../../../src/domain/alerts/ledgerChain';
import type { EventId } from '../../../../src/domain/ids';
import { hasher, useTestStore } from '../../testStore';

const { store, storage } = useTestStore();

interface StoredRow extends LedgerDraft {
  readonly _id: number;
  readonly eventId: EventId;
  readonly prevHash: string;
  readonly hash: string;
}

function draftOf(seq: number): LedgerDraft {
  const occurredAt = new Date(Date.UTC(2026, 0, 1) + seq * 60_000);
  return {
    kind: 'case-moved',
    subject: `case:${seq}`,
    from: 'noticed',
    to: 'reminded',
    reason: 'silent',
    actor: 'system:look',
    data: { accountName: '某县政府办', days: 14, isFirst: true },
    occurredAt,
    recordedAt: new Date(occurredAt.getTime() + 500),
  };
}

/** What its hash makes of a line that follows another. */
function chained(seq: number, prevHash: string, draft = draftOf(seq)): StoredRow {
  const eventId = seq.toString(16).padStart(24, '0') as EventId;
  return { _id: seq, eventId, ...draft, prevHash, hash: hasher.sha256(ledgerText(seq, prevHash, draft, eventId)) };
}

async function storedLedger(count: number) {
  const rows: StoredRow[] = [];
  for (let seq = 1; seq <= count; seq += 1) rows.push(chained(seq, rows.at(-1)?.hash ?? GENESIS_HASH));
  const ledger = (await store.raw()).collection<StoredRow>('ledger');
  await ledger.insertMany(rows);
  /** What is found while these rows are others (null: are none), which are put right afterwards. */
  const verifiedWith = async (changed: Readonly<Record<number, object | null>>) => {
    const numbers = Object.keys(changed).map(Number);
    const original = rows.filter(({ _id }) => numbers.includes(_id));
    const put = async (all: readonly object[]): Promise<void> => {
      await ledger.deleteMany({ _id: { $in: numbers } });
      if (all.length > 0) await ledger.insertMany(all as StoredRow[]);
    };
    await put(original.flatMap((row) => (changed[row._id] === null ? [] : [{ ...row, ...changed[row._id] }])));
    const found = await storage.ledger.verify();
    await put(original);
    return found;
  };
  return { rows, verifiedWith };
}

const OTHER: Readonly<Record<Exclude<keyof StoredRow, '_id'>, unknown>> = {
  eventId: 'f'.repeat(24),
  kind: 'job-moved',
  subject: 'case:9',
  from: null,
  to: 'closed',
  reason: 'silen',
  actor: 'system:look ',
  data: { accountName: '某县政府办', days: 15, isFirst: true },
  occurredAt: new Date(Date.UTC(2026, 0, 1)),
  recordedAt: new Date(Date.UTC(2026, 0, 1)),
  prevHash: '1'.repeat(64),
  hash: '1'.repeat(64),
};

describe('an entry of which', () => {
  test.each(Object.entries(OTHER))('%s is another, or is gone, is found', async (field, value) => {
    const { verifiedWith } = await storedLedger(3);
    expect(await verifiedWith({ 2: { [field]: value } })).toEqual({ checked: 1, brokenAtSeq: 2 });
    expect(await verifiedWith({ 2: { [field]: undefined } })).toEqual({ checked: 1, brokenAtSeq: 2 });
    expect(await verifiedWith({})).toEqual({ checked: 3, brokenAtSeq: null });
  });

  test.each([
    ['a number is written as text', { accountName: '某县政府办', days: '14', isFirst: true }],
    ['something was added', { accountName: '某县政府办', days: 14, isFirst: true, more: null }],
    ['something is missing', { accountName: '某县政府办', days: 14 }],
    ['two changed their values', { accountName: 14, days: '某县政府办', isFirst: true }],
  ])('in the data %s is found', async (_what, data) => {
    const { verifiedWith } = await storedLedger(3);
    expect(await verifiedWith({ 2: { data } })).toEqual({ checked: 1, brokenAtSeq: 2 });
  });
});

test('a line that is none, left out by the hash of the next, is found', async () => {
  const { rows, verifiedWith } = await storedLedger(6);
  const next = chained(5, rows[2]?.hash ?? '');
  expect(await verifiedWith({ 4: { hash: '1'.repeat(64) }, 5: next })).toEqual({ checked: 3, brokenAtSeq: 4 });
});

/** So many that they are proven in threads, where there are processors for them. */
const MANY = 10_400;
/** The last of what is read together, and the first of what is read next. */
const [END, BEGINNING] = [2_000, 2_001];

test('a ledger of many entries is proven in parts, and the first fault of all is the one that is told', async () => {
  const { rows, verifiedWith } = await storedLedger(MANY);
  const at = (seq: number): StoredRow => rows[seq - 1] as StoredRow;
  const putIn = (seq: number): StoredRow => chained(seq, at(seq).prevHash, { ...draftOf(seq), reason: 'put in' });
  const brokenAt = (seq: number) => ({ checked: seq - 1, brokenAtSeq: seq });

  expect(await verifiedWith({})).toEqual({ checked: MANY, brokenAtSeq: null });
  // In another form than usual, at the end of one part and at the beginning of the next.
  const listed = { ...draftOf(END), data: { list: [1, 2] } as never };
  expect(await verifiedWith({ [END]: chained(END, at(END).prevHash, listed) })).toEqual(brokenAt(BEGINNING));
  // Each of these is whole by itself, with a hash of its own: only the next one tells.
  expect(await verifiedWith({ [END]: putIn(END) })).toEqual(brokenAt(BEGINNING));
  expect(await verifiedWith({ [BEGINNING]: putIn(BEGINNING) })).toEqual(brokenAt(BEGINNING + 1));
  expect(await verifiedWith({ [BEGINNING]: { to: 'closed' }, 9_999: { to: 'closed' }, 30: { to: 'closed' } })).toEqual(
    brokenAt(30),
  );
  expect(await verifiedWith({ [END]: null })).toEqual(brokenAt(END));
  expect(await verifiedWith({ [MANY]: { actor: 'somebody' } })).toEqual(brokenAt(MANY));
});
