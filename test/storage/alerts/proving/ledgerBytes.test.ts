import fc from 'fast-check';
import mongoose from 'mongoose';
import type { LedgerDraft } from '../../../../src/domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../../../src/domain/alerts/ledgerChain';
import type { EventId } from '../../../../src/domain/ids';
import { createLedgerByteReader } from '../../../../src/storage/alerts/proving/ledgerBytes';
import { hasher } from '../../testStore';

const { BSON } = mongoose.mongo;
const PREV = 'ab'.repeat(32);
const readEntry = createLedgerByteReader();
/** Amid other bytes, as it stands in a reply. */
const readBytes = (document: Uint8Array, prevHash = PREV) =>
  readEntry(Buffer.concat([BEFORE, document, AFTER]), BEFORE.length, prevHash);
const [BEFORE, AFTER] = [Buffer.from('\x07\0x'), Buffer.from('\0\x03y\0')];

type Stored = LedgerDraft & { readonly eventId: EventId };
function bytesOf(seq: number, { eventId, ...draft }: Stored): Buffer {
  const hash = hasher.sha256(ledgerText(seq, PREV, draft, eventId));
  return Buffer.from(BSON.serialize({ _id: seq, eventId, ...draft, prevHash: PREV, hash }));
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '他说："停更"', 'a\\b\n\t\u0000\u001f\u007f\u2028', '👩‍👧 中文', 'x'.repeat(3_000)),
);
const instant = fc.oneof(
  fc.date({ min: new Date(0), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }),
  fc.date({ noInvalidDate: true }),
);
const value = fc.oneof(
  anyText,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  instant,
);
const key = fc.stringMatching(/^[\w-]{1,12}$/).filter((name) => name !== '__proto__');
const stored: fc.Arbitrary<Stored> = fc.record({
  eventId: fc.constant('5'.repeat(24) as EventId),
  kind: fc.constant('case-moved' as const),
  subject: anyText,
  from: fc.option(anyText),
  to: fc.option(anyText),
  reason: anyText,
  actor: anyText,
  data: fc.dictionary(key, fc.option(value), { maxKeys: 8 }) as fc.Arbitrary<LedgerDraft['data']>,
  occurredAt: instant,
  recordedAt: instant,
});

test('what is hashed is read from the stored bytes as it is made from the entry, to the byte', () => {
  fc.assert(
    fc.property(stored, fc.integer({ min: 1, max: 2 ** 40 }), ({ eventId, ...draft }, seq) => {
      const entry = readBytes(bytesOf(seq, { eventId, ...draft }));
      expect(Buffer.from(entry?.text ?? []).toString('utf8')).toBe(ledgerText(seq, PREV, draft, eventId));
      expect(entry?.seq).toBe(seq);
    }),
    { numRuns: 300 },
  );
});

