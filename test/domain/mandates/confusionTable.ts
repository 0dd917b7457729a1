import type { RepostMatch } from '../../../src/domain/mandates/matchRepost';

const COLUMNS = ['fulfils', 'altered', 'unclear', 'no'] as const;
type Column = (typeof COLUMNS)[number];
const HEADINGS: Readonly<Record<Column, string>> = {
  fulfils: 'fulfils',
  altered: 'altered',
  unclear: 'person looks',
  no: 'no',
};

/** Kinds of posts against what they were taken for. */
export interface ConfusionTable {
  add(kind: string, match: RepostMatch): void;
  count(kind: string, column: Column): number;
  total(kind: string): number;
  kinds(): readonly string[];
  print(title: string): void;
}

export function createConfusionTable(): ConfusionTable {
  const rows = new Map<string, Record<Column, number>>();
  const rowOf = (kind: string): Record<Column, number> =>
    rows.get(kind) ?? { fulfils: 0, altered: 0, unclear: 0, no: 0 };
  return {
    add: (kind, match) => {
      const row = rowOf(kind);
      row[match.kind] += 1;
      rows.set(kind, row);
    },
    count: (kind, column) => rowOf(kind)[column],
    total: (kind) => COLUMNS.reduce((sum, column) => sum + rowOf(kind)[column], 0),
    kinds: () => [...rows.keys()],
    print: (title) => {
      const lines = [...rows].map(
        ([kind, row]) => `${kind.padEnd(58)}${COLUMNS.map((column) => String(row[column]).padStart(14)).join('')}`,
      );
      process.stdout.write(
        `\n${title}\n${''.padEnd(58)}${COLUMNS.map((column) => HEADINGS[column].padStart(14)).join('')}\n${lines.join('\n')}\n`,
      );
    },
  };
}
