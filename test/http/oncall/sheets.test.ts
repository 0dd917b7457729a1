import fs from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { readDutySheet } from '../../../src/http/oncall/readDutySheet';
import { unzip } from '../../../src/http/sheets/unzip';
import { writeXlsx } from '../../../src/http/sheets/writeXlsx';

const read = (bytes: Buffer) => readDutySheet(bytes.toString('base64')).map(({ row, cells }) => [row, ...cells]);
const fault = (bytes: Buffer): string => {
  try {
    return JSON.stringify(read(bytes));
  } catch (error) {
    const { code, field, message } = error as {
      readonly code: string;
      readonly field: string;
      readonly message: string;
    };
    return `${code} ${field} ${message}`;
  }
};
/** A workbook that a spreadsheet library wrote: a hidden sheet before the one with a title, a date and rich text. */
const october = fs.readFileSync(path.join(__dirname, 'october.xlsx'));

describe('a workbook', () => {
  test('is read as its first visible sheet says: shared and rich texts, dates as days, rows by their numbers', () => {
    const title = '2026年10月值班表';
    expect(read(october)).toEqual([
      // One cell over four columns.
      [1, title, title, title, title],
      [3, '日期', '值班人员', '带班领导', '电话'],
      [4, '46296', '张三', '王五 & "李"', '13800138000'],
      [5, '2026-10-02', '李四\n赵六', '', 'xy'],
      [9, '', '', '', '1'],
    ]);
  });

  test('of our own is read as it was written', () => {
    const lines = [
      ['日期', '值班人员'],
      ['2026-10-01', '张三 & <李四> "五"\u0001'],
      ['', ''],
      ['2026-10-03', ' 前后空格 '],
    ];
    expect(read(writeXlsx('总值班/十月', lines, [10, 20]))).toEqual([
      [1, '日期', '值班人员'],
      [2, '2026-10-01', '张三 & <李四> "五" '],
      [4, '2026-10-03', ' 前后空格 '],
    ]);
  });

  test('of our own holds no longer text than a spreadsheet opens, and says where one goes on', () => {
    const longest = '长'.repeat(32_767);
    const longer = `${longest}尾`;
    const sheet = unzip(writeXlsx('十月', [[longest, longer]], [10, 10]), 1_000_000)('xl/worksheets/sheet1.xml');
    const cells = [...(sheet?.toString() ?? '').matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, text]) => text);
    expect(cells).toEqual([longest, `${'长'.repeat(32_766)}…`]);
  });

  const patched = (change: (bytes: Buffer) => Buffer): Buffer => change(Buffer.from(october));
  /** One part in place of the sheet, deflated. */
  const withSheet = (xml: Buffer): Buffer => {
    const packed = deflateRawSync(xml);
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(xml.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, name, packed]);
    const entry = Buffer.concat([Buffer.from('504b01020000', 'hex'), common, Buffer.alloc(14), name]);
    const end = Buffer.alloc(22);
    end.write('504b0506', 0, 'hex');
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(local.length, 16);
    return Buffer.concat([local, entry, end]);
  };
  const sheetOf = (rows: string): Buffer => Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);

  test.each([
    ['that is cut off', () => patched((bytes) => bytes.subarray(0, 3_000)), '表格文件已损坏，无法读取。'],
    ['that is no archive after all', () => Buffer.from('PK\u0003\u0004 nothing'), '表格文件已损坏，无法读取。'],
    [
      'of Excel 97, or with a password',
      () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      '这是旧版 Excel（.xls）或加了密码的文件。',
    ],
    [
      'without a sheet',
      () =>
        patched((bytes) => Buffer.from(bytes.toString('latin1').replaceAll('worksheets/', 'worksheetz/'), 'latin1')),
      '文件不是 Excel（.xlsx）或 CSV 表格。',
    ],
    ['that unpacks without end', () => withSheet(Buffer.alloc(5 * 1024 * 1024, ' ')), '表格太大。'],
    ['of too many rows', () => withSheet(sheetOf('<row><c><v>1</v></c></row>'.repeat(2_001))), '表格太大。'],
    [
      'with entities of its own',
      () => withSheet(Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')),
      '表格文件已损坏，无法读取。',
    ],
    ['that nests without end', () => withSheet(Buffer.from('<a>'.repeat(200_000))), '表格文件已损坏，无法读取。'],
    ['that is empty', () => Buffer.alloc(0), '文件不是 Excel（.xlsx）或 CSV 表格。'],
  ] as const)('%s is refused with the reason', (_what, bytes, message) => {
    expect(fault(bytes())).toBe(`invalid-input content ${message}`);
  });

  test('of the most rows is read, cells without a place one after the other', () => {
    expect(read(withSheet(sheetOf('<row><c><v>1</v></c><c r="C1"><v>3</v></c></row>'.repeat(2_000)))).at(-1)).toEqual([
      2_000,
      '1',
      '',
      '3',
    ]);
  });
});

describe('a CSV file', () => {
  const lines = '日期,值班人员\r\n2026-10-01,"张三,""小""\n李四"\r\n\r\n2026-10-02,王五';
  const expected = [
    [1, '日期', '值班人员'],
    [2, '2026-10-01', '张三,"小"\n李四'],
    [4, '2026-10-02', '王五'],
  ];
  test.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${lines}`)],
    ['UTF-16', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['parted by semicolons', Buffer.from('日期;值班人员\n2026-10-01;"张三,""小""\n李四"\n\n2026-10-02;王五\n')],
    ['parted by tabs', Buffer.from('日期\t值班人员\n2026-10-01\t"张三,""小""\n李四"\n\n2026-10-02\t王五\n')],
  ])('is read in %s', (_what, bytes) => {
    expect(read(bytes)).toEqual(expected);
  });

  test('is read in GB18030, which is what Excel writes', () => {
    const bytes = Buffer.concat([Buffer.from('c8d5c6da', 'hex'), Buffer.from(','), Buffer.from('d5c5c8fd', 'hex')]);
    expect(read(bytes)).toEqual([[1, '日期', '张三']]);
  });

  test('that is no text is refused', () => {
    expect(fault(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toMatch(/^invalid-input content CSV/);
  });
});
