import type { Element } from 'domhandler';
import { elementAfter, elementBefore, firstElement, isElement, textWithin } from './elementText';

/** One run of text in a row, with where it stands. */
export interface RowPiece {
  /** Blanks collapsed, never empty. */
  readonly text: string;
  readonly parent: Element;
  readonly isInAnchor: boolean;
  /** Which child of the row it stands in, by columns: a cell that spans two counts twice. */
  readonly column: number;
}

/** A longer run of text is neither a date nor a title. */
const LONGEST_PIECE = 1_000;
/** Beyond so many pieces an element is no row. */
const MOST_PIECES = 200;

/** The texts of a row in their order, each with its place; scripts and styles left out. */
export function piecesOf(row: Element, anchor: Element | null): readonly RowPiece[] {
  const pieces: RowPiece[] = [];
  const walk = (node: Element, at: { readonly isInAnchor: boolean; readonly column: number | null }): void => {
    let column = at.column ?? 0;
    for (const child of node.children) {
      if (pieces.length >= MOST_PIECES) return;
      if (child.type === 'text') {
        const text = squeeze(child.data.slice(0, LONGEST_PIECE));
        if (text !== '') pieces.push({ text, parent: node, isInAnchor: at.isInAnchor, column });
      } else if ('attribs' in child && child.name !== 'script' && child.name !== 'style') {
        walk(child, { isInAnchor: at.isInAnchor || child === anchor, column });
        if (at.column === null) column += widthOf(child);
      }
    }
  };
  walk(row, { isInAnchor: row === anchor, column: null });
  return pieces;
}

/** The words at the head of a row's column: those of the table's head, or of the list's first line. */
export function columnHeadOf(row: Element, column: number): string | null {
  for (const head of headsOf(row)) {
    const cell = cellAt(head, column);
    const words = cell === null ? '' : textWithin(cell, LONGEST_HEAD).replace(/[\s\u3000]+/g, '');
    if (HEAD.test(words)) return words;
  }
  return null;
}

const LONGEST_HEAD = 40;
const HEAD = /^[^\d]{0,10}(?:日期|时间)[^\d]{0,4}$/;

/** Where a head may stand: the first line beside the row, and the first line of what stands before the row's parent. */
function headsOf(row: Element): readonly Element[] {
  const parent = row.parent;
  if (!isElement(parent)) return [];
  const first = firstElement(parent);
  const before = elementBefore(parent);
  return [first, before === null ? null : (firstElement(before) ?? before), before].filter(
    (head): head is Element => head !== null && head !== row,
  );
}

/** A table has fewer columns; what stands beyond is no head. */
const MOST_COLUMNS = 50;

function cellAt(line: Element, column: number): Element | null {
  let at = 0;
  for (let cell = firstElement(line); cell !== null && at < MOST_COLUMNS; cell = elementAfter(cell)) {
    at += widthOf(cell);
    if (at > column) return cell;
  }
  return null;
}

function widthOf({ attribs }: Element): number {
  return Math.max(1, Math.min(20, Number(attribs['colspan'] ?? '1') || 1));
}

export function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').trim();
}
