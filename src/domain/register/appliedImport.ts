import { filingAfter, FILING_FIELD_NAMES, NO_FILING } from '../accounts/filing';
import { NO_SITE_FILING, siteFilingAfter, SITE_FILING_FIELDS } from '../accounts/siteFiling';
import { FILING_PREFIX } from './filingColumns';
import type { RegisterKind } from './columns';
import { liaisonRef } from './planLiaisons';
import type {
  RegisteredAccount,
  RegisteredLiaison,
  RegisteredPerson,
  RegisteredSite,
  RegisteredUnit,
} from './registered';
import type { AccountOfFile, LiaisonOfFile, PersonOfFile, SiteOfFile, UnitOfFile } from './registerFile';

/** A row of each kind, as a file lists it. */
export interface RowOf {
  readonly units: UnitOfFile;
  readonly sites: SiteOfFile;
  readonly accounts: AccountOfFile;
  readonly people: PersonOfFile;
  readonly liaisons: LiaisonOfFile;
}
export interface Added<Row> {
  readonly id: string;
  readonly row: Row;
}
export interface Changed<Row> {
  readonly before: Row;
  readonly after: Row;
}

/** What an import has done: what it takes to take it back. */
export interface AppliedImport {
  readonly added: { readonly [kind in RegisterKind]: readonly Added<RowOf[kind]>[] };
  readonly changed: { readonly [kind in RegisterKind]: readonly Changed<RowOf[kind]>[] };
}

export const NOTHING_APPLIED: AppliedImport = {
  added: { units: [], sites: [], accounts: [], people: [], liaisons: [] },
  changed: { units: [], sites: [], accounts: [], people: [], liaisons: [] },
};

/** As it was kept, also by a version that knew fewer kinds. */
export function wholeApplied(kept: {
  readonly added: Partial<AppliedImport['added']>;
  readonly changed: Partial<AppliedImport['changed']>;
}): AppliedImport {
  return {
    added: { ...NOTHING_APPLIED.added, ...kept.added },
    changed: { ...NOTHING_APPLIED.changed, ...kept.changed },
  };
}

/** A row by the names of its fields, as texts; what it does not state is left out. */
type Values = Readonly<Record<string, string>>;

const VALUES: { readonly [kind in RegisterKind]: (row: RowOf[kind]) => Readonly<Record<string, unknown>> } = {
  units: ({ name, parent, level, sectors, region, creditCode }) => {
    return { name, parent, level, sectors: sectors?.join(','), region, creditCode };
  },
  sites: ({ unit, name, homeUrl, identifierCode, filing = {} }) => {
    return { unit, name, homeUrl, identifierCode, ...prefixed(filing, SITE_FILING_FIELDS) };
  },
  accounts: ({ unit, name, homeUrl, columnClass, region, openedOn, site, filing = {} }) => {
    return { unit, name, homeUrl, columnClass, region, openedOn, site, ...prefixed(filing, FILING_FIELD_NAMES) };
  },
  people: ({ name, role, unit }) => ({ name, role, unit }),
  liaisons: ({ unit, duty, name, post, rank, mobile, officePhone, person, sinceOn }) => {
    return { unit, duty, name, post, rank, mobile, officePhone, person, sinceOn };
  },
};

function prefixed<Field extends string>(
  filing: { readonly [field in Field]?: unknown },
  fields: readonly Field[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [`${FILING_PREFIX}${field}`, filing[field]]));
}

function valuesOf<Kind extends RegisterKind>(kind: Kind, row: RowOf[Kind]): Values {
  const stated = Object.entries(VALUES[kind](row)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated.map(([field, value]) => [field, value === null ? '' : String(value)]));
}

/** Names a row among those of its kind: the unit's or site's key, platform and id of an account, a user name. */
export function refOf<Kind extends RegisterKind>(kind: Kind, row: RowOf[Kind]): string {
  if (kind === 'accounts') {
    const { platform, externalId } = row as AccountOfFile;
    return `${platform} ${externalId}`;
  }
  if (kind === 'liaisons') return liaisonRef(row as LiaisonOfFile);
  return kind === 'people' ? (row as PersonOfFile).username : (row as UnitOfFile | SiteOfFile).key;
}

/** What an import makes of a row by itself where the file does not say it. */
const MADE_BY_IMPORT: ReadonlySet<string> = new Set(['site']);

/**
 * Is what was added still what the file made of it? What the file left open counts as well: a filing record, settings
 * or a level that somebody has filled in since is theirs.
 */
