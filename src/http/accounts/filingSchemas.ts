import { z } from 'zod';
import { ACCOUNT_ACTS } from '../../domain/accounts/accountTable';
import type { UnitId } from '../../domain/ids';
import { FILING_FIELD_NAMES, FILING_FIELDS, MOST_COUNTED, type FilingField } from '../../domain/accounts/filing';
import type { AccountHistoryView, FilingView } from '../../api/filing';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText } from '../edge/inputSchemas';

/** A day in Asia/Shanghai. The form is checked here; the brand only carries that on, hence the cast. */
export const civilDay = z.iso.date() as unknown as z.ZodType<CivilDate>;
const day = civilDay.nullable().exactOptional();
const text = ({ most }: { readonly most: number }) => z.string().max(most).nullable().exactOptional();
const count = z.int().min(0).max(MOST_COUNTED).nullable().exactOptional();

const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
export const filingBody = changing(
  z.strictObject({
    ...({
      supervisingBody: text(FILING_FIELDS.supervisingBody).meta({ description: '主管单位' }),
      certifiedSubject: text(FILING_FIELDS.certifiedSubject).meta({ description: '认证主体' }),
      certifiedUntil: day,
      purpose: text(FILING_FIELDS.purpose),
      contactName: text(FILING_FIELDS.contactName),
      contactPhone: text(FILING_FIELDS.contactPhone),
      infoChief: text(FILING_FIELDS.infoChief).meta({ description: '信息主管' }),
      infoOfficers: text(FILING_FIELDS.infoOfficers).meta({ description: '信息员, parted by 、' }),
      contractor: text(FILING_FIELDS.contractor).meta({ description: '承办、运维单位' }),
      contractEndsOn: day,
      isMain: z.boolean().nullable().exactOptional(),
      filingNumber: text(FILING_FIELDS.filingNumber).meta({ description: '备案号' }),
      filedOn: day,
      fans: count,
      fansCountedOn: day,
      posts: count,
      postsCountedOn: day,
    } satisfies Readonly<Record<FilingField, z.ZodType>>),
    openedOn: day,
    reason,
  }),
  [...FILING_FIELD_NAMES, 'openedOn'],
);

/** What carries a step in the life of an account or a website. */
export const stepPaper = {
  approver: z.string().trim().max(60).meta({ description: 'Who approved it, or which meeting.' }),
  documentNumber: z.string().trim().max(100).nullable().default(null).meta({ description: '文号' }),
  documentTitle: z
    .string()
    .trim()
    .max(200)
    .nullable()
    .default(null)
    .meta({ description: 'Of a document without a number.' }),
  decidedOn: civilDay,
};

/** What a step in the life of an account goes back to. */
export const stepBody = z.strictObject({
  act: z.enum(ACCOUNT_ACTS).meta({ description: 'What can be done in which status: `ACCOUNT_TRANSITIONS`.' }),
  ...stepPaper,
  externalId: z.string().trim().min(1).max(500).exactOptional().meta({ description: "Of `file`: the platform's id." }),
  homeUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .exactOptional(),
  name: nameText(120).exactOptional().meta({ description: 'Of `rename`.' }),
  unitId: idOf<UnitId>().exactOptional().meta({ description: 'Of `change-sponsor`.' }),
  noticeUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .exactOptional()
    .meta({ description: 'Of `change-sponsor`: where the public was told (国办发〔2018〕123号).' }),
  filing: z
    .strictObject({ filingNumber: text(FILING_FIELDS.filingNumber), filedOn: day })
    .exactOptional()
    .meta({ description: 'Of `file` and `refile`.' }),
  reason,
});

const shownDay = z.iso.date().nullable();
const shownText = z.string().nullable();
const shownCount = z.int().nullable();
export const filingView = named(
  'Filing',
  z.strictObject({
    supervisingBody: shownText,
    certifiedSubject: shownText,
    certifiedUntil: shownDay,
    purpose: shownText,
    contactName: shownText,
    contactPhone: shownText,
    infoChief: shownText,
    infoOfficers: shownText,
    contractor: shownText,
    contractEndsOn: shownDay,
    isMain: z.boolean().nullable(),
    filingNumber: shownText,
    filedOn: shownDay,
    fans: shownCount,
    fansCountedOn: shownDay,
    posts: shownCount,
    postsCountedOn: shownDay,
    openedOn: shownDay,
    acts: z.array(z.enum(ACCOUNT_ACTS)).meta({ description: 'Steps that this reader may take now.' }),
    masked: z.boolean().meta({ description: 'Names and telephones are hidden from who does not keep the register.' }),
  }),
) satisfies z.ZodType<FilingView>;

/** The document a line of a history goes back to. */
export const shownPaper = z
  .strictObject({
    approver: z.string(),
    documentNumber: z.string().nullable(),
    documentTitle: z.string().nullable(),
    decidedOn: z.iso.date(),
    noticeUrl: z.string().nullable(),
  })
  .nullable();

export const accountHistoryList = listOf(
  'AccountHistoryList',
  named(
    'AccountHistory',
    z.strictObject({
      at: isoInstant,
      kind: z.string(),
      reason: z.string(),
      by: z.string().nullable().meta({ description: 'Null: the system.' }),
      note: z.string().nullable(),
      paper: shownPaper,
      status: z.strictObject({ from: z.string().nullable(), to: z.string() }).nullable(),
      changes: z.array(z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    }),
  ) satisfies z.ZodType<AccountHistoryView>,
);
