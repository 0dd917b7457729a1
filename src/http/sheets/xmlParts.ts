import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import { sheetFault } from './sheetFault';

/** Names without their namespace, in which producers differ. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Read piece by piece: the tree of a large sheet would be many times its size. */
const PIECE_BYTES = 64 * 1024;
/** A workbook's parts nest some ten deep. */
const MOST_DEPTH = 60;

/** Reads one part of a workbook. Throws a refusal where it declares a document type or nests without end. */
export function readXml(part: Buffer, reader: XmlReader): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (depth > MOST_DEPTH) throw sheetFault('damaged');
        reader.open(plain(name), attributes);
      },
      ontext: (text) => reader.text(text),
      onclosetag: (name) => {
        depth -= 1;
        reader.close(plain(name));
      },
      // Workbooks declare no document type; entities of its own could blow a small file up.
      onprocessinginstruction: (name) => {
        if (name.startsWith('!')) throw sheetFault('damaged');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < part.length; at += PIECE_BYTES)
    parser.write(decoder.write(part.subarray(at, at + PIECE_BYTES)));
  parser.end(decoder.end());
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
