import fs from 'node:fs';
import fc from 'fast-check';
import { authorityOf, isHigher } from '../../../src/domain/policies/authority';
import { AUTHORITIES, POLICY_CHANGES } from '../../../src/domain/policies/policy';
import { similarity } from '../../../src/domain/policies/similarity';
import { describeWithData } from '../../sharedData';
import { day, entry, exact, NOW, Shelf, source } from './somePolicies';

const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

describe('a new entry', () => {
  test('is recorded once, with its place and the text it was seen with', () => {
    const shelf = new Shelf();
    const plan = shelf.look([
      entry({ docNumber: '某政发〔2026〕3号', statedSource: '市政府办', summary: '来源: 市政府办<br/>摘要' }),
    ]);
    expect(plan.counts).toEqual({
      entries: 1,
      fresh: 1,
      merged: 0,
      unchanged: 0,
      sourceChanged: 0,
      textChanged: 0,
      unlisted: 0,
    });
    expect(plan.inserts).toMatchObject([
      {
        id: 'policy-1',
        title: '某市人民政府关于促进某产业发展的意见',
        docNumber: '某政发〔2026〕3号',
        authority: 'city',
        version: 1,
        firstSeenAt: NOW,
        summary: '摘要',
        sightings: [{ sourceId: 'city', statedSource: '市政府办', firstSeenAt: NOW, lastSeenAt: NOW, listed: true }],
      },
    ]);
  });

  test('seen again is unchanged and written at most once a civil day', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    expect(shelf.look([entry()], { now: later(5) })).toMatchObject({
      replaces: [],
      counts: { unchanged: 1, fresh: 0 },
    });
    const tomorrow = shelf.look([entry()], { now: later(24 * 60) });
    expect(tomorrow).toMatchObject({
      replaces: [{ change: 'seen-again', next: { version: 1, sightings: [{ lastSeenAt: later(24 * 60) }] } }],
      counts: { unchanged: 1 },
    });
  });

  test('twice in one list is one policy', () => {
    expect(new Shelf().look([entry(), entry()])).toMatchObject({
      inserts: [{ sightings: [{}] }],
      counts: { fresh: 1, merged: 1 },
    });
  });
});

describe('the same document in another place', () => {
  const first = entry({ docNumber: '某政发〔2026〕3号' });

  test('is one policy with two places, by 文号', () => {
    const shelf = new Shelf();
    shelf.look([first]);
    const plan = shelf.look(
      [
        entry({
          docNumber: '某政发〔2026〕3号',
          url: 'https://district.gov.cn/9.html',
          publishedAt: day('2026-09-18'),
        }),
      ],
      { from: source({ id: 'district' }) },
    );
    expect(plan).toMatchObject({
      inserts: [],
      replaces: [
        {
          change: 'merged',
          next: {
            version: 1,
            sightings: [{ sourceId: 'city' }, { sourceId: 'district' }],
            publishedAt: day('2026-09-17'),
          },
        },
      ],
      counts: { merged: 1 },
    });
    expect(shelf.policies[0]?.identityKeys).toContain('url:district.gov.cn/9.html');
    // From now on its second address alone leads to it.
    expect(
      shelf.look([entry({ url: 'https://district.gov.cn/9.html', publishedAt: day('2026-09-18') })], {
        from: source({ id: 'district' }),
        now: later(1),
      }).counts,
    ).toMatchObject({ fresh: 0, unchanged: 1 });
  });

  test('or by title and date', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    expect(
      shelf.look([entry({ url: 'https://district.gov.cn/9.html' })], { from: source({ id: 'district' }) }).counts,
    ).toMatchObject({ fresh: 0, merged: 1 });
  });

  test('teaches what the first place did not say: 文号, issuer, body, the hour', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    shelf.look(
      [
        entry({
          url: 'https://district.gov.cn/9.html',
          docNumber: '某政发〔2026〕3号',
          issuer: '某市人民政府',
          body: '全文',
          publishedAt: exact('2026-09-17T02:30:00Z'),
        }),
      ],
      { from: source({ id: 'district' }) },
    );
    expect(shelf.policies).toMatchObject([
      {
        docNumber: '某政发〔2026〕3号',
        issuer: '某市人民政府',
        body: '全文',
        publishedAt: exact('2026-09-17T02:30:00Z'),
        version: 1,
      },
    ]);
  });

  test('keeps an exact hour against a bare date of that day, and takes an earlier day', () => {
    const shelf = new Shelf();
    shelf.look([entry({ docNumber: '某政发〔2026〕3号', publishedAt: exact('2026-09-17T02:30:00Z') })]);
    shelf.look(
      [
        entry({
          docNumber: '某政发〔2026〕3号',
          publishedAt: day('2026-09-17'),
          url: 'https://district.gov.cn/9.html',
        }),
      ],
      { from: source({ id: 'district' }) },
    );
    expect(shelf.policies[0]?.publishedAt).toEqual(exact('2026-09-17T02:30:00Z'));
    shelf.look(
      [entry({ docNumber: '某政发〔2026〕3号', publishedAt: day('2026-09-10'), url: 'https://town.gov.cn/9.html' })],
      { from: source({ id: 'town' }) },
    );
    expect(shelf.policies[0]?.publishedAt).toEqual(day('2026-09-10'));
  });

  test('may word its summary as it likes', () => {
    const shelf = new Shelf();
    shelf.look([first]);
    const there = { from: source({ id: 'district' }) };
    const other = entry({
      docNumber: '某政发〔2026〕3号',
      url: 'https://district.gov.cn/9.html',
      summary: '另一种摘要',
    });
    shelf.look([other], there);
    expect(shelf.look([{ ...other, summary: '又一种' }], { ...there, now: later(1) }).counts).toMatchObject({
      textChanged: 0,
      unchanged: 1,
    });
    expect(shelf.policies[0]?.summary).toBe('摘要');
  });
});

