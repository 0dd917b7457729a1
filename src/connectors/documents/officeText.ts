import { unzipSync, type Unzipped } from 'fflate';
import { Parser } from 'htmlparser2';

/** Which parts of an archive hold what is written in it, in the order in which they are read. */
const TEXT_PARTS = {
  docx: [/^word\/document\.xml$/, /^word\/(?:header|footer)\d*\.xml$/, /^word\/(?:footnotes|endnotes|comments)\.xml$/],
  xlsx: [/^xl\/sharedStrings\.xml$/, /^xl\/worksheets\/[^/]+\.xml$/],
  pptx: [/^ppt\/slides\/[^/]+\.xml$/, /^ppt\/notesSlides\/[^/]+\.xml$/],
  ofd: [/\/Pages\/[^/]+\/Content\.xml$/],
} as const;
export type OfficeType = keyof typeof TEXT_PARTS;

/** The elements of each kind of document: what holds text, and behind which a line ends. */
const ELEMENTS: Readonly<Record<OfficeType, { readonly text: readonly string[]; readonly line: readonly string[] }>> = {
  docx: { text: ['w:t'], line: ['w:p', 'w:br', 'w:tab'] },
  xlsx: { text: ['t', 'v'], line: ['si', 'row', 'c'] },
  pptx: { text: ['a:t'], line: ['a:p', 'a:br'] },
  ofd: { text: ['ofd:TextCode', 'TextCode'], line: ['ofd:TextObject', 'TextObject'] },
};

/** More is no document that somebody reads, whatever the archive says of itself. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Unpacked it is more than is looked through. */
export class TooMuch extends Error {}

/**
 * What is written in an office document (ECMA-376, GB/T 33190), part by part, until `mostChars` are read. Formulas are
 * not carried out, outside parts are not loaded, and what was deleted in a tracked change is not read. Throws `TooMuch`,
 * or an error of the archive where it is damaged.
 */
export function officeText(bytes: Uint8Array, type: OfficeType, mostChars: number): string {
  const parts = unpackTexts(bytes, type);
  const names = TEXT_PARTS[type].flatMap((pattern) =>
    Object.keys(parts)
      .filter((name) => pattern.test(name))
      .sort((one, other) => one.localeCompare(other, 'en', { numeric: true })),
  );
  let text = '';
  for (const name of names) {
    if (text.length > mostChars) break;
    text += textOfPart(new TextDecoder().decode(parts[name]), type, mostChars + 1 - text.length);
  }
  return text;
}

function unpackTexts(bytes: Uint8Array, type: OfficeType): Unzipped {
  let left = MOST_UNPACKED_BYTES;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!TEXT_PARTS[type].some((pattern) => pattern.test(name))) return false;
      left -= originalSize;
      // What an archive says of its sizes is the room it gets: more does not fit into it.
      if (left < 0) throw new TooMuch(name);
      return true;
    },
  });
}

function textOfPart(xml: string, type: OfficeType, mostChars: number): string {
  const { text: holders, line } = ELEMENTS[type];
  const pieces: string[] = [];
  let length = 0;
  let depth = 0;
  let isShared = false;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        // A cell of shared text holds its number alone; the texts are a part of their own.
        if (type === 'xlsx' && name === 'c') isShared = attributes['t'] === 's';
        if (holders.includes(name) && !(name === 'v' && isShared)) depth += 1;
      },
      ontext: (piece) => {
        if (depth > 0 && length < mostChars) add(piece);
      },
      onclosetag: (name) => {
        if (holders.includes(name) && !(name === 'v' && isShared)) depth -= 1;
        if (line.includes(name) && pieces.at(-1) !== '\n') add('\n');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  // In pieces, so that a part of many megabytes is left where enough of it was read.
  for (let at = 0; at < xml.length && length < mostChars; at += CHUNK_CHARS)
    parser.write(xml.slice(at, at + CHUNK_CHARS));
  parser.end();
  return pieces.join('').slice(0, mostChars);
}
const CHUNK_CHARS = 65_536;
