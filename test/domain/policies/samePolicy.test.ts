import { day, entry, exact, later, Shelf, source } from './somePolicies';

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