describe('documents that only look the same', () => {
  test('two offices that use one code in their 文号 keep their own', () => {
    const shelf = new Shelf();
    shelf.look([
      entry({
        title: '南通市人民政府办公室关于加强网站建设的意见',
        docNumber: '通政办发〔2015〕3号',
        issuer: '南通市人民政府办公室',
        url: 'https://nantong.gov.cn/1.html',
      }),
    ]);
    const plan = shelf.look(
      [
        entry({
          title: '通化县人民政府办公室关于防汛工作的通知',
          docNumber: '通政办发〔2015〕3号',
          issuer: '通化县人民政府办公室',
          url: 'https://tonghua.gov.cn/1.html',
        }),
      ],
      { from: source({ id: 'tonghua' }) },
    );
    expect(plan.counts).toMatchObject({ fresh: 1, merged: 0 });
    const keys = shelf.policies.flatMap(({ identityKeys }) => identityKeys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('one of them without any other key is still kept', () => {
    const shelf = new Shelf();
    shelf.look([
      entry({ title: '南通办法甲', docNumber: '通政办发〔2015〕3号', issuer: '南通市', url: null, publishedAt: null }),
    ]);
    const other = entry({
      title: '通化通知',
      docNumber: '通政办发〔2015〕3号',
      issuer: '通化县',
      url: null,
      publishedAt: null,
    });
    expect(shelf.look([other], { from: source({ id: 'b' }) }).counts.fresh).toBe(1);
    // And it is found again, not recorded at each look.
    expect(shelf.look([other], { from: source({ id: 'b' }), now: later(1) }).counts).toMatchObject({
      fresh: 0,
      unchanged: 1,
    });
  });

  test('another document at a reused address is another policy', () => {
    const shelf = new Shelf();
    shelf.look([entry({ docNumber: '某政发〔2026〕3号' })]);
    expect(
      shelf.look([entry({ title: '某县卫生局招聘公告二号', publishedAt: day('2026-10-01') })], { now: later(1) })
        .counts,
    ).toMatchObject({ fresh: 1, textChanged: 0 });
    expect(shelf.look([entry({ docNumber: '某政发〔2026〕9号' })], { now: later(2) }).counts.fresh).toBe(1);
    expect(shelf.policies).toHaveLength(3);
  });

  test('a joint document and one of its issuers alone are two policies, though year and number are the same', () => {
    const shelf = new Shelf();
    const joint = entry({
      title: '关于延续车辆购置税减免政策的公告',
      docNumber: '财政部 税务总局 工业和信息化部公告2023年第10号',
      url: 'https://www.gov.cn/a.html',
    });
    const alone = entry({
      title: '关于批准轻工行业标准的公告',
      docNumber: '工业和信息化部公告2023年第10号',
      url: 'https://www.gov.cn/b.html',
    });
    expect(shelf.look([joint, alone]).counts.fresh).toBe(2);
  });

  test('a page kept under the last of its issuers stays one policy of one version when the whole number is read', () => {
    const shelf = new Shelf();
    shelf.look([entry({ docNumber: '税务总局公告2023年第39号' })]);
    const again = shelf.look([entry({ docNumber: '财政部 税务总局公告2023年第39号' })], { now: later(1) });
    expect(again.counts.fresh).toBe(0);
    expect(shelf.policies.map(({ version }) => version)).toEqual([1]);
  });

  test('the document and the notice that issues it are one, under one 文号', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '某市人民政府关于印发《某产业促进办法》的通知', docNumber: '某政发〔2026〕3号' })]);
    expect(
      shelf.look(
        [
          entry({
            title: '某产业促进办法',
            docNumber: '某政发〔2026〕3号',
            url: 'https://district.gov.cn/9.html',
            publishedAt: day('2026-09-20'),
          }),
        ],
        { from: source({ id: 'district' }) },
      ).counts,
    ).toMatchObject({ fresh: 0, merged: 1 });
  });
});

