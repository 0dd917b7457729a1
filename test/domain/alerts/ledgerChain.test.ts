import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { LedgerDraft } from '../../../src/domain/alerts/alert';
import { canonicalJson, GENESIS_HASH, ledgerText } from '../../../src/domain/alerts/ledgerChain';
import type { EventId } from '../../../src/domain/ids';

const draft: LedgerDraft = {
  kind: 'verdict-changed',
  subject: 'account:1',
  from: 'fine',
  to: 'silent',
  reason: 'silence-breach',
  actor: 'system:judge',
  data: { b: 1, a: 'x', n: null },
  occurredAt: new Date('2026-09-01T00:00:00Z'),
  recordedAt: new Date('2026-09-02T00:00:00Z'),
};
const eventId = 'e1' as EventId;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('canonicalJson', () => {
  test.each<[unknown, string]>([
    [{ b: 1, a: [2, { d: null, c: true }] }, '{"a":[2,{"c":true,"d":null}],"b":1}'],
    [new Date('2026-09-01T00:00:00Z'), '"2026-09-01T00:00:00.000Z"'],
    [{ a: undefined, b: '中"文' }, '{"b":"中\\"文"}'],
    [[], '[]'],
    [-0, '0'],
    [1e21, '1e+21'],
  ])('writes %p as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('is the same whatever the order of the keys, and reads back as what it was', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
        (value) => {
          const reversed = Object.fromEntries(Object.entries(value).reverse());
          expect(canonicalJson(reversed)).toBe(canonicalJson(value));
          expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), 1n, () => 1, undefined, Symbol('x')])(
    'refuses %p, which JSON would change in silence',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});

describe('the chain', () => {
  const hashOf = (changed: Partial<LedgerDraft> = {}, seq = 1, prevHash = GENESIS_HASH): string =>
    sha256(ledgerText(seq, prevHash, { ...draft, ...changed }, eventId));

  test('begins with a fixed hash and is the same for the same entry, whatever else its row carries', () => {
    expect(GENESIS_HASH).toHaveLength(64);
    const stored = { ...draft, data: { n: null, a: 'x', b: 1 }, hash: 'x', prevHash: 'y', seq: 1, _id: 1 };
    expect(sha256(ledgerText(1, GENESIS_HASH, stored, eventId))).toBe(hashOf());
  });

  test('notices a change of anything an entry says', () => {
    const changes: Partial<LedgerDraft>[] = [
      { kind: 'case-moved' },
      { subject: 'account:2' },
      { from: null },
      { to: 'fine' },
      { reason: 'x' },
      { actor: 'person:1' },
      { data: { b: 2, a: 'x', n: null } },
      { data: {} },
      { occurredAt: new Date('2026-09-01T00:00:00.001Z') },
      { recordedAt: new Date(0) },
    ];
    const hashes = [
      hashOf(),
      ...changes.map((change) => hashOf(change)),
      hashOf({}, 2),
      hashOf({}, 1, 'f'.repeat(64)),
      sha256(ledgerText(1, GENESIS_HASH, draft, 'e2' as EventId)),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
