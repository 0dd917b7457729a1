import { readContentPacks } from '../../src/config/contentPacks';
import { createProblemList } from '../../src/config/problems';
import { CONTENT_KINDS } from '../../src/domain/content/contentHit';

describe('readContentPacks', () => {
  const problems = createProblemList();
  const pack = readContentPacks(problems);

  test('reads what is shipped without a problem, and every check is in it', () => {
    expect(problems.all).toEqual([]);
    const kinds = [...pack.checks, ...pack.phrases].map(({ kind }) => kind);
    expect([...new Set(kinds)].sort()).toEqual([...CONTENT_KINDS].sort());
  });

  test('names a public origin for every entry, and nothing that is right is called wrong', () => {
    const origins = [...pack.checks, ...pack.phrases, ...pack.terms].map(({ origin }) => origin);
    expect(origins.filter((origin) => !/[《〔]|GB|公历/.test(origin))).toEqual([]);
    const wrong = new Set(pack.phrases.flatMap(({ words }) => Object.keys(words)));
    const right = pack.phrases.flatMap(({ words }) => Object.values(words));
    expect(right.filter((word) => word !== null && wrong.has(word))).toEqual([]);
  });
});