describe('a changed entry', () => {
  test('with another title is a new version under the same policy', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    const plan = shelf.look([entry({ title: '某市人民政府关于促进某某产业发展的意见' })], { now: later(1) });
    expect(plan).toMatchObject({
      inserts: [],
      replaces: [
        {
          change: 'text-changed',
          next: { id: 'policy-1', version: 2, title: '某市人民政府关于促进某某产业发展的意见' },
        },
      ],
      counts: { textChanged: 1 },
    });
    expect(plan.replaces[0]?.next.textHash).not.toBe(plan.replaces[0]?.expected.textHash);
    expect(plan.replaces[0]?.next.normalisedTitle).toBe('某市人民政府关于促进某某产业发展的意见');
  });

  test('whose summary alone changed is no new version: nobody has to repost it again', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    expect(shelf.look([entry({ summary: '新摘要' })], { now: later(1) })).toMatchObject({
      replaces: [{ change: 'text-changed', next: { version: 1, summary: '新摘要' } }],
    });
  });

  test('with another body is a new version; a body that comes later or is missing once is none', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    shelf.look([entry({ body: '全文' })], { now: later(1) });
    expect(shelf.policies).toMatchObject([{ version: 1, body: '全文' }]);
    expect(shelf.look([entry()], { now: later(2) }).counts).toMatchObject({ unchanged: 1, textChanged: 0 });
    shelf.look([entry({ body: '改过的全文' })], { now: later(3) });
    expect(shelf.policies).toMatchObject([{ version: 2, body: '改过的全文' }]);
  });

  test('with another stated source counts as such and is no other text', () => {
    const shelf = new Shelf();
    shelf.look([entry({ statedSource: '发布机构：' })]);
    expect(shelf.look([entry({ statedSource: '市政府办' })], { now: later(1) })).toMatchObject({
      replaces: [{ change: 'source-changed', next: { version: 1, sightings: [{ statedSource: '市政府办' }] } }],
      counts: { sourceChanged: 1, textChanged: 0 },
    });
  });

  test('of a signs-only kind (quotation marks, spaces) is shown anew but is no new version', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '关于“某产业”发展的意见通知' })]);
    shelf.look([entry({ title: '关于「某产业」发展的意见通知 ' })], { now: later(1) });
    expect(shelf.policies).toMatchObject([{ version: 1 }]);
  });
});

describe('an entry that is gone', () => {
  test('is marked no longer listed, once, and listed again when it is back', () => {
    const shelf = new Shelf();
    shelf.look([entry(), entry({ title: '另一份关于某事的通知文件', url: 'https://www.example.gov.cn/a/2.html' })]);
    expect(shelf.look([entry()], { now: later(1) })).toMatchObject({
      replaces: [{ change: 'unlisted', next: { sightings: [{ listed: false }] } }],
      counts: { unlisted: 1, unchanged: 1 },
    });
    expect(shelf.look([entry()], { now: later(2) }).counts.unlisted).toBe(0);
    expect(
      shelf.look([entry(), entry({ title: '另一份关于某事的通知文件', url: 'https://www.example.gov.cn/a/2.html' })], {
        now: later(3),
      }),
    ).toMatchObject({
      replaces: [{ change: 'seen-again', next: { sightings: [{ listed: true }] } }],
      counts: { fresh: 0, unchanged: 2 },
    });
  });

  test('from one source is not gone from another', () => {
    const shelf = new Shelf();
    shelf.look([entry()]);
    shelf.look([entry({ url: 'https://district.gov.cn/9.html' })], { from: source({ id: 'district' }) });
    shelf.look([], { from: source({ id: 'district' }), now: later(1) });
    expect(shelf.policies[0]?.sightings.map(({ sourceId, listed }) => [sourceId, listed])).toEqual([
      ['city', true],
      ['district', false],
    ]);
  });
});

