import { prepareOriginal } from '../../../src/domain/mandates/bodyVerdict';
import { match, PAGE } from './confusedPosts';

describe('a changed figure', () => {
  const title = '国务院关于加强基层治理的若干意见';
  const body = `各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n${'为深入推进基层治理体系和治理能力现代化建设，现提出以下意见。坚持党的全面领导，坚持以人民为中心。'.repeat(3)}\n到2030年，全国社区服务设施覆盖率达到95%以上，财政补助标准由每人每年80元提高到100元，自2026年10月1日起施行。\n${'健全常态化管理和应急管理动态衔接的基层治理机制，构建网格化管理服务体系。'.repeat(3)}`;
  const target = { title, original: prepareOriginal(title, body) };

  test.each([
    ['a year', '到2030年', '到2031年'],
    ['a share', '95%', '90%'],
    ['a sum', '每年80元', '每年88元'],
    ['a date', '10月1日', '10月8日'],
  ])('%s is an altered repost though the text is as good as the same', (_case, from, to) => {
    expect(match(target, { title, text: body.replace(from, to) })).toEqual({ kind: 'altered', why: 'figures-changed' });
  });

  test('is seen under a headline of its own that leads to the document as well', () => {
    const changed = { title: '今日要闻一览', text: body.replace('95%', '90%'), links: [PAGE] };
    expect(match(target, changed)).toEqual({ kind: 'altered', why: 'figures-changed' });
    expect(match(target, { ...changed, text: body }).kind).toBe('fulfils');
  });

  test('is not seen where a page adds figures of its own', () => {
    expect(
      match(target, {
        title,
        text: `发布时间：2026-09-18 17:20 浏览次数：1,024\n${body}\n责任编辑：王某 2026年9月19日`,
      }).kind,
    ).toBe('fulfils');
  });

  test('the share of the text found in the document goes into the evidence; without a text there is none', () => {
    expect(match(target, { title, text: body })).toEqual({ kind: 'fulfils', basis: 'title', similarity: 1 });
    expect(match(target, { title, text: '全文如下' })).toEqual({ kind: 'fulfils', basis: 'title', similarity: null });
    expect(match({ title, original: null }, { title, text: body })).toEqual({
      kind: 'fulfils',
      basis: 'title',
      similarity: null,
    });
  });
});
