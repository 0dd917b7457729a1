import { Refusal } from '../../domain/errors';
import type { Sheet } from '../../domain/register/sheet';
import type { SheetLimits } from './limits';
import { readSheetPart } from './readSheetPart';
import { sheetFault } from './sheetFault';
import { unzip } from './unzip';
import { readXml } from './xmlParts';

interface Listed {
  readonly name: string;
  readonly relation: string;
  readonly isVisible: boolean;
}

/**
 * The visible sheets of an Office Open XML workbook (ECMA-376) in their order. Texts and numbers stay as they are
 * stored, a merged cell's value stands in all it covers, and nothing is ever worked out. Throws a refusal that says why
 * it cannot be read.
 */
export function readWorkbook(bytes: Buffer, limits: SheetLimits): readonly Sheet[] {
  try {
    return readSheets(unzip(bytes, limits.mostUnpackedBytes), limits);
  } catch (error) {
    // Whatever a broken file does to whoever reads it.
    throw error instanceof Refusal ? error : sheetFault('damaged');
  }
}

function readSheets(part: (name: string) => Buffer | null, limits: SheetLimits): readonly Sheet[] {
  const { listed, countsFrom1904 } = readListed(part('xl/workbook.xml'));
  const visible = listed.filter(({ isVisible }) => isVisible);
  const chosen = (visible.length === 0 ? listed : visible).slice(0, limits.mostSheets);
  const targets = readRelations(part('xl/_rels/workbook.xml.rels'));
  const shared = readShared(part('xl/sharedStrings.xml'));
  // A file without a list of its sheets has the one that every program calls so.
  const wanted = chosen.length === 0 ? [{ name: 'Sheet1', relation: '' }] : chosen;
  let room = limits.mostRows;
  return wanted.map(({ name, relation }) => {
    const sheet = part(targets.get(relation) ?? 'xl/worksheets/sheet1.xml');
    if (sheet === null) throw sheetFault('not-a-table');
    const rows = readSheetPart(sheet, { shared, mostRows: room, mostColumns: limits.mostColumns });
    room -= rows.length;
    return { name, rows, countsFrom1904 };
  });
}

function readListed(workbook: Buffer | null): { readonly listed: readonly Listed[]; readonly countsFrom1904: boolean } {
  const listed: Listed[] = [];
  let countsFrom1904 = false;
  if (workbook !== null)
    readXml(workbook, {
      open: (name, attributes) => {
        if (name === 'workbookPr') countsFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        if (name !== 'sheet') return;
        const relation = Object.entries(attributes).find(([attribute]) => /(?:^|:)id$/.test(attribute))?.[1] ?? '';
        const isVisible = (attributes['state'] ?? 'visible') === 'visible';
        listed.push({ name: attributes['name'] ?? '', relation, isVisible });
      },
      text: () => undefined,
      close: () => undefined,
    });
  return { listed, countsFrom1904 };
}

function readRelations(relations: Buffer | null): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (relations !== null)
    readXml(relations, {
      open: (name, { Id: id = '', Target: target = '' }) => {
        if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
      text: () => undefined,
      close: () => undefined,
    });
  return targets;
}

/** A text, or the pieces it is written in; how it is spoken (`rPh`) is no part of it. */
function readShared(strings: Buffer | null): readonly string[] {
  const shared: string[] = [];
  if (strings === null) return shared;
  let [text, isText, isSpoken] = ['', false, false];
  readXml(strings, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isSpoken = true;
      else if (name === 't') isText = true;
    },
    text: (piece) => {
      if (isText && !isSpoken) text += piece;
    },
    close: (name) => {
      if (name === 'si') shared.push(text);
      else if (name === 'rPh') isSpoken = false;
      else if (name === 't') isText = false;
    },
  });
  return shared;
}