describe('whose document it is', () => {
  test.each<[string | null, string, string]>([
    ['国发〔2026〕30号', '关于某事的意见', 'state-council'],
    ['国办函〔2026〕71号', '复函', 'state-council'],
    ['国令第843号', '决定', 'state-council'],
    ['中办发〔2026〕1号', '意见', 'state-council'],
    [null, '国务院关于某事的意见', 'state-council'],
    [null, '国务院办公厅关于某事的通知', 'state-council'],
    [null, '中共中央 国务院关于某事的意见', 'state-council'],
    ['国科发〔2026〕3号', '科技部关于某事的通知', 'city'],
    [null, '某市人民政府转发国务院关于某事的通知', 'city'],
    ['某政发〔2026〕3号', '某市人民政府关于贯彻国发文件的通知', 'city'],
  ])('%s %s is of %s, listed by a city', (docNumber, title, authority) => {
    expect(authorityOf({ docNumber, title }, 'city')).toBe(authority);
  });

  test('once a higher place lists it, it is considered anew', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '应急管理部关于某事项的通知' })]);
    const plan = shelf.look([entry({ title: '应急管理部关于某事项的通知', url: 'https://www.gov.cn/9.html' })], {
      from: source({ id: 'govcn', authority: 'state-council' }),
    });
    expect(plan.replaces).toMatchObject([{ change: 'merged', next: { authority: 'state-council', version: 2 } }]);
    expect(shelf.look([entry({ title: '应急管理部关于某事项的通知' })], { now: later(1) }).counts.unchanged).toBe(1);
    expect(shelf.policies).toMatchObject([{ authority: 'state-council', version: 2 }]);
  });

  test('ranks are a strict order', () => {
    for (const one of AUTHORITIES)
      for (const other of AUTHORITIES)
        expect(Number(isHigher(one, other)) + Number(isHigher(other, one))).toBe(one === other ? 0 : 1);
  });
});

describe('whatever lists come in whatever order', () => {
  const row = fc.record({
    title: fc.constantFrom(
      '公告',
      '某市关于甲事项的通知公告',
      '某市关于甲事项的通知公告（修订）',
      '国务院关于乙事项的若干意见',
    ),
    url: fc.constantFrom(null, 'https://a.cn/1', 'https://a.cn/2', 'https://b.cn/1'),
    publishedAt: fc.constantFrom(null, day('2026-01-01'), day('2026-01-02')),
    docNumber: fc.constantFrom(null, '国发〔2026〕1号', '某政发〔2026〕2号'),
    issuer: fc.constantFrom(null, '甲市', '乙县'),
    statedSource: fc.constantFrom(null, '甲', '乙'),
    summary: fc.constantFrom('', '一', '二'),
    body: fc.constantFrom(null, '文一', '文二'),
  });
  const looks = fc.array(fc.tuple(fc.constantFrom('one', 'two'), fc.array(row, { maxLength: 6 })), {
    minLength: 1,
    maxLength: 6,
  });

  test('keys stay unique, nothing is lost, a repeated look is stable, versions only rise', () => {
    fc.assert(
      fc.property(looks, (rounds) => {
        const shelf = new Shelf();
        rounds.forEach(([id, rows], index) => {
          const before = new Map(shelf.policies.map((policy) => [policy.id, policy]));
          const plan = shelf.look(
            rows.map((each) => entry(each)),
            { from: source({ id }), now: later(index) },
          );
          const { entries, fresh, merged, unchanged, sourceChanged, textChanged } = plan.counts;
          expect(fresh + merged + unchanged + sourceChanged + textChanged).toBe(entries);
          expect(fresh).toBe(plan.inserts.length);
          for (const { expected, next, change } of plan.replaces) {
            expect(POLICY_CHANGES).toContain(change);
            expect(before.get(next.id)).toEqual(expected);
            expect(next.version).toBeGreaterThanOrEqual(expected.version);
            expect(next.sightings.length).toBeGreaterThanOrEqual(expected.sightings.length);
          }
          const keys = shelf.policies.flatMap(({ identityKeys }) => identityKeys);
          expect(new Set(keys).size).toBe(keys.length);
        });
        const [id, rows] = rounds.at(-1) ?? ['one', []];
        const again = shelf.look(
          rows.map((each) => entry(each)),
          { from: source({ id }), now: later(rounds.length) },
        );
        expect(again.counts).toMatchObject({ fresh: 0, merged: 0, unlisted: 0 });
      }),
      { numRuns: 120 },
    );
  });
});

describe('similarity', () => {
  test.each([
    ['', '', 1],
    ['abc', 'abc', 1],
    ['abc', 'abd', 2 / 3],
    ['abc', '', 0],
    ['国务院关于甲', '国务院关于乙', 5 / 6],
  ])('of %j and %j is %p, either way', (one, other, expected) => {
    expect(similarity(one, other)).toBeCloseTo(expected, 10);
    expect(similarity(other, one)).toBe(similarity(one, other));
  });
});

