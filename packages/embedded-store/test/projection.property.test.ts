import fc from 'fast-check';
import { decodeDocument } from '../src/bson/decodeDocument';
import { encodeDocument } from '../src/bson/encodeDocument';
import { compileProjection } from '../src/query/projectDocument';
import { anyDocument, arrayDocument } from './arbitraries';

test('fields copied from the bytes are those of the decoded document, byte by byte', () => {
  const path = fc.constantFrom('_id', 'a', 'b', 's', 'a.c', 'a.d', 'b.c', 'missing', 'missing.c');
  const specification = fc
    .tuple(fc.uniqueArray(path, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 1))
    .filter(([paths]) => !paths.some((one) => paths.some((other) => other.startsWith(`${one}.`))))
    .map(([paths, kept]) => Object.fromEntries(paths.map((one) => [one, kept])));
  let copied = 0;
  fc.assert(
    fc.property(fc.oneof(anyDocument, arrayDocument), specification, (fields, projection) => {
      const project = compileProjection(projection);
      if (project?.keep == null) throw new Error('a projection without anything computed works on bytes');
      const bytes = encodeDocument({ _id: 1, ...fields });
      const kept = project.keep(bytes);
      if (kept === null) return;
      copied += 1;
      expect(Buffer.from(kept)).toEqual(Buffer.from(encodeDocument(project(decodeDocument(bytes)))));
    }),
    { numRuns: 300 },
  );
  expect(copied).toBeGreaterThan(50);
});
