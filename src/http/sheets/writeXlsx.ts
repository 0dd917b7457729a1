import { crc32, deflateRawSync } from 'node:zlib';
import { columnLetters } from '../../domain/register/sheet';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Signs below the blank cannot stand in XML. */
const escaped = (text: string): string =>
  [...text].map((sign) => (sign < ' ' ? ' ' : (ENTITIES[sign] ?? sign))).join('');

/** A sheet of texts, the first line in bold. */
export interface WrittenSheet {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
  /** In characters. */
  readonly widths: readonly number[];
  /** What may be chosen in a column below the first line, and what is shown to whoever selects a cell of it. */
  readonly helps?: readonly SheetHelp[];
}
export interface SheetHelp {
  readonly column: number;
  readonly choices: readonly string[] | null;
  readonly title: string;
  readonly note: string;
}

/** A workbook of one sheet. */
export function writeXlsx(name: string, lines: WrittenSheet['lines'], widths: readonly number[]): Buffer {
  return writeWorkbook([{ name, lines, widths }]);
}

/** A workbook of sheets of texts (ECMA-376). */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Buffer {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(sheetNameOf(name))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const parts = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  return zip({
    '[Content_Types].xml': types({
      '/xl/workbook.xml': 'sheet.main',
      ...Object.fromEntries(parts.map((part) => [`/xl/${part}`, 'worksheet'])),
      '/xl/styles.xml': 'styles',
    }),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...parts.map((part): [string, string] => ['worksheet', part]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${STYLES}</styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/${parts[at] ?? ''}`, sheetXml(sheet)])),
  });
}

function sheetXml({ lines, widths, helps = [] }: WrittenSheet): string {
  const cell = (whole: string, [row, column]: readonly [number, number]): string =>
    [
      `<c r="${columnLetters(column)}${row}" t="inlineStr" s="${row === 1 ? 1 : 2}">`,
      `<is><t xml:space="preserve">${escaped(cellText(whole))}</t></is></c>`,
    ].join('');
  const rows = lines.map((cells, index) => {
    const row = index + 1;
    return `<row r="${row}">${cells.map((text, column) => (text === '' ? '' : cell(text, [row, column]))).join('')}</row>`;
  });
  // What people type below the last line is a text as well: an id stays as it is typed.
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="2"/>`,
  );
  const data = `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>`;
  return `<worksheet xmlns="${MAIN}">${data}${helpXml(helps)}</worksheet>`;
}

/** Longest text of a cell; a workbook with a longer one is not opened. */
const MOST_CELL_CHARACTERS = 32_767;

/** What a cell holds of a text, with a sign where it goes on. */
function cellText(text: string): string {
  return text.length <= MOST_CELL_CHARACTERS ? text : `${text.slice(0, MOST_CELL_CHARACTERS - 1)}…`;
}

/** Longest list a validation takes in its own text (ECMA-376, 18.3.1.33). */
const MOST_CHOICE_CHARACTERS = 255;
const LAST_ROW = 30_000;

function helpXml(helps: readonly SheetHelp[]): string {
  if (helps.length === 0) return '';
  const each = helps.map(({ column, choices, title, note }) => {
    const letters = columnLetters(column);
    const shown = `showInputMessage="1" promptTitle="${escaped(title.slice(0, 32))}" prompt="${escaped(note.slice(0, 255))}"`;
    const at = `sqref="${letters}2:${letters}${LAST_ROW}"`;
    const list = choices?.join(',') ?? '';
    return list === '' || list.length > MOST_CHOICE_CHARACTERS
      ? `<dataValidation allowBlank="1" ${shown} ${at}/>`
      : `<dataValidation type="list" allowBlank="1" ${shown} ${at}><formula1>"${escaped(list)}"</formula1></dataValidation>`;
  });
  return `<dataValidations count="${helps.length}">${each.join('')}</dataValidations>`;
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

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const named = targets.map(
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

/** The parts, deflated (APPNOTE 6.3.3). Dated 1 January 1980: nothing is known of when. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, xml] of Object.entries(parts)) {
    const [path, whole] = [Buffer.from(name), Buffer.from(HEAD + xml)];
    const bytes = deflateRawSync(whole);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(33, 8);
    common.writeUInt32LE(crc32(whole), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(whole.length, 18);
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
