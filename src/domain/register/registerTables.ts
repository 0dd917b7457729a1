import { FILING_FIELD_NAMES } from '../accounts/filing';
import { SITE_FILING_FIELDS } from '../accounts/siteFiling';
import { REGISTER_COLUMNS, SHEET_NAMES, type RegisterKind } from './columns';
import { FILING_PREFIX } from './filingColumns';
import type { RegisterColumn } from './registerColumn';
import type { Registered } from './registered';
import {
  COLUMN_CLASS_WORDS,
  DUTY_WORDS,
  FLAG_WORDS,
  LEVEL_WORDS,
  PLATFORM_WORDS,
  RANK_WORDS,
  ROLE_WORDS,
  SITE_PLAN_WORDS,
  wordsOf,
} from './words';

/** One table of the register, ready to be written into a sheet. */
export interface RegisterTable {
  readonly kind: RegisterKind;
  readonly name: string;
  readonly columns: readonly (RegisterColumn & {
    /** What a cell can be; null: anything. */ readonly choices: readonly string[] | null;
  })[];
  readonly rows: readonly (readonly string[])[];
}
export type RegisterTables = readonly RegisterTable[];

type Sectors = readonly { readonly key: string; readonly name: string }[];

const CHOICES: Readonly<
  Partial<Record<RegisterColumn['form'], Readonly<Record<string, readonly [string, ...string[]]>>>>
> = {
  level: LEVEL_WORDS,
  platform: PLATFORM_WORDS,
  'column-class': COLUMN_CLASS_WORDS,
  role: ROLE_WORDS,
  flag: FLAG_WORDS,
  'site-plan': SITE_PLAN_WORDS,
  duty: DUTY_WORDS,
  rank: RANK_WORDS,
};

/** What is registered as tables that say the same when they are read again. Nothing secret is in them. */
export function registerTables(
  { units, sites, accounts, people, liaisons }: Registered,
  sectors: Sectors,
): RegisterTables {
  const sectorName = new Map(sectors.map(({ key, name }) => [key, name]));
  return [
    table('units', units, ({ parentKey, creditCode, sectors: keys, ...unit }) => ({
      ...unit,
      parent: parentKey,
      creditCode,
      sectors: keys.map((key) => sectorName.get(key) ?? key).join('、'),
    })),
    table('sites', sites, ({ unitKey, filing, ...site }) => ({
      ...site,
      ...filed(filing, SITE_FILING_FIELDS),
      unit: unitKey,
    })),
    table('accounts', accounts, ({ unitKey, siteKey, filing, ...account }) => ({
      ...account,
      ...filed(filing, FILING_FIELD_NAMES),
      unit: unitKey,
      site: siteKey,
    })),
    table('people', people, ({ unitKey, ...person }) => ({ ...person, unit: unitKey })),
    table('liaisons', liaisons, ({ unitKey, username, ...rest }) => ({ ...rest, unit: unitKey, person: username })),
  ];
}

function filed<Field extends string>(
  filing: Readonly<Record<Field, unknown>>,
  fields: readonly Field[],
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    fields.map((field) => [`${FILING_PREFIX}${field}`, filing[field] === null ? null : String(filing[field])]),
  );
}

function table<Row>(
  kind: RegisterKind,
  rows: readonly Row[],
  read: (row: Row) => Readonly<Record<string, unknown>>,
): RegisterTable {
  const columns = REGISTER_COLUMNS[kind];
  return {
    kind,
    name: SHEET_NAMES[kind],
    columns: columns.map((column) => {
      const words = CHOICES[column.form];
      return { ...column, choices: words === undefined ? null : wordsOf(words) };
    }),
    rows: rows.map((row) => {
      const values = read(row);
      return columns.map(({ field, form }) => {
        const value = values[field];
        const text = typeof value === 'string' ? value : '';
        return CHOICES[form]?.[text]?.[0] ?? text;
      });
    }),
  };
}

/** How a row of each table may look; the first cell says that it is none. */
const EXAMPLES: Readonly<Record<RegisterKind, Readonly<Record<string, string>>>> = {
  units: { name: '（示例，导入时略过）某县教育局', parent: '某县人民政府', level: '部门', region: '330106' },
  sites: { unit: '（示例，导入时略过）某县人民政府', name: '某县政府网', homeUrl: 'https://www.example.gov.cn/' },
  accounts: {
    ...{ unit: '（示例，导入时略过）某县教育局', platform: '微博', name: '某县教育', externalId: '1234567890' },
    ...{ homeUrl: 'https://weibo.com/u/1234567890', openedOn: '2020-01-01' },
  },
  people: { username: '（示例，导入时略过）zhang.san', name: '张三', role: '信息员', unit: '某县教育局' },
  liaisons: {
    ...{ unit: '（示例，导入时略过）某县教育局', duty: '信息员', name: '张三', post: '办公室科员' },
    ...{ mobile: '13800000000', sinceOn: '2026-03-01' },
  },
};

/** Tables to be filled in: heads, choices and one example each. */
export function emptyTables(): RegisterTables {
  return registerTables({ units: [], sites: [], accounts: [], people: [], liaisons: [] }, []).map(
    ({ kind, ...rest }) => ({
      ...rest,
      kind,
      rows: [rest.columns.map(({ field }) => EXAMPLES[kind][field] ?? '')],
    }),
  );
}
