/**
 * Which fields of a stored row stand in a JSON object, under which name and in this order: data, so that rows can be
 * turned into JSON without making objects of them first.
 */
export type JsonShape = readonly JsonField[];

interface JsonField {
  readonly name: string;
  /** The field of the row; an object of the row whole, unless `parts` says what of it. */
  readonly from: string;
  /** Of the object in `from`; null stays null. */
  readonly parts?: JsonShape;
  /** Rows of earlier versions do not have it: null then. Of all others a row without it is not turned into JSON. */
  readonly isLater?: true;
}