describe("the State Council's gazette", () => {
  const govcn = source({ id: 'govcn', authority: 'state-council', kind: 'govcn-json' });
  const original = entry({
    title: '国务院关于印发《某某“十五五”规划》的通知',
    docNumber: '国发〔2026〕30号',
    url: 'https://www.gov.cn/zhengce/zhengceku/202607/content_1.htm',
    publishedAt: day('2026-07-31'),
  });
  const reprint = entry({
    title: '国务院关于印发《某某“十五五”规划》的通知 某某“十五五”规划',
    url: 'https://www.gov.cn/gongbao/2026/issue_1/202608/content_2.html',
    publishedAt: day('2026-08-10'),
  });

  test.each([
    ['original first', [original, reprint]],
    ['reprint first', [reprint, original]],
  ])('is a second place of the document, %s', (_case, [first, second]) => {
    const shelf = new Shelf();
    shelf.look([first ?? original], { from: govcn });
    expect(shelf.look([first ?? original, second ?? reprint], { from: govcn, now: later(1) }).counts).toMatchObject({
      fresh: 0,
      merged: 1,
    });
    expect(shelf.policies).toMatchObject([
      {
        title: '国务院关于印发《某某“十五五”规划》的通知',
        docNumber: '国发〔2026〕30号',
        publishedAt: day('2026-07-31'),
        version: 1,
        sightings: [{}, {}],
      },
    ]);
    expect(shelf.look([second ?? reprint, first ?? original], { from: govcn, now: later(2) }).counts).toMatchObject({
      fresh: 0,
      merged: 0,
      unchanged: 2,
    });
  });

  test('also where it prints the order before the title', () => {
    const shelf = new Shelf();
    shelf.look(
      [
        entry({
          title: '国务院关于出境入境管理的规定',
          docNumber: '国令第841号',
          url: 'https://www.gov.cn/a.htm',
          publishedAt: day('2026-07-31'),
        }),
      ],
      { from: govcn },
    );
    shelf.look(
      [
        entry({
          title: '中华人民共和国国务院令（第841号） 国务院关于出境入境管理的规定',
          url: 'https://www.gov.cn/gongbao/b.html',
          publishedAt: day('2026-08-10'),
        }),
      ],
      { from: govcn },
    );
    expect(shelf.policies).toMatchObject([{ title: '国务院关于出境入境管理的规定', sightings: [{}, {}] }]);
  });

  test('does not join another document: not the gazette, earlier than it, long before it, or of another 文号', () => {
    const fresh = (other: ReturnType<typeof entry>): number => {
      const shelf = new Shelf();
      shelf.look([{ ...original, docNumber: null }], { from: govcn });
      return shelf.look([other], { from: govcn, now: later(1) }).counts.fresh;
    };
    expect(fresh({ ...reprint, url: 'https://www.gov.cn/zhengce/c.html' })).toBe(1);
    expect(fresh({ ...reprint, publishedAt: day('2026-07-30') })).toBe(1);
    expect(fresh({ ...reprint, publishedAt: day('2026-11-28') })).toBe(0);
    expect(fresh({ ...reprint, publishedAt: day('2026-11-29') })).toBe(1);
    const shelf = new Shelf();
    shelf.look([original], { from: govcn });
    expect(shelf.look([{ ...reprint, docNumber: '国发〔2026〕31号' }], { from: govcn }).counts.fresh).toBe(1);
  });
});

describeWithData(
  'the latest documents of gov.cn',
  'policy/gov_cn_excerpt/policy_documents_head_transcribed.csv',
  (file) => {
    const entries = fs
      .readFileSync(file, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => {
        const [on = '', , issuer = '', docNumber = '', , title = '', url = ''] = line.split(',');
        return entry({
          title,
          url,
          issuer: issuer === '' ? null : issuer,
          docNumber: docNumber === '' ? null : docNumber,
          publishedAt: day(on),
        });
      });

    test('stand twice where the gazette reprints them, and nowhere else', () => {
      const shelf = new Shelf();
      const { counts } = shelf.look(entries, { from: source({ id: 'govcn', authority: 'state-council' }) });
      expect(counts).toMatchObject({ entries: 37, fresh: 35, merged: 2 });
      expect(
        shelf.policies
          .filter(({ sightings }) => sightings.length > 1)
          .map(({ docNumber }) => docNumber)
          .sort(),
      ).toEqual(['国令第841号', '国发〔2026〕30号']);
    });
  },
);
