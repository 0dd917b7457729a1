import type { ImportId } from '../../domain/ids';
import type { ImportPart, Imports } from '../../ports/importStorage';
import { Refusal } from '../../domain/errors';
import { checkId } from '../checkInput';
import { count, documentSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface ImportPartRow extends Row {
  readonly _id: string;
  readonly importId: ImportId;
  readonly part: ImportPart;
  readonly place: number;
  /** How many pieces the whole has; the same in each of them. */
  readonly of: number;
  readonly text: string;
}

export const importPartSchema = documentSchema({
  _id: text,
  importId: text,
  part: text,
  place: count,
  of: count,
  text,
});

export type ImportParts = Pick<Imports, 'part' | 'putPart' | 'removePart'>;

/** Far below the largest document a store takes. */
const PIECE_CHARACTERS = 1_000_000;
const MOST_PIECES = 200;

/** A value as JSON over as many rows as it needs. The first piece is written last: without it the part is not there. */
export function createImportParts(table: Table<ImportPartRow>): ImportParts {
  const removePart: ImportParts['removePart'] = async (id, part) => {
    await table.removeAll({ importId: checkId(id, 'importId'), part });
  };
  return {
    part: async <T>(id: ImportId, part: ImportPart) => {
      const filter = { importId: checkId(id, 'importId'), part };
      const rows = await table.many(filter, { sort: { place: 1 }, limit: MOST_PIECES });
      if (rows.length === 0 || rows.length !== rows[0]?.of) return null;
      return JSON.parse(rows.map((row) => row.text).join('')) as T;
    },
    putPart: async (id, part, value) => {
      const whole = JSON.stringify(value);
      const of = Math.max(1, Math.ceil(whole.length / PIECE_CHARACTERS));
      if (of > MOST_PIECES)
        throw new Refusal('invalid-input', '文件的内容过多，无法保存。', {
          ...{ remedy: '请分成几个文件，分别上传。', field: 'content' },
        });
      await removePart(id, part);
      for (let place = of - 1; place >= 0; place -= 1)
        await table.insert({
          ...{ _id: `${id}:${part}:${place}`, importId: id, part, place, of },
          text: whole.slice(place * PIECE_CHARACTERS, (place + 1) * PIECE_CHARACTERS),
        });
    },
    removePart,
  };
}
