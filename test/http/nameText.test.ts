import { nameText } from '../../src/http/edge/inputSchemas';

describe('a name that people give', () => {
  test('is taken as it is read, and counted so', () => {
    expect(nameText(5).parse(' 教育\u202E局网站\u200B ')).toBe('教育局网站');
    expect(nameText(5).safeParse('教育局网站站').success).toBe(false);
  });

  test.each(['', ' \u3000', '\u202E\u200B'])('is none where nobody can read it: %j', (text) => {
    expect(nameText(5).safeParse(text).success).toBe(false);
    expect(nameText(5, 0).parse(text)).toBe('');
  });
});
