import { z } from 'zod';
import { ACCOUNT_STATUSES } from '../../domain/accounts/account';
import {
  SITE_FILING_FIELDS,
  SITE_PLAN_STATES,
  SITE_PLANS,
  type SiteFilingField,
} from '../../domain/accounts/siteFiling';
import { COLUMN_ENDS, SITE_ACTS, SITE_CLOSING_STATES } from '../../domain/accounts/siteClosing';
import { REPOST_COLUMN_REASONS } from '../../domain/accounts/site';
import { SITE_FIELDS } from '../../domain/alerts/siteHistory';
import type { AccountId, SiteId, UnitId } from '../../domain/ids';
import { VERDICT_KINDS } from '../../domain/judging/verdict';
import type { SiteChangeView, SiteDetailView, SiteHistoryView, SiteView } from '../../api/sites';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText, pageFields, queryFlag } from '../edge/inputSchemas';
import { accountView } from './accountSchemas';
import { civilDay, shownPaper, stepPaper } from './filingSchemas';

export const siteParams = z.strictObject({ id: idOf<SiteId>() });
export const sitesQuery = z.strictObject({
  unit: z.exactOptional(idOf<UnitId>()),
  q: z
    .exactOptional(z.string().trim().min(1).max(100))
    .meta({ description: "Part of the site's name, taken literally." }),
  closing: z
    .exactOptional(z.enum([...SITE_CLOSING_STATES, 'none']))
    .meta({ description: '`none`: it is not being closed.' }),
  ...pageFields,
});

export const siteObligationsQuery = z.strictObject({
  open: z.exactOptional(queryFlag).meta({ description: '`true`: only what is still owed.' }),
  ...pageFields,
});

const address = z.url({ protocol: /^https?$/ }).max(2_000);
const identifier = z.string().trim().max(20).nullable().meta({ description: '网站标识码, ten digits; null: none.' });
const change = {
  name: z.exactOptional(nameText(200)),
  homeUrl: address.exactOptional(),
  identifierCode: identifier.exactOptional(),
  unitId: z
    .exactOptional(idOf<UnitId>())
    .meta({ description: 'Its unit from now on; its columns, and what it owes, go with it. Needs `case.approve`.' }),
  repostColumnId: z
    .exactOptional(idOf<AccountId>().nullable())
    .meta({ description: 'The column that takes its reposts; null: the first that software can publish to.' }),
  byHand: z.exactOptional(z.boolean()).meta({
    description: 'Also a column that software cannot publish to, although another can: reposts become manual tasks.',
  }),
};
const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
const CHANGED = ['name', 'repostColumnId', 'homeUrl', 'identifierCode', 'unitId'] as const;
const filed = z.string().max(500).nullable().exactOptional();
const day = civilDay.nullable().exactOptional();
const filing = changing(
  z.strictObject({
    icpNumber: filed.meta({ description: 'Such as 吉ICP备05008513号.' }),
    policeNumber: filed.meta({ description: 'Such as 浙公网安备33010602001234号.' }),
    plan: z
      .enum(SITE_PLANS)
      .nullable()
      .exactOptional()
      .meta({ description: 'Kept for a legal basis, or moved or closed by a day.' }),
    planBasis: filed,
    planBy: day,
    planDoneOn: day,
  } satisfies Readonly<Record<SiteFilingField, z.ZodType>>),
  SITE_FILING_FIELDS,
);
/** `byHand` says how a column is chosen: without a column it says nothing. */
const LONELY = { path: ['byHand'], error: '只能与 repostColumnId 一起给出' };
const isChoice = (body: { readonly byHand?: boolean; readonly repostColumnId?: AccountId | null }): boolean =>
  body.byHand === undefined || body.repostColumnId !== undefined;
