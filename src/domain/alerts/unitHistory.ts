import type { LedgerEntry } from './alert';

export const UNIT_FIELDS = ['name', 'creditCode', 'level', 'sectors', 'region', 'superior', 'state'] as const;
export type UnitField = (typeof UNIT_FIELDS)[number];

/** One field of a unit before and after; null: there was nothing. `superior` and `state` may name a unit by its id. */
export interface UnitFieldChange {
  readonly field: UnitField;
  readonly from: string | null;
  readonly to: string | null;
}

/** The line of the ledger of a nature is `level · sectors · region`, with `-` for nothing. */
const NATURE = ['level', 'sectors', 'region'] as const;

/** What a line of the ledger of a unit says of its fields. Lines of earlier versions are read as well. */
export function fieldChangesOf({
  kind,
  from,
  to,
  data,
}: Pick<LedgerEntry, 'kind' | 'from' | 'to' | 'data'>): readonly UnitFieldChange[] {
  switch (kind) {
    case 'unit-added':
      return [
        ...(['name', 'creditCode', 'level', 'sectors', 'region'] as const).map((field) => ({
          field,
          to: said(data[field]),
        })),
        { field: 'superior' as const, to: said(data['parentId']) },
      ].flatMap(({ field, to: now }) => (now === null ? [] : [{ field, from: null, to: now }]));
    case 'unit-changed':
      return 'nameTo' in data || 'creditCodeTo' in data ? recordChanges(data) : natureChanges(from, to);
    case 'unit-moved':
      return [{ field: 'superior', from, to }];
    case 'unit-closed':
    case 'unit-reopened':
    case 'unit-merged':
      return [{ field: 'state', from, to }];
    default:
      return [];
  }
}

function recordChanges(data: LedgerEntry['data']): readonly UnitFieldChange[] {
  return (['name', 'creditCode'] as const).flatMap((field) =>
    `${field}To` in data ? [{ field, from: said(data[`${field}From`]), to: said(data[`${field}To`]) }] : [],
  );
}

function natureChanges(from: string | null, to: string | null): readonly UnitFieldChange[] {
  const [before, after] = [from, to].map((line) => (line ?? '').split(' · '));
  return NATURE.flatMap((field, at) => {
    const [one, other] = [partOf(before?.[at]), partOf(after?.[at])];
    return one === other ? [] : [{ field, from: one, to: other }];
  });
}

const partOf = (part: string | undefined): string | null => (part === undefined || part === '-' ? null : part);
const said = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
