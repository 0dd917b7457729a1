import type { Element } from 'domhandler';

/** One run of text in a row, with where it stands. */
export interface RowPiece {
  /** Blanks collapsed, never empty. */
  readonly text: string;
  readonly parent: Element;
  readonly isInAnchor: boolean;
  /** Which child of the row it stands in, by columns: a cell that spans two counts twice. */
  readonly column: number;
}

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
        const text = squeeze(child.data);
        if (text !== '') pieces.push({ text, parent: node, isInAnchor: at.isInAnchor, column });
      } else if ('attribs' in child && child.name !== 'script' && child.name !== 'style') {
        walk(child, { isInAnchor: at.isInAnchor || child === anchor, column });
        if (at.column === null) column += Math.max(1, Math.min(20, Number(child.attribs['colspan'] ?? '1') || 1));
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
    const words =
      cell === null
        ? ''
        : piecesOf(cell, null)
            .map(({ text }) => text)
            .join('');
    if (HEAD.test(words)) return words;
  }
  return null;
}

const HEAD = /^[^\d]{0,10}(?:日期|时间)[^\d]{0,4}$/;

/** Where a head may stand: the first line beside the row, and the first line of what stands before the row's parent. */
function headsOf(row: Element): readonly Element[] {
  const parent = row.parent;
  if (parent === null || !('attribs' in parent)) return [];
  const first = elementsOf(parent)[0];
  const before = elementBefore(parent);
  return [first, before === null ? undefined : (elementsOf(before)[0] ?? before), before ?? undefined].filter(
    (head): head is Element => head !== undefined && head !== row,
  );
}

function cellAt(line: Element, column: number): Element | null {
  let at = 0;
  for (const cell of elementsOf(line)) {
    at += Math.max(1, Math.min(20, Number(cell.attribs['colspan'] ?? '1') || 1));
    if (at > column) return cell;
  }
  return null;
}

function elementsOf(parent: Element): readonly Element[] {
  return parent.children.filter((child): child is Element => 'attribs' in child);
}

function elementBefore(element: Element): Element | null {
  let at = element.prev;
  while (at !== null && !('attribs' in at)) at = at.prev;
  return at as Element | null;
}

export function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').trim();
}
