import type { FilingView } from '../../../api/filing';

export type Field = Exclude<keyof FilingView, 'masked' | 'acts'>;
export type Group = 'account' | 'filing' | 'people' | 'contract' | 'counted';

/** What a field is filled in as; a count stands beside its day. */
export const FIELD_KINDS: Readonly<
  Record<Field, { readonly kind: 'text' | 'long' | 'date' | 'count' | 'flag'; readonly most?: number }>
> = {
  supervisingBody: { kind: 'text', most: 120 },
  certifiedSubject: { kind: 'text', most: 120 },
  certifiedUntil: { kind: 'date' },
  purpose: { kind: 'long', most: 500 },
  contactName: { kind: 'text', most: 60 },
  contactPhone: { kind: 'text', most: 40 },
  infoChief: { kind: 'text', most: 60 },
  infoOfficers: { kind: 'text', most: 120 },
  contractor: { kind: 'text', most: 120 },
  contractEndsOn: { kind: 'date' },
  isMain: { kind: 'flag' },
  filingNumber: { kind: 'text', most: 60 },
  filedOn: { kind: 'date' },
  fans: { kind: 'count' },
  fansCountedOn: { kind: 'date' },
  posts: { kind: 'count' },
  postsCountedOn: { kind: 'date' },
  openedOn: { kind: 'date' },
};

export const GROUPS: readonly (readonly [Group, readonly Field[]])[] = [
  ['account', ['openedOn', 'purpose', 'isMain', 'certifiedSubject', 'certifiedUntil']],
  ['filing', ['supervisingBody', 'filingNumber', 'filedOn']],
  ['people', ['infoChief', 'infoOfficers', 'contactName', 'contactPhone']],
  ['contract', ['contractor', 'contractEndsOn']],
  ['counted', ['fans', 'fansCountedOn', 'posts', 'postsCountedOn']],
];

/** What is filled in, as text: an empty one is not stated. */
export type FilingForm = Readonly<Record<Field, string>>;

export function formOf(filing: FilingView): FilingForm {
  return Object.fromEntries(
    Object.keys(FIELD_KINDS).map((field) => [field, String(filing[field as Field] ?? '')]),
  ) as FilingForm;
}

/** What a form changes, as the server takes it: a count and its day always go together. */
export function changeOf(
  before: FilingForm,
  after: FilingForm,
): Readonly<Record<string, string | number | boolean | null>> {
  const fields = (Object.keys(FIELD_KINDS) as Field[]).filter((field) => before[field].trim() !== after[field].trim());
  const pairs = [
    ['fans', 'fansCountedOn'],
    ['posts', 'postsCountedOn'],
  ] as const;
  const touched = new Set<Field>(fields);
  for (const pair of pairs) if (pair.some((field) => touched.has(field))) for (const field of pair) touched.add(field);
  return Object.fromEntries([...touched].map((field) => [field, valueOf(field, after[field].trim())]));
}

function valueOf(field: Field, text: string): string | number | boolean | null {
  if (text === '') return null;
  const { kind } = FIELD_KINDS[field];
  if (kind === 'count') return Number(text);
  return kind === 'flag' ? text === 'true' : text;
}