export const siteChangePreviewBody = changing(z.strictObject(change), CHANGED).refine(isChoice, LONELY);
export const siteChangeBody = changing(
  z.strictObject({
    ...change,
    filing: filing.exactOptional().meta({ description: 'Fields that are absent stay.' }),
    reason,
  }),
  [...CHANGED, 'filing'],
).refine(isChoice, LONELY);
export const siteBody = z.strictObject({
  unitId: idOf<UnitId>(),
  name: nameText(200),
  homeUrl: address,
  identifierCode: identifier.default(null),
  filing: filing.exactOptional(),
  reason,
});
export const siteStepBody = z.strictObject({
  act: z.enum(SITE_ACTS),
  ...stepPaper,
  noticeUrl: address.exactOptional().meta({ description: 'Of `announce-closing`: where the notice stands.' }),
  announcedOn: civilDay.exactOptional(),
  successorId: z
    .exactOptional(idOf<SiteId>())
    .meta({ description: 'Of `announce-closing`: the website of ours that takes over; else `successorUrl`.' }),
  successorUrl: address.exactOptional(),
  closedOn: civilDay
    .exactOptional()
    .meta({ description: 'Of `close`: 30 days after the notice at the earliest (国办发〔2017〕47号).' }),
  columns: z
    .enum(COLUMN_ENDS)
    .exactOptional()
    .meta({ description: 'Of `close`: its columns are cancelled, or handed over to the website that takes over.' }),
  reason,
});

const repostColumn = z.strictObject({
  accountId: z.string().nullable(),
  name: z.string().nullable(),
  reason: z.enum(REPOST_COLUMN_REASONS),
});
const siteFields = {
  id: z.string(),
  key: z.string(),
  name: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  homeUrl: z.string(),
  identifierCode: z.string().nullable(),
  repostColumn,
  columnsByStatus: z.record(z.enum(ACCOUNT_STATUSES), z.int()),
  columnsByVerdict: z
    .partialRecord(z.enum([...VERDICT_KINDS, 'unjudged']), z.int())
    .meta({ description: '`unjudged`: no verdict yet.' }),
  filing: z.strictObject({
    icpNumber: z.string().nullable(),
    policeNumber: z.string().nullable(),
    plan: z.enum(SITE_PLANS).nullable(),
    planBasis: z.string().nullable(),
    planBy: z.iso.date().nullable(),
    planDoneOn: z.iso.date().nullable(),
    planState: z.enum(SITE_PLAN_STATES).nullable().meta({ description: 'How it stands with its deadline.' }),
  }),
  closing: z
    .strictObject({
      state: z.enum(SITE_CLOSING_STATES),
      noticeUrl: z.string(),
      announcedOn: z.iso.date(),
      closableFrom: z.iso.date(),
      successorId: z.string().nullable(),
      successorName: z.string().nullable(),
      successorUrl: z.string().nullable(),
      closedOn: z.iso.date().nullable(),
      openableFrom: z.iso.date().nullable(),
    })
    .nullable(),
  openReposts: z.int(),
};
const siteView = named('Site', z.strictObject(siteFields)) satisfies z.ZodType<SiteView>;
export const siteList = listOf('SiteList', siteView);
export const siteDetailView = named(
  'SiteDetail',
  z.strictObject({
    ...siteFields,
    columns: z.array(accountView),
    publishable: z.array(z.string()).meta({ description: 'Columns that software can publish to.' }),
    acts: z.array(z.enum(SITE_ACTS)).meta({ description: 'Steps that this reader may take now.' }),
    mayMove: z.boolean(),
  }),
) satisfies z.ZodType<SiteDetailView>;
export const siteChangeView = named(
  'SiteChange',
  z.strictObject({
    name: z.string(),
    from: z.strictObject({ accountId: z.string().nullable(), name: z.string().nullable() }),
    to: repostColumn,
    becomesManual: z.boolean(),
    moves: z.int().meta({ description: 'Reposts still owed that go into the new column.' }),
    stays: z.int().meta({ description: 'Handed to the platform, or perhaps: they stay where they were.' }),
    byHand: z.int().meta({ description: 'Manual tasks, done by a post in any column.' }),
  }),
) satisfies z.ZodType<SiteChangeView>;

export const siteHistoryList = listOf(
  'SiteHistoryList',
  named(
    'SiteHistory',
    z.strictObject({
      at: isoInstant,
      kind: z.string(),
      reason: z.string(),
      by: z.string().nullable().meta({ description: 'Null: the system.' }),
      note: z.string().nullable(),
      paper: shownPaper,
      changes: z.array(
        z.strictObject({ field: z.enum(SITE_FIELDS), from: z.string().nullable(), to: z.string().nullable() }),
      ),
    }),
  ) satisfies z.ZodType<SiteHistoryView>,
);