export function isAsAdded<Kind extends RegisterKind>(kind: Kind, row: RowOf[Kind], now: RowOf[Kind]): boolean {
  const [left, current] = [valuesOf(kind, row), valuesOf(kind, now)];
  const fields = new Set([...Object.keys(left), ...Object.keys(current)]);
  return (
    settingsOf(row) === settingsOf(now) &&
    [...fields].every(
      (field) =>
        (left[field] === undefined && MADE_BY_IMPORT.has(field)) || (left[field] ?? '') === (current[field] ?? ''),
    )
  );
}

function settingsOf(row: object): string {
  const { settings = {} } = row as { readonly settings?: Readonly<Record<string, unknown>> };
  return JSON.stringify(Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The fields an import changed: those that still are as it left them go back (`back`), those that somebody has changed
 * since do not (`since`), and those that are as they were before need nothing.
 */
export function fieldsBack<Kind extends RegisterKind>(
  kind: Kind,
  { before, after }: Changed<RowOf[Kind]>,
  now: RowOf[Kind],
): { readonly back: readonly string[]; readonly since: readonly string[] } {
  const [former, left, current] = [valuesOf(kind, before), valuesOf(kind, after), valuesOf(kind, now)];
  const changed = Object.keys(left).filter(
    (field) => left[field] !== (former[field] ?? '') && current[field] !== (former[field] ?? ''),
  );
  return {
    back: changed.filter((field) => current[field] === left[field]),
    since: changed.filter((field) => current[field] !== left[field]),
  };
}

/** The row as it is now, with these fields as they were. */
export function withFormer<Kind extends RegisterKind>(
  { before, now }: { readonly before: RowOf[Kind]; readonly now: RowOf[Kind] },
  fields: readonly string[],
): RowOf[Kind] {
  const former = before as unknown as Readonly<Record<string, unknown>>;
  const filed = (former['filing'] ?? {}) as Readonly<Record<string, unknown>>;
  const plain = fields.filter((field) => !field.startsWith(FILING_PREFIX));
  const filing = fields.flatMap((field) =>
    field.startsWith(FILING_PREFIX) ? [field.slice(FILING_PREFIX.length)] : [],
  );
  const { filing: _filing, ...rest } = now as RowOf[Kind] & { readonly filing?: unknown };
  return {
    ...rest,
    ...Object.fromEntries(plain.map((field) => [field, former[field]])),
    ...(filing.length === 0
      ? {}
      : { filing: Object.fromEntries(filing.map((field) => [field, filed[field] ?? null])) }),
  } as unknown as RowOf[Kind];
}

/** Rows of a file as they are stored then: what is filed of a row lies over what was filed before. */
export function asLeft<Kind extends RegisterKind>(
  kind: Kind,
  row: RowOf[Kind],
  before: RowOf[Kind] | null,
): RowOf[Kind] {
  const former = before as { readonly filing?: object } | null;
  const { filing } = row as { readonly filing?: object };
  if (filing === undefined) return row;
  if (kind === 'accounts') return { ...row, filing: filingAfter({ ...NO_FILING, ...former?.filing }, filing) };
  return { ...row, filing: siteFilingAfter({ ...NO_SITE_FILING, ...former?.filing }, filing) };
}

interface RegisteredOf {
  readonly units: RegisteredUnit;
  readonly sites: RegisteredSite;
  readonly accounts: RegisteredAccount;
  readonly people: RegisteredPerson;
  readonly liaisons: RegisteredLiaison;
}

/** What is registered as a row of a file. */
export const ROW_FROM: { readonly [kind in RegisterKind]: (registered: RegisteredOf[kind]) => RowOf[kind] } = {
  units: ({ key, name, parentKey, level, sectors, region, creditCode }) => {
    return { key, name, parent: parentKey, level, sectors, region, creditCode };
  },
  sites: ({ key, unitKey, name, homeUrl, identifierCode, filing }) => {
    return { key, unit: unitKey, name, homeUrl, identifierCode, repostColumn: null, filing };
  },
  accounts: ({ unitKey, siteKey, isReached: _reached, ...account }) => {
    return { ...account, unit: unitKey, credential: null, ...(siteKey === null ? {} : { site: siteKey }) };
  },
  people: ({ username, name, role, unitKey }) => ({ username, name, role, unit: unitKey, password: null }),
  liaisons: ({ unitKey, username, isReached: _reached, ...liaison }) => {
    return { ...liaison, unit: unitKey, person: username };
  },
};

/** What these rows are as registered, in their order; one that is not is left out. */
export function formerRows<Kind extends RegisterKind>(
  kind: Kind,
  rows: readonly RowOf[Kind][],
  registered: readonly RegisteredOf[Kind][],
): readonly RowOf[Kind][] {
  if (rows.length === 0) return [];
  const known = new Map(
    registered.map((one) => {
      const row = ROW_FROM[kind](one);
      return [refOf(kind, row), row] as const;
    }),
  );
  return rows.flatMap((row) => known.get(refOf(kind, row)) ?? []);
}
