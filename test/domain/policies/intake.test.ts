import { entry, later, NOW, Shelf, source } from './somePolicies';

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

  test('listed at one address by two sources that word it differently does not change to and fro', () => {
    const shelf = new Shelf();
    const other = { from: source({ id: 'other' }) };
    shelf.look([entry({ summary: '' })]);
    const elsewhere = entry({ summary: '另一处的摘要', title: '某市人民政府关于促进某产业发展的意见（图文）' });
    for (const minutes of [1, 2]) shelf.look([elsewhere], { ...other, now: later(minutes) });
    expect(shelf.policies).toMatchObject([{ version: 1, summary: '另一处的摘要', title: entry().title }]);
    for (const round of [1, 2, 3]) {
      const own = shelf.look([entry({ summary: '' })], { now: later(2 + 2 * round) });
      const others = shelf.look([entry({ summary: '换了说法', title: '关于促进某产业发展的意见' })], {
        ...other,
        now: later(3 + 2 * round),
      });
      expect([own.counts.textChanged, others.counts.textChanged]).toEqual([0, 0]);
    }
    expect(shelf.policies).toMatchObject([{ version: 1, summary: '另一处的摘要' }]);
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
