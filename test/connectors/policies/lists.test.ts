import { readDocumentPage } from '../../../src/connectors/policies/documentPage';
import { readPolicyEntries } from '../../../src/connectors/policies/feedList';
import { readGovcnList } from '../../../src/connectors/policies/govcnList';
import { readPolicyLibrary } from '../../../src/connectors/policies/libraryList';
import { createPolicyFeed } from '../../../src/connectors/policies/policyFeed';
import type { PolicySourceId } from '../../../src/domain/ids';
import type { PolicySource } from '../../../src/domain/policies/policy';
import { callAt } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';

const FEED = 'https://zf.example.gov.cn/rss.xml';
const entry = (title: string, published: string): Parameters<typeof readPolicyEntries>[0][number] => ({
  title,
  link: 'https://zf.example.gov.cn/1.html',
  guid: null,
  published,
  html: '',
  statedSource: null,
});

test('a day glued to a policy’s title is no part of it where it is the day of publication; any other is', () => {
  const { items } = readPolicyEntries(
    [
      entry('关于印发实施细则的通知2026-09-16', 'Wed, 16 Sep 2026 00:00:00 +0000'),
      entry('关于公布2026-09-01名单的通知2026-09-01', 'Tue, 15 Sep 2026 00:00:00 +0000'),
    ],
    FEED,
  );
  expect(items.map(({ title }) => title)).toEqual(['关于印发实施细则的通知', '关于公布2026-09-01名单的通知2026-09-01']);
});

test('midnight in every row is a day, in gov.cn’s list as in its library', () => {
  const govcn = (...times: string[]): unknown =>
    times.map((time, n) => ({ TITLE: `意见${n}`, URL: `./${n}.htm`, DOCRELPUBTIME: time }));
  const precisions = (value: unknown): unknown =>
    readGovcnList(value, 'https://www.gov.cn/a/')?.items.map(({ publishedAt }) => publishedAt?.precision);
  expect(precisions(govcn('2026-09-17 00:00:00', '2026-09-16 00:00:00'))).toEqual(['day', 'day']);
  expect(precisions(govcn('2026-09-17 09:30:00', '2026-09-16 00:00:00'))).toEqual(['instant', 'instant']);
  const library = readPolicyLibrary(
    { searchVO: { listVO: [{ title: '意见', url: 'https://www.gov.cn/1.htm', pubtimeStr: '2026-09-17 00:00' }] } },
    'https://www.gov.cn/a/',
  );
  expect(library?.items[0]?.publishedAt?.precision).toBe('day');
});

test('a document’s links start from its page’s base: those of its attachments and of what it explains', () => {
  const page = (body: string): string =>
    `<head><base href="https://files.example.gov.cn/x/"><meta name="ArticleTitle" content="《关于甲的实施意见》政策解读"></head><body>${body}</body>`;
  expect(
    readDocumentPage(
      page(
        '<div id="zoom"><p>正文</p><a href="1.pdf">附件</a><p>相关文件：<a href="doc.htm">关于甲的实施意见</a></p></div>',
      ),
      'https://www.example.gov.cn/1.html',
    ),
  ).toMatchObject({
    attachments: [{ url: 'https://files.example.gov.cn/x/1.pdf' }],
    interprets: 'https://files.example.gov.cn/x/doc.htm',
  });
});

test('the words of a notice that stands in a document’s place are no document', async () => {
  const source: PolicySource = {
    id: 's' as PolicySourceId,
    key: 's',
    kind: 'rss',
    title: 's',
    authority: 'province',
    url: FEED,
    whitelisted: true,
  };
  const read = (body: string): ReturnType<ReturnType<typeof createPolicyFeed>['readDocument']> =>
    createPolicyFeed(
      fakeHttp(() => ({ body })),
      'https://www.gov.cn',
    ).readDocument(source, 'https://zf.example.gov.cn/1.html', callAt());
  expect(await read('<title>提示</title><body><div>您访问的页面不存在或已删除。</div></body>')).toMatchObject({
    failure: { code: 'page-soft-404' },
  });
  expect(await read('<title>通知</title><body><div>各有关单位：现将有关事项通知如下。</div></body>')).toMatchObject({
    document: { body: '各有关单位：现将有关事项通知如下。' },
  });
});
