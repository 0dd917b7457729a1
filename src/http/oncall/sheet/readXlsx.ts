import { XMLParser } from 'fast-xml-parser';
import { Refusal } from '../../../domain/errors';
import type { TableRow } from '../../../domain/oncall/dutyTable';
import { sheetFault } from './sheetFault';
import { unzip } from './unzip';

/** What is beyond is not read: a roster has some columns, and at most a row a day with some around them. */
const MOST_COLUMNS = 60;
const MOST_ROWS = 2_000;

const PARTS_OF_LISTS = new Set(['sheet', 'Relationship', 'si', 'r', 'row', 'c']);
const parserOptions = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (...[name, , , isAttribute]: readonly [string, unknown, boolean, boolean]) =>
    !isAttribute && PARTS_OF_LISTS.has(name),
};

type Node = Readonly<Record<string, unknown>>;
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : []);
const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { '#text': text } = nodeOf(value);
  return typeof text === 'string' ? text : '';
};

/**
 * The cells of the first visible sheet of an Office Open XML workbook (ECMA-376) as text, rows without any left out.
 * Numbers stay as they are stored: a date is its count of days. Throws a refusal that says why it cannot be read.
 */
export function readXlsx(bytes: Buffer): readonly TableRow[] {
  try {
    return readRows(unzip(bytes));
  } catch (error) {
    // Whatever a broken file does to whoever reads it.
    throw error instanceof Refusal ? error : sheetFault('damaged');
  }
}

function readRows(part: (name: string) => Buffer | null): readonly TableRow[] {
  const parser = new XMLParser(parserOptions);
  const parse = (name: string): Node | null => {
    const xml = part(name)?.toString('utf8');
    if (xml === undefined) return null;
    // Workbooks declare no document type; entities of its own could blow a small file up.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw sheetFault('damaged');
    return nodeOf(parser.parse(xml));
  };
  const workbook = nodeOf(parse('xl/workbook.xml')?.['workbook']);
  if (['1', 'true'].includes(textOf(nodeOf(workbook['workbookPr'])['@date1904']))) throw sheetFault('other-calendar');
  const sheet = parse(sheetName(workbook, parse('xl/_rels/workbook.xml.rels')));
  if (sheet === null) throw sheetFault('not-a-table');
  const shared = nodes(nodeOf(parse('xl/sharedStrings.xml')?.['sst'])['si']).map(stringOf);
  const rows: TableRow[] = [];
  let last = 0;
  for (const row of nodes(nodeOf(nodeOf(sheet['worksheet'])['sheetData'])['row'])) {
    const number = Number(textOf(row['@r'])) || last + 1;
    last = number;
    const cells = cellsOf(row, shared);
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: number, cells });
    if (rows.length > MOST_ROWS) throw sheetFault('too-large');
  }
  return rows;
}

/** The path of the first sheet that is not hidden. */
function sheetName(workbook: Node, relations: Node | null): string {
  const sheets = nodes(nodeOf(workbook['sheets'])['sheet']);
  const first = sheets.find((sheet) => textOf(sheet['@state'] ?? 'visible') === 'visible') ?? sheets[0];
  const target = nodes(nodeOf(relations?.['Relationships'])['Relationship']).find(
    (one) => first !== undefined && one['@Id'] === first['@id'],
  )?.['@Target'];
  const path = textOf(target);
  if (path === '') return 'xl/worksheets/sheet1.xml';
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`;
}

/** A text, or the pieces it is written in; how it is spoken (`rPh`) is no part of it. */
function stringOf(node: Node): string {
  const pieces = nodes(node['r']).map((piece) => textOf(piece['t']));
  return pieces.length > 0 ? pieces.join('') : textOf(node['t']);
}

function cellsOf(row: Node, shared: readonly string[]): readonly string[] {
  const cells: string[] = [];
  let last = -1;
  for (const cell of nodes(row['c'])) {
    const column = columnOf(textOf(cell['@r'])) ?? last + 1;
    last = column;
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = valueOf(cell, shared);
  }
  return cells;
}

/** `B3` is 1; null: the cell does not say where it stands. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf(cell: Node, shared: readonly string[]): string {
  const value = textOf(cell['v']);
  switch (textOf(cell['@t'])) {
    case 's':
      return shared[Number(value)] ?? '';
    case 'inlineStr':
      return stringOf(nodeOf(cell['is']));
    case 'e':
      return '';
    default:
      return value;
  }
}
