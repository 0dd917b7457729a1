import { writeArticleBody } from '../../../src/connectors/repost/articleBody';
import { digestOf } from '../../../src/connectors/repost/digest';
import { SOURCE } from '../support/access';
import { cpuMsOf } from '../support/cpuTime';

describe('a digest', () => {
  const upTo =
    (length: number) =>
    (digest: string): boolean =>
      digest.length <= length;
  test('ends at a sentence', () => {
    expect(digestOf('第一句话。第二句话；第三句话！', upTo(10))).toBe('第一句话。第二句话；');
    expect(digestOf('他说：“好。”就这样。', upTo(7))).toBe('他说：“好。”');
  });
  test('is empty rather than half a sentence', () => {
    expect(digestOf('不得未经批准擅自关停。', upTo(5))).toBe('');
    expect(digestOf('没有标点的文字', upTo(100))).toBe('');
    expect(digestOf('', upTo(100))).toBe('');
  });
  test('of a long text without a single full stop is found out quickly', async () => {
    expect(
      await cpuMsOf(() => {
        expect(digestOf('无'.repeat(1_000_000), upTo(100))).toBe('');
      }),
    ).toBeLessThan(500);
  });
});

describe('the body of a repost', () => {
  test('is the original’s text, then its source and address', () => {
    expect(writeArticleBody(SOURCE, SOURCE.body)).toBe(
      '<p>第一段。</p><p>第二段。</p><p>来源：国务院办公厅（国办发〔2026〕58号）</p><p>原文链接：https://www.gov.cn/zhengce/content/202609/content_7091000.htm</p>',
    );
  });
  test('carries no markup of the original, and no control characters', () => {
    expect(writeArticleBody({ ...SOURCE, issuer: null, docNumber: null }, '<script>x</script>"A"&B\u0007')).toMatch(
      /^<p>&lt;script&gt;x&lt;\/script&gt;&quot;A&quot;&amp;B<\/p><p>原文链接/,
    );
  });
  test('is the title where nothing else is known', () => {
    expect(writeArticleBody(SOURCE, null)).toMatch(new RegExp(`^<p>${SOURCE.title}</p>`));
  });
});
