import { decodeImportFile } from '../../src/cli/decodeImportFile';

const TEXT = '{"units":[{"key":"gov","name":"某县人民政府办公室"}]}\n';
/** The same in GBK: the name's bytes written down once, since Node writes no GBK. */
const GBK = Buffer.concat([
  Buffer.from('{"units":[{"key":"gov","name":"'),
  Buffer.from('c4b3cfd8c8cbc3f1d5feb8aeb0ecb9abcad2', 'hex'),
  Buffer.from('"}]}\n'),
]);
const littleEndian = (text: string): Buffer => Buffer.from(text, 'utf16le');
const bigEndian = (text: string): Buffer => littleEndian(text).swap16();

const problemOf = (bytes: Uint8Array): string => {
  const decoded = decodeImportFile(bytes);
  return 'problem' in decoded ? decoded.problem : `read as ${decoded.text}`;
};

describe('the bytes of an import file', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['GBK', GBK],
    ['UTF-16 LE with a byte order mark', littleEndian(`\uFEFF${TEXT}`)],
    ['UTF-16 LE without one', littleEndian(TEXT)],
    ['UTF-16 BE with a byte order mark', bigEndian(`\uFEFF${TEXT}`)],
    ['UTF-16 BE without one', bigEndian(TEXT)],
  ])('are read as %s', (_encoding, bytes) => {
    expect(decodeImportFile(bytes)).toEqual({ text: TEXT });
  });

  test('are read as GB18030 beyond GBK: a rare character of four bytes', () => {
    const rare = Buffer.concat([Buffer.from('{"name":"'), Buffer.from('8139ee39', 'hex'), Buffer.from('"}')]);
    expect(decodeImportFile(rare)).toEqual({ text: '{"name":"㐀"}' });
  });

  test.each([
    ['UTF-8 with a broken character', Buffer.from(TEXT).subarray(0, -6), 'UTF-8'],
    ['UTF-16 that ends in the middle of a character', littleEndian(`\uFEFF${TEXT}`).subarray(0, -1), 'UTF-16LE'],
    ['UTF-16 with half a pair', littleEndian('{"name":"\uD842"}'), 'UTF-16LE'],
    ['UTF-32', Buffer.from('fffe00007b000000', 'hex'), 'UTF-32'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004'), 'Excel'],
    ['bytes of no encoding known here', Buffer.from('7b22ff80ff22', 'hex'), '编码无法识别'],
    ['Big5, whose bytes mean nothing in GB18030', Buffer.from('7b22a4faa5a4aaa1a6a1fefe227d', 'hex'), '编码无法识别'],
  ])('are refused as %s, with the way to save them rightly', (_case, bytes, named) => {
    expect(problemOf(bytes)).toContain(named);
    expect(problemOf(bytes)).toMatch(/^[^a-z]*[\u4E00-\u9FFF].*另存为.*UTF-8.*\(.*save it again as UTF-8/);
  });

  test('a name that an earlier conversion damaged is refused by its line', () => {
    expect(problemOf(Buffer.from('{\n"name":"某\uFFFD\uFFFD"}'))).toMatch(/^第 2 行.*重新导出/);
  });
});
