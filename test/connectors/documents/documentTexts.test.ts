import path from 'node:path';
import { createDocumentTexts } from '../../../src/connectors/documents/documentTexts';
import { MOST_DOCUMENT_CHARS } from '../../../src/connectors/documents/documentReading';
import { readHere, type PageReading, type ReadingReason } from '../../../src/connectors/reading/guarded/pageReading';
import { createReadingPool } from '../../../src/connectors/reading/guarded/readingPool';
import { fileKindOf, type FileType } from '../../../src/domain/files/fileKind';
import type { DocumentTexts } from '../../../src/ports/documentTexts';
import { archive, docx, ofd, pdf, pptx, xlsx } from './documentFiles';

const pool = createReadingPool({
  file: path.join(__dirname, '../../../src/connectors/readingThread.ts'),
  threads: 1,
  timeLimitMs: 60_000,
  heapMegabytes: 384,
});
afterAll(() => pool.close());

let nextHash = 0;
const read = (bytes: Uint8Array, type: FileType, texts: DocumentTexts = createDocumentTexts(pool)) =>
  texts.read({ sha256: `${(nextHash += 1)}`, type }, () => Promise.resolve(bytes));
const text = (whole: string) => ({ kind: 'text', text: whole, isCut: false });

describe('what is written in a document is read', () => {
  test.each<[FileType, Uint8Array, string]>([
    [
      'docx',
      docx(['关于停水的通知', '9月20日8时至18时 < 请储水 & 节水']),
      '关于停水的通知\n9月20日8时至18时 < 请储水 & 节水\n',
    ],
    ['xlsx', xlsx(['姓名', '身份证号', 110101199003070000, '张三']), '姓名\n身份证号\n张三\n\n110101199003070000\n'],
    ['pptx', pptx(['第一页', '第二页']), '第一页\n第二页\n'],
    ['ofd', ofd(['县人民政府', '二〇二六年九月']), '县人民政府\n二〇二六年九月\n'],
    ['pdf', pdf('二月三十日停水'), '二月三十日停水\n'],
    ['txt', new TextEncoder().encode('纯文本'), '纯文本'],
  ])('of %s', async (type, bytes, whole) => {
    expect(fileKindOf(bytes)).toMatchObject({ type });
    const found = await read(bytes, type);
    expect({ ...found, text: 'text' in found ? found.text.replace(/\n+/g, '\n') : null }).toEqual(
      text(whole.replace(/\n+/g, '\n')),
    );
  });

  test('headers, footers and notes as well, slides in their order', async () => {
    const header = '<w:hdr xmlns:w="w"><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>';
    expect(await read(docx(['正文'], { 'word/header1.xml': header }), 'docx')).toEqual(text('正文\n内部资料\n'));
    const slides = Array.from({ length: 11 }, (_, at) => `第${at + 1}页`);
    expect(await read(pptx(slides), 'pptx')).toEqual(text(`${slides.join('\n')}\n`));
  });

  test('what a tracked change deleted is not', async () => {
    const tracked = '<w:p><w:del><w:r><w:delText>旧稿</w:delText></w:r></w:del><w:r><w:t>新稿</w:t></w:r></w:p>';
    const bytes = archive({ 'word/document.xml': `<w:document xmlns:w="w">${tracked}</w:document>` });
    expect(await read(bytes, 'docx')).toEqual(text('新稿\n'));
  });

  test('up to its first hundred thousand characters, and it is said that it goes on', async () => {
    const whole = await read(docx(['字'.repeat(MOST_DOCUMENT_CHARS - 1)]), 'docx');
    expect(whole).toMatchObject({ isCut: false });
    expect(await read(docx(['字'.repeat(MOST_DOCUMENT_CHARS + 5)]), 'docx')).toEqual({
      ...text('字'.repeat(MOST_DOCUMENT_CHARS)),
      isCut: true,
    });
  });
});

describe('what cannot be read is said, by its reason', () => {
  const zeros = new Uint8Array(65 * 1024 * 1024);
  test.each<[string, FileType, Uint8Array, string]>([
    ['a scan', 'pdf', pdf(''), 'no-text'],
    ['a PDF that is none', 'pdf', new TextEncoder().encode('%PDF-1.4 nothing'), 'damaged'],
    ['a cut archive', 'docx', docx(['正文']).slice(0, 60), 'damaged'],
    ['an archive that unpacks to more than any document', 'docx', archive({ 'word/document.xml': zeros }), 'too-much'],
  ])('%s', async (_, type, bytes, reason) => {
    expect(await read(bytes, type)).toEqual({ kind: 'unread', reason });
  });

  test('an archive that lies about its sizes gets no more room than it asked for', async () => {
    const bytes = archive({ 'word/document.xml': new Uint8Array(4_000_000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
      else if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 100, true);
    expect((await read(bytes, 'docx')).kind).toBe('unread');
  });

  test.each<[ReadingReason, string]>([
    ['reading-took-too-long', 'took-too-long'],
    ['reading-took-too-much-memory', 'too-much'],
  ])('a thread that was ended: %s', async (reason, said) => {
    const ended: PageReading = {
      run: () => Promise.resolve({ kind: 'ended', reason }),
      close: () => Promise.resolve(),
    };
    expect(await read(docx(['正文']), 'docx', createDocumentTexts(ended))).toEqual({ kind: 'unread', reason: said });
  });

  test('a file that is not there any more', async () => {
    const texts = createDocumentTexts(readHere);
    const gone = await texts.read({ sha256: 'gone', type: 'docx' }, () => Promise.resolve(null));
    expect(gone).toEqual({ kind: 'unread', reason: 'not-there' });
    const back = await texts.read({ sha256: 'gone', type: 'docx' }, () => Promise.resolve(docx(['正文'])));
    expect(back).toEqual(text('正文\n'));
  });
});

test('the same file is read once for many who ask, and the one asked for last is forgotten last', async () => {
  const texts = createDocumentTexts(readHere);
  let asked = 0;
  const ask = (sha256: string) =>
    texts.read({ sha256, type: 'docx' }, () => {
      asked += 1;
      return Promise.resolve(docx([sha256]));
    });
  await Promise.all([ask('a'), ask('a'), ask('a')]);
  expect(asked).toBe(1);
  for (let at = 0; at < 31; at += 1) await ask(`${at}`);
  await ask('a');
  expect(asked).toBe(32);
  await ask('one more');
  await ask('a');
  expect(asked).toBe(33);
  await ask('0');
  expect(asked).toBe(34);
});
