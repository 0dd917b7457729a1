import { isWritten } from '../writtenText';
import type { CivilDate } from '../time/instant';

/**
 * The filing record of an account (备案), field by field; null: not stated. The groups are those of the report sheet of
 * 全国政务新媒体信息报送系统; the day an account was opened stands with the account itself.
 */
export interface AccountFiling {
  /** 主管单位 (国办发〔2018〕123号). */
  readonly supervisingBody: string | null;
  /** 认证主体: whom the platform shows as the owner, and until when it has certified that. */
  readonly certifiedSubject: string | null;
  readonly certifiedUntil: CivilDate | null;
  /** 用途、简介. */
  readonly purpose: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  /** 信息主管 and 信息员 (晋城 2019, 二), as they were filed; several are parted by `、`. */
  readonly infoChief: string | null;
  readonly infoOfficers: string | null;
  /** 承办、运维单位, and the day its contract ends. */
  readonly contractor: string | null;
  readonly contractEndsOn: CivilDate | null;
  /** 主账号 of its unit. */
  readonly isMain: boolean | null;
  readonly filingNumber: string | null;
  readonly filedOn: CivilDate | null;
  /** Fans and posts, each as of a day. */
  readonly fans: number | null;
  readonly fansCountedOn: CivilDate | null;
  readonly posts: number | null;
  readonly postsCountedOn: CivilDate | null;
}
export type FilingField = keyof AccountFiling;
/** What is absent stays as it is stored. */
export type FilingChange = { readonly [field in FilingField]?: AccountFiling[field] };

interface FieldSpec {
  readonly kind: 'text' | 'date' | 'count' | 'flag';
  /** Of a text: its longest. */
  readonly most?: number;
  /** A person can be told or reached by it: never in clear in the ledger. */
  readonly personal?: 'name' | 'phone';
}

/** Every field of a filing record, in the order in which it is shown. */
export const FILING_FIELDS = {
  supervisingBody: { kind: 'text', most: 120 },
  certifiedSubject: { kind: 'text', most: 120 },
  certifiedUntil: { kind: 'date' },
  purpose: { kind: 'text', most: 500 },
  contactName: { kind: 'text', most: 60, personal: 'name' },
  contactPhone: { kind: 'text', most: 40, personal: 'phone' },
  infoChief: { kind: 'text', most: 60, personal: 'name' },
  infoOfficers: { kind: 'text', most: 120, personal: 'name' },
  contractor: { kind: 'text', most: 120 },
  contractEndsOn: { kind: 'date' },
  isMain: { kind: 'flag' },
  filingNumber: { kind: 'text', most: 60 },
  filedOn: { kind: 'date' },
  fans: { kind: 'count' },
  fansCountedOn: { kind: 'date' },
  posts: { kind: 'count' },
  postsCountedOn: { kind: 'date' },
} as const satisfies Readonly<Record<FilingField, FieldSpec>>;
export const FILING_FIELD_NAMES = Object.keys(FILING_FIELDS) as readonly FilingField[];

export const NO_FILING: AccountFiling = {
  ...{ supervisingBody: null, certifiedSubject: null, certifiedUntil: null, purpose: null },
  ...{ contactName: null, contactPhone: null, infoChief: null, infoOfficers: null },
  ...{ contractor: null, contractEndsOn: null, isMain: null, filingNumber: null, filedOn: null },
  ...{ fans: null, fansCountedOn: null, posts: null, postsCountedOn: null },
};

/** Far above any account there is. */
export const MOST_COUNTED = 2_000_000_000;
/** A telephone as people write it: digits, blanks, hyphens and brackets, perhaps an extension. */
const PHONE = /^\+?[\d(（][\d\s()（）-]{5,24}(?:转\s?\d{1,6})?$/u;
/** What must be in the past, for it was done by then. */
const PAST = ['filedOn', 'fansCountedOn', 'postsCountedOn'] as const;
const COUNTED = [
  ['fans', 'fansCountedOn'],
  ['posts', 'postsCountedOn'],
] as const;

/** Why a change of a filing record is not taken. */
export type FilingFault = 'phone' | 'undated' | 'uncounted' | 'future';

/**
 * What is wrong with a change, by field; a count is of a day, so both are given together. `today`: what is said to be
 * done may not lie after it; null: that is not asked.
 */
export function filingFaults(
  change: FilingChange,
  today: CivilDate | null,
): readonly { readonly field: FilingField; readonly fault: FilingFault }[] {
  const { contactPhone = null } = change;
  return [
    ...(contactPhone !== null && isWritten(contactPhone) && !PHONE.test(contactPhone.trim())
      ? [{ field: 'contactPhone' as const, fault: 'phone' as const }]
      : []),
    ...COUNTED.flatMap(([count, day]): { field: FilingField; fault: FilingFault }[] => {
      const [counted, on] = [change[count] ?? null, change[day] ?? null];
      if (counted !== null && on === null) return [{ field: day, fault: 'undated' }];
      return counted === null && on !== null ? [{ field: count, fault: 'uncounted' }] : [];
    }),
    ...PAST.flatMap((field) => {
      const on = change[field] ?? null;
      return today !== null && on !== null && on > today ? [{ field, fault: 'future' as const }] : [];
    }),
  ];
}

/** The record after a change: texts as they are read, blank ones as not stated, and no day without its count. */
export function filingAfter(before: AccountFiling, change: FilingChange): AccountFiling {
  const given = Object.entries(change).map(([field, value]) => [
    field,
    typeof value === 'string' ? tidy(value) : value,
  ]);
  const after = { ...before, ...(Object.fromEntries(given) as FilingChange) };
  return {
    ...after,
    ...(after.fans === null ? { fansCountedOn: null } : {}),
    ...(after.posts === null ? { postsCountedOn: null } : {}),
  };
}

const tidy = (text: string): string | null => (isWritten(text) ? text.trim() : null);

/** One field before and after, as the ledger keeps it: names and telephones hidden but for what tells them apart. */
export interface FilingFieldChange {
  readonly field: FilingField;
  readonly from: string | null;
  readonly to: string | null;
}

/** What is another than it was, in the order of the record. */
export function filingChanges(before: AccountFiling, after: AccountFiling): readonly FilingFieldChange[] {
  return FILING_FIELD_NAMES.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, from: said(field, before), to: said(field, after) }],
  );
}

/** The record as it is shown to who does not keep it. */
export function maskedFiling(filing: AccountFiling): AccountFiling {
  const masked = FILING_FIELD_NAMES.filter((field) => 'personal' in FILING_FIELDS[field]);
  return { ...filing, ...Object.fromEntries(masked.map((field) => [field, said(field, filing)])) };
}

function said(field: FilingField, filing: AccountFiling): string | null {
  const [spec, value]: [FieldSpec, AccountFiling[FilingField]] = [FILING_FIELDS[field], filing[field]];
  if (value === null) return null;
  const text = String(value);
  if (spec.personal === 'name') return maskNames(text);
  return spec.personal === 'phone' ? maskPhone(text) : text;
}

/** `张三、欧阳修` as `张*、欧**`. */
function maskNames(names: string): string {
  return names.replace(/[^、，,;；\s]+/gu, (name) => [...name].map((sign, at) => (at === 0 ? sign : '*')).join(''));
}

/** `13812341234` as `138****1234`; of a shorter number two digits at either end stay. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '').length;
  const [head, tail] = digits >= 11 ? [3, 4] : [2, 2];
  let at = 0;
  return phone.replace(/\d/gu, (digit) => {
    at += 1;
    return at <= head || at > digits - tail ? digit : '*';
  });
}
