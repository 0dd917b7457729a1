/** How a cell of a column is read. */
export type CellForm =
  | 'name'
  | 'reference'
  | 'key'
  | 'level'
  | 'sectors'
  | 'region'
  | 'credit-code'
  | 'identifier'
  | 'platform'
  | 'external-id'
  | 'url'
  | 'column-class'
  | 'date'
  | 'username'
  | 'role'
  | 'flag'
  | 'site-plan'
  | 'count'
  | 'duty'
  | 'rank'
  | 'text';

export interface RegisterColumn {
  readonly field: string;
  readonly form: CellForm;
  /** As our own tables call it. */
  readonly header: string;
  /** What others call it. */
  readonly also: readonly string[];
  /** Without it nothing can be made of a sheet. */
  readonly isNeeded?: true;
  /** In characters. */
  readonly width: number;
  readonly mostCharacters: number;
  /** What to write, shown to whoever selects a cell of the column. */
  readonly note: string;
}

/** A column of at most 120 characters where nothing else is said. */
export const column = (
  field: string,
  form: CellForm,
  rest: Omit<RegisterColumn, 'field' | 'form' | 'mostCharacters'> & { readonly mostCharacters?: number },
): RegisterColumn => ({ field, form, mostCharacters: 120, ...rest });
