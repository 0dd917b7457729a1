import { fileKindOf, MOST_BYTES } from '../../../src/domain/files/fileKind';
import { fileNameOf } from '../../../src/domain/files/fileName';
import { archive, gif, jpeg, pdf, png, webp } from './fileSamples';

const padded = (bytes: Buffer, size: number): Buffer => Buffer.concat([Buffer.alloc(size - bytes.length, 32), bytes]);

describe('a file is what its bytes are:', () => {
  test.each([
    ['jpeg', jpeg(1_920, 1_080)],
    ['png', png(1_920, 1_080)],
    ['gif', gif(1_920, 1_080)],
    ['webp', webp(1_920, 1_080)],
  ])('a picture (%s) with its size', (type, bytes) => {
    expect(fileKindOf(bytes)).toEqual({ type, width: 1_920, height: 1_080 });
  });

  test.each([
    ['pdf', pdf()],
    ['docx', archive('[Content_Types].xml', 'word/document.xml')],
    ['xlsx', archive('[Content_Types].xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml')],
    ['pptx', archive('ppt/presentation.xml')],
    ['ofd', archive('OFD.xml', 'Doc_0/Document.xml')],
    ['txt', Buffer.from('\ufeff关于节日放假的通知\r\n一、…\t二、…', 'utf8')],
  ])('a document (%s)', (type, bytes) => {
    expect(fileKindOf(bytes)).toEqual({ type, width: null, height: null });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'not-taken'],
    ['a page behind blanks', Buffer.from('\ufeff \n<html>'), 'not-taken'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'not-taken'],
    ['another archive', archive('installer.exe'), 'not-taken'],
    ['an archive without a directory', Buffer.from('504b0304ffffffff', 'hex'), 'not-taken'],
    ['a program', Buffer.from('4d5a90000300', 'hex'), 'not-taken'],
    ['a text in another encoding', Buffer.from('b9ab', 'hex'), 'not-taken'],
    ['a document with macros', archive('word/document.xml', 'word/vbaProject.bin'), 'has-macros'],
    ['half a picture (png)', png().subarray(0, 30), 'cut-off'],
    ['half a picture (jpeg)', jpeg().subarray(0, 10), 'cut-off'],
    ['half a picture (gif)', gif().subarray(0, 12), 'cut-off'],
    ['half a picture (webp)', webp().subarray(0, 28), 'cut-off'],
    ['a picture without a size', png(0, 5), 'cut-off'],
    ['a picture that unfolds to gigabytes', png(50_000, 50_000), 'too-many-pixels'],
  ])('%s is not taken', (_what, bytes, fault) => {
    expect(fileKindOf(bytes)).toBe(fault);
  });

  test('as large as is taken, and one byte more is not', () => {
    const picture = (size: number): Buffer => Buffer.concat([jpeg(), Buffer.alloc(size - jpeg().length)]);
    expect(fileKindOf(picture(MOST_BYTES.picture))).toMatchObject({ type: 'jpeg' });
    expect(fileKindOf(picture(MOST_BYTES.picture + 1))).toBe('too-large');
    const text = Buffer.from('文', 'utf8');
    expect(fileKindOf(padded(text, MOST_BYTES.attachment))).toMatchObject({ type: 'txt' });
    expect(fileKindOf(padded(text, MOST_BYTES.attachment + 1))).toBe('too-large');
  });
});

describe('the name of a file', () => {
  test.each([
    ['公示.png', '公示.png'],
    ['公示.PNG', '公示.png'],
    ['公示.exe', '公示.exe.png'],
    ['C:\\fakepath\\公示.png', '公示.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['公示\u202Egnp.exe', '公示gnp.exe.png'],
    ['公\u0000示\r\n.png', '公示.png'],
    ['.png', '图片.png'],
    ['', '图片.png'],
    ['a"b;c%.png', 'a_b_c_.png'],
    [`${'长'.repeat(300)}.png`, `${'长'.repeat(100)}.png`],
  ])('given as %j is %j', (given, kept) => {
    expect(fileNameOf(given, 'png')).toBe(kept);
  });

  test('keeps the other ending of its kind, and stands for a nameless attachment', () => {
    expect(fileNameOf('现场.JPEG', 'jpeg')).toBe('现场.jpeg');
    expect(fileNameOf('', 'pdf')).toBe('附件.pdf');
  });
});