test('a byte of an entry that is another one is never taken for the entry', () => {
  const flip = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(stored, fc.array(flip, { minLength: 40, maxLength: 40 }), (draft, flips) => {
      const whole = bytesOf(7, draft);
      const hash = hasher.sha256(readBytes(whole)?.text ?? '');
      for (const [place, change] of flips) {
        const changed = Buffer.from(whole);
        const at = place % changed.length;
        changed[at] = (changed[at] as number) ^ change;
        const entry = readBytes(changed);
        const isAccepted = entry?.seq === 7 && entry.isHashedTo(hasher.sha256(entry.text)) && entry.isHashedTo(hash);
        if (isAccepted) expect(BSON.deserialize(changed)).toEqual(BSON.deserialize(whole));
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a list', { data: { a: [1] } }],
  ['a part of a part', { data: { a: { b: 1 } } }],
  ['a field nobody knows', { extra: 1 }],
  ['a key that JSON escapes', { data: { 'a"b': 1 } }],
  ['a number that is none', { data: { a: Number.NaN } }],
])('%s is left to the other way', (_, given) => {
  const draft = { kind: 'case-moved', subject: 's', from: null, to: null, reason: 'r', actor: 'a', data: {} };
  const row = {
    _id: 1,
    eventId: 'e',
    ...draft,
    occurredAt: new Date(0),
    recordedAt: new Date(0),
    prevHash: GENESIS_HASH,
  };
  expect(readBytes(Buffer.from(BSON.serialize({ ...row, hash: GENESIS_HASH })), GENESIS_HASH)).not.toBeNull();
  expect(readBytes(Buffer.from(BSON.serialize({ ...row, hash: GENESIS_HASH, ...given })), GENESIS_HASH)).toBeNull();
});

test('every character is written as JSON writes it, wherever it stands among four', () => {
  const draft = { kind: 'case-moved' as const, subject: 's', from: null, to: null, reason: 'r', actor: 'a' };
  const at = { occurredAt: new Date(0), recordedAt: new Date(0) };
  const wrong: unknown[] = [];
  for (const character of [...Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)), '中', '😀'])
    for (let before = 0; before < 5; before += 1)
      for (let after = 0; after < 5; after += 1) {
        const text = 'x'.repeat(before) + character + 'y'.repeat(after);
        const entry = { ...draft, ...at, data: { text }, eventId: 'e' as EventId };
        const { eventId, ...told } = entry;
        const read = readBytes(bytesOf(1, entry))?.text ?? [];
        if (Buffer.from(read).toString('utf8') !== ledgerText(1, PREV, told, eventId)) wrong.push(text);
      }
  expect(wrong).toEqual([]);
});

describe('fields', () => {
  const entry = { kind: 'case-moved', subject: 's', from: null, to: null, reason: 'r', actor: 'a' };
  const row = {
    ...{ _id: 1, eventId: 'e', ...entry, data: { a: 1, b: 'two' } },
    ...{ occurredAt: new Date(0), recordedAt: new Date(0), prevHash: PREV, hash: PREV },
  };
  const textOf = (given: object): string | null => {
    const read = readBytes(Buffer.from(BSON.serialize(given)));
    return read === null ? null : Buffer.from(read.text).toString('utf8');
  };

  test('in another order say the same', () => {
    const { data, ...others } = row;
    const turned = { ...Object.fromEntries(Object.entries(others).reverse()), data: { b: data.b, a: data.a } };
    expect(textOf(row)).not.toBeNull();
    expect(textOf(turned)).toBe(textOf(row));
  });

  test('that stand there twice are left to the other way, of the entry and of its data', () => {
    const twice = (name: string, document: Buffer, start: number): Buffer => {
      const added = Buffer.from(BSON.serialize({ [name]: 'r' })).subarray(4, -1);
      const end = start + document.readInt32LE(start) - 1;
      const longer = Buffer.concat([document.subarray(0, end), added, document.subarray(end)]);
      longer.writeInt32LE(document.readInt32LE(start) + added.length, start);
      if (start > 0) longer.writeInt32LE(document.readInt32LE(0) + added.length, 0);
      return longer;
    };
    const document = Buffer.from(BSON.serialize(row));
    const data = document.indexOf('\x03data\0', 0, 'latin1') + 6;
    expect(readBytes(twice('reason', document, 0))).toBeNull();
    expect(readBytes(twice('b', document, data))).toBeNull();
    expect(readBytes(twice('c', document, data))).not.toBeNull();
  });

  test('of the hash before are compared to the last digit', () => {
    for (let digit = 0; digit < PREV.length; digit += 1) {
      const other = `${PREV.slice(0, digit)}0${PREV.slice(digit + 1)}`;
      expect(readBytes(Buffer.from(BSON.serialize({ ...row, prevHash: other })))).toBeNull();
      const read = readBytes(Buffer.from(BSON.serialize({ ...row, hash: other })));
      expect([read?.isHashedTo(PREV), read?.isHashedTo(other)]).toEqual([false, true]);
    }
  });
});
