import { decodeText } from '../../../src/connectors/reading/charset';

/** 政务公开：关于国庆假期办事安排的通告 in GB2312. */
const GBK = Buffer.from(
  'd5fecef1b9abbfaaa3bab9d8d3dab9facfecbcd9c6dab0ecca c2b0b2c5c5b5c4cda8b8e6'.replace(/ /g, ''),
  'hex',
);
const gbkText = new TextDecoder('gb18030').decode(GBK);
const bytes = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));

test('the sample is Chinese', () => {
  expect(gbkText).toMatch(/^政务公开：/);
});

describe('decodeText', () => {
  test.each([
    ['UTF-8 without any label', bytes('政务'), null, '政务', 'utf-8'],
    ['a byte order mark before everything else', bytes('\ufeff政务'), 'text/html; charset=gb2312', '政务', 'utf-8'],
    ['UTF-16 by its mark', Buffer.from('\ufeff政务', 'utf16le'), null, '政务', 'utf-16le'],
    ['the HTTP charset', GBK, 'text/html; charset=GB2312', gbkText, 'gb18030'],
    ['quotes around the HTTP charset', GBK, 'text/html;charset="gbk"', gbkText, 'gb18030'],
    ['GB18030 where nothing is said and it is no UTF-8', GBK, null, gbkText, 'gb18030'],
    ['an unknown label as none', GBK, 'text/html; charset=chinese-simplified', gbkText, 'gb18030'],
    ['plain ASCII', bytes('plain'), 'text/html; charset=gbk', 'plain', 'utf-8'],
    ['no bytes at all', Buffer.alloc(0), null, '', 'utf-8'],
  ])('reads %s', (_name, body, contentType, text, charset) => {
    expect(decodeText(body, contentType)).toEqual({ text, charset });
  });

  test('reads the page’s own declaration in its first bytes', () => {
    const page = bytes('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>', GBK);
    expect(decodeText(page, 'text/html').text).toContain(gbkText);
    const feed = bytes('<?xml version="1.0" encoding="GB2312"?><rss>', GBK, '</rss>');
    expect(decodeText(feed, null).text).toContain(gbkText);
  });

  test('a page in a lying charset is read as what its bytes are', () => {
    const saysUtf8 = bytes('<meta charset="gb2312">', GBK);
    expect(decodeText(saysUtf8, 'text/html; charset=utf-8').text).toContain(gbkText);
    const saysGbk = bytes('<meta charset="gb2312">政务公开');
    expect(decodeText(saysGbk, 'text/html; charset=gbk')).toEqual({
      text: '<meta charset="gb2312">政务公开',
      charset: 'utf-8',
    });
    const bothLie = bytes('<meta charset="utf-8">', GBK);
    expect(decodeText(bothLie, 'text/html; charset=utf-8')).toEqual({
      text: `<meta charset="utf-8">${gbkText}`,
      charset: 'gb18030',
    });
  });

  test('a server that always says ISO-8859-1 is not believed against Chinese bytes', () => {
    expect(decodeText(GBK, 'text/html; charset=ISO-8859-1').charset).toBe('gb18030');
    expect(decodeText(bytes('政务'), 'text/html; charset=ISO-8859-1').text).toBe('政务');
  });

  test('a document that itself says ISO-8859-1 is believed before a guess', () => {
    const page = bytes('<?xml version="1.0" encoding="iso-8859-1"?><a>', Buffer.from([0xe9, 0xe8]), '</a>');
    expect(decodeText(page, null).text).toContain('éè');
  });

  test('a short GBK text that happens to be sound UTF-8 stays GBK where it is labelled so', () => {
    const ambiguous = Buffer.from([0xc4, 0xaa, 0xc4, 0xaa]);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(ambiguous)).toBe('ĪĪ');
    expect(decodeText(ambiguous, 'text/html; charset=gbk').text).toBe('莫莫');
  });

  test('one bad byte in a long page costs one character, not the encoding', () => {
    const page = bytes('政务'.repeat(100), Buffer.from([0xff]), '公开');
    const read = decodeText(page, 'text/html; charset=utf-8');
    expect(read.charset).toBe('utf-8');
    expect(read.text).toBe(`${'政务'.repeat(100)}\ufffd公开`);
  });

  test('a page that calls itself UTF-16 in readable letters is not', () => {
    expect(decodeText(bytes('<meta charset="utf-16">政务'), null).text).toContain('政务');
  });
});
