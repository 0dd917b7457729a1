import { CARRIES_NO_FILE, notCarried, type CarriedFile, type FileLimits } from '../../../src/domain/files/carriedFiles';
import type { FileId } from '../../../src/domain/ids';

const LIMITS: FileLimits = {
  pictures: { most: 2, mostBytes: 1_000, types: ['jpeg', 'png'] },
  attachments: CARRIES_NO_FILE,
};
const file = (name: string, more: Partial<CarriedFile> = {}): CarriedFile => ({
  ...{ fileId: '0'.repeat(24) as FileId, name, alt: '', type: 'png', bytes: 10 },
  ...more,
});
const said = (pictures: readonly CarriedFile[], attachments: readonly CarriedFile[] = []): unknown =>
  notCarried({ pictures, attachments }, LIMITS).map(({ group, fault, at, name, measured }) => [
    ...[group, fault, at, name, measured?.value, measured?.limit],
  ]);

describe('what an interface does not take of an item’s files', () => {
  test('is nothing while number, size and type are within its limits, each to the last byte', () => {
    expect(said([])).toEqual([]);
    expect(said([file('a', { bytes: 1_000 }), file('b', { type: 'jpeg' })])).toEqual([]);
  });

  test('is a picture one byte too large, or of a type it does not know, each by its place', () => {
    expect(said([file('a', { bytes: 1_001 }), file('b', { type: 'webp' })])).toEqual([
      ['pictures', 'too-large', 0, 'a', 1_001, 1_000],
      ['pictures', 'other-type', 1, 'b', undefined, undefined],
    ]);
  });

  test('is what lies beyond the number, by the first of it, and any file where it takes none', () => {
    expect(said([file('a'), file('b'), file('c')], [file('d', { type: 'pdf' })])).toEqual([
      ['pictures', 'too-many', 2, 'c', 3, 2],
      ['attachments', 'none', 0, 'd', undefined, undefined],
    ]);
  });
});
