import { readContentPacks } from '../../src/config/contentPacks';
import { createProblemList } from '../../src/config/problems';
import { CONTENT_KINDS } from '../../src/domain/content/contentHit';
import { createInspectContent } from '../../src/domain/content/inspectContent';
import { phrasePlaces, preparePhrases } from '../../src/domain/content/phrasePlaces';
import type { CivilDate } from '../../src/domain/time/instant';

const TODAY = '2026-11-30' as CivilDate;

describe('readContentPacks', () => {
  const problems = createProblemList();
  const pack = readContentPacks(problems);
  const search = preparePhrases(pack.phrases);

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

  test('finds every word on the first day of its entry, with what should stand there, and not the day before', () => {
    for (const { id, words, validFrom } of pack.phrases)
      for (const [word, suggestion] of Object.entries(words)) {
        const found = (on: CivilDate | null): unknown[] =>
          phrasePlaces(`由${word}。`, search, on)
            .filter(({ ruleId, from, to }) => ruleId === id && from === 1 && to === 1 + word.length)
            .map((hit) => [hit.ruleId, word, hit.suggestion]);
        expect(found(validFrom ?? TODAY)).toEqual([[id, word, suggestion]]);
        expect(found(null)).toEqual(validFrom === null ? [[id, word, suggestion]] : []);
        if (validFrom !== null) expect(found('2003-12-31' as CivilDate)).toEqual([]);
      }
  });

  test('every excuse of an entry excuses each of its words', () => {
    const notExcused = pack.phrases.flatMap(({ id, words, excusedBy, validFrom }) =>
      Object.keys(words).flatMap((word) =>
        excusedBy.filter((excuse) =>
          phrasePlaces(`${excuse}，由${word}。`, search, validFrom ?? TODAY).some(({ ruleId }) => ruleId === id),
        ),
      ),
    );
    expect(notExcused).toEqual([]);
  });

  test.each([
    '申请人材料齐全，不得超过份额。',
    '计算有关连续工龄，每份量身定制。',
    '面对严峻工作形势，开发韧性城市。',
    '请携带口罩，队伍进入帐篷，肃清彻底。',
    '落实生态环境保护部署，由环境保护部门和国土资源部门负责。',
    '自然资源部对外保留国家海洋局牌子。',
    '东北朝鲜族民俗村开放，平台独家直播。',
    '依照《劳动合同法》和《行政复议法》办理。',
    '坚决反对“台独”分裂活动。',
    '《合同法》自民法典施行之日起废止。',
    '原市工商局、安监局的职责由新机构承担。',
    '全国各地级市市委书记参加会议。',
    '第十六条第（一）、（二）项规定。',
    '企业、个人和其他组织、等待安置的人员均可申请。',
  ])('raises no alarm at %s', (text) => {
    const inspect = createInspectContent(pack);
    expect(inspect(text, { writtenOn: TODAY, mandatedTitles: [], knowledge: null })).toEqual([]);
  });
});
