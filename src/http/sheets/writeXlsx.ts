import { crc32 } from 'node:zlib';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Signs below the blank cannot stand in XML. */
const escaped = (text: string): string =>
  [...text].map((sign) => (sign < ' ' ? ' ' : (ENTITIES[sign] ?? sign))).join('');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A workbook of one sheet of texts (ECMA-376), the first line in bold, at most 26 columns; `widths` in characters. */
export function writeXlsx(name: string, lines: readonly (readonly string[])[], widths: readonly number[]): Buffer {
  const cell = (text: string, [row, column]: readonly [number, number]): string =>
    [
      `<c r="${LETTERS.charAt(column)}${row}" t="inlineStr" s="${row === 1 ? 1 : 2}">`,
      `<is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    ].join('');
  const rows = lines.map((cells, index) => {
    const row = index + 1;
    return `<row r="${row}">${cells.map((text, column) => cell(text, [row, column])).join('')}</row>`;
  });
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const workbook = `<sheets><sheet name="${escaped(sheetNameOf(name))}" sheetId="1" r:id="rId1"/></sheets>`;
  const sheet = `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>`;
  return zip({
    '[Content_Types].xml': types({
      '/xl/workbook.xml': 'sheet.main',
      '/xl/worksheets/sheet1.xml': 'worksheet',
      '/xl/styles.xml': 'styles',
    }),
    '_rels/.rels': relations({ officeDocument: 'xl/workbook.xml' }),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbook}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations({ worksheet: 'worksheets/sheet1.xml', styles: 'styles.xml' }),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${STYLES}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
  });
}

/** Styles 0: plain, 1: bold, 2: text (format 49): what people type over a date stays as they typed it. */
const NO_FORMAT = 'numFmtId="0" fontId="0" fillId="0" borderId="0"';
const FONT = '<sz val="11"/><name val="Calibri"/>';
const STYLES = [
  `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf ${NO_FORMAT}/></cellStyleXfs>`,
  `<cellXfs count="3"><xf ${NO_FORMAT} xfId="0"/>`,
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>',
].join('');

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml';

function types(parts: Readonly<Record<string, string>>): string {
  const named = Object.entries(parts).map(
    ([part, type]) => `<Override PartName="${part}" ContentType="${SPREADSHEET}.${type}+xml"/>`,
  );
  const defaults = `<Default Extension="rels" ContentType="${RELATIONS}"/>`;
  const xml = '<Default Extension="xml" ContentType="application/xml"/>';
  return `<Types xmlns="${PACKAGE}/content-types">${defaults}${xml}${named.join('')}</Types>`;
}

function relations(targets: Readonly<Record<string, string>>): string {
  const named = Object.entries(targets).map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${named.join('')}</Relationships>`;
}

/** At most 31 characters, without those that cannot stand in one. */
function sheetNameOf(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:']/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  );
}

/** The parts as they are, unpacked: they are small (APPNOTE 6.3.3). Dated 1 January 1980: nothing is known of when. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, xml] of Object.entries(parts)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(HEAD + xml)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(33, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(at, 12);
    files.push(Buffer.from('504b0304', 'hex'), common, path, bytes);
    directory.push(Buffer.from('504b01021400', 'hex'), common, entry.subarray(2), path);
    at += 4 + common.length + path.length + bytes.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(files.length / 4, 8);
  end.writeUInt16LE(files.length / 4, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, entries, end]);
}
