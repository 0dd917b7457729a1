import { Parser } from 'htmlparser2';
import type { Handler } from 'htmlparser2';

/**
 * No page or feed that people made nests its elements this deep (browsers stop at 512); beyond it, parsers take time by
 * the square and walks exhaust the stack.
 */
const DEEPEST = 1_500;
/** Markup is given to a parser in pieces of so many characters: between them it is looked whether to go on. */
const PIECE = 8_192;

/**
 * Whether markup nests so deep that no tree must be made of it. Counted as the parser counts, with the ends that HTML
 * leaves out and understands; in time by the length of the markup, whatever it holds.
 */
export function nestsTooDeeply(markup: string, kind: 'html' | 'xml'): boolean {
  return !parseInPieces(markup, {}, { xmlMode: kind === 'xml', decodeEntities: false });
}

/** Parses markup by events. False where it nests too deep: then the rest was not read. */
export function parseInPieces(
  markup: string,
  handler: Partial<Handler>,
  options: { readonly xmlMode?: boolean; readonly decodeEntities: boolean },
): boolean {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentag(name, attributes, isImplied) {
        depth += 1;
        handler.onopentag?.(name, attributes, isImplied);
      },
      onclosetag(name, isImplied) {
        depth -= 1;
        handler.onclosetag?.(name, isImplied);
      },
    },
    options,
  );
  for (let at = 0; at < markup.length; at += PIECE) {
    parser.write(markup.slice(at, at + PIECE));
    if (depth > DEEPEST) return false;
  }
  parser.end();
  return true;
}
