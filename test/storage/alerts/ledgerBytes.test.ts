import fc from 'fast-check';
import mongoose from 'mongoose';
import type { LedgerDraft } from '../../../src/domain/alerts/alert';
import { GENESIS_HASH, ledgerText } from '../../../src/domain/alerts/ledgerChain';
import type { EventId } from '../../../src/domain/ids';
import { createLedgerByteReader } from '../../../src/storage/alerts/ledgerBytes';
import { hasher } from '../testStore';

const { BSON } = mongoose.mongo;
const PREV = 'ab'.repeat(32);
const readEntry = createLedgerByteReader();
/** Amid other bytes, as it stands in a reply. */
const readBytes = (document: Uint8Array) => readEntry(Buffer.concat([BEFORE, document, AFTER]), BEFORE.length);
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
      expect(entry).toMatchObject({ seq, prevHash: PREV });
    }),
    { numRuns: 300 },
  );
});

test('a byte of an entry that is another one is never taken for the entry', () => {
  const flip = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(stored, fc.array(flip, { minLength: 40, maxLength: 40 }), (draft, flips) => {
      const whole = bytesOf(7, draft);
      for (const [place, change] of flips) {
        const changed = Buffer.from(whole);
        const at = place % changed.length;
        changed[at] = (changed[at] as number) ^ change;
        const entry = readBytes(changed);
        const isAccepted =
          entry !== null &&
          entry.seq === 7 &&
          entry.prevHash === PREV &&
          entry.hash === hasher.sha256(entry.text) &&
          entry.hash === readBytes(whole)?.hash;
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
  expect(readBytes(Buffer.from(BSON.serialize({ ...row, hash: GENESIS_HASH })))).not.toBeNull();
  expect(readBytes(Buffer.from(BSON.serialize({ ...row, hash: GENESIS_HASH, ...given })))).toBeNull();
});
