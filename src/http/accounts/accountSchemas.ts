import { z } from 'zod';
import { ACCOUNT_STATUSES, PLATFORMS } from '../../domain/accounts/account';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import { CREDENTIAL_FAULTS } from '../../domain/credentials/credentialFault';
import type { AccountId, SiteId, UnitId } from '../../domain/ids';
import { FINDING_KINDS, FINDING_STATES, VERDICT_KINDS, VERDICT_REASONS } from '../../domain/judging/verdict';
import type { AccountDetailView, AccountView, FindingView, LookView, PostView, VerdictView } from '../../api/accounts';
import { caseView } from '../cases/caseSchemas';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, pageFields, queryInteger } from '../edge/inputSchemas';

const coverage = z.enum(['full', 'partial']);
const standing = z.enum(['counted', 'future-dated']);
const noPublishReason = z.enum(['no-api', 'no-credential', 'no-permission', ...CREDENTIAL_FAULTS]);

/** The clause of a rule: document and place, and its words. */
const clauseView = named(
  'Clause',
  z.strictObject({ source: z.string(), text: z.string(), howApplied: z.string().exactOptional() }),
);

export const accountParams = z.strictObject({ id: idOf<AccountId>() });

export const accountsQuery = z.strictObject({
  platform: z.exactOptional(z.enum(PLATFORMS)),
  verdict: z
    .exactOptional(z.enum([...VERDICT_KINDS, 'improper', 'unjudged']))
    .meta({ description: '`improper`: with an open finding of improper content; `unjudged`: no verdict yet.' }),
  reason: z.exactOptional(z.enum(VERDICT_REASONS)).meta({ description: 'Why the verdict is what it is.' }),
  unit: z.exactOptional(idOf<UnitId>()),
  site: z.exactOptional(idOf<SiteId>()).meta({ description: 'Columns of this website.' }),
  status: z.exactOptional(z.enum(ACCOUNT_STATUSES)),
  q: z
    .exactOptional(z.string().trim().min(1).max(100))
    .meta({ description: "Part of the account's name, taken literally." }),
  breachWithinHours: z.exactOptional(queryInteger({ min: 1, max: 24 * 90 })),
  outcome: z.exactOptional(z.enum(LOOK_OUTCOMES)),
  ...pageFields,
});
export type AccountsQuery = z.output<typeof accountsQuery>;

const verdictView = named(
  'Verdict',
  z.strictObject({
    kind: z.enum(VERDICT_KINDS),
    reason: z.enum(VERDICT_REASONS),
    ruleId: z.string().nullable(),
    clause: clauseView.nullable(),
    packId: z.string(),
    packVersion: z.string(),
    crossedAt: isoInstant.nullable(),
    breachAt: isoInstant.nullable(),
    provenSilenceMs: z.number().nullable(),
    judgedAt: isoInstant,
    lastPostUrl: z.string().nullable(),
    sightLookId: z.string().nullable(),
  }),
) satisfies z.ZodType<VerdictView>;

const accountFields = {
  id: z.string(),
  name: z.string(),
  platform: z.enum(PLATFORMS),
  unitId: z.string(),
  unitName: z.string(),
  siteId: z.string().nullable(),
  homeUrl: z.string(),
  externalId: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  columnClass: z.string(),
  verdict: verdictView.nullable(),
  lastPostAt: isoInstant.nullable(),
  lastSightAt: isoInstant.nullable(),
  lastLookAt: isoInstant.nullable(),
  lastLookOutcome: z.enum(LOOK_OUTCOMES).nullable(),
  lastLookDetail: z.string().nullable(),
  nextLookAt: isoInstant
    .nullable()
    .meta({ description: 'Null: it is not looked at, for example before it is opened.' }),
  coverage,
  noPublishReason: noPublishReason.nullable(),
};
export const accountView = named('Account', z.strictObject(accountFields)) satisfies z.ZodType<AccountView>;
export const accountList = listOf('AccountList', accountView);

export const accountDetailView = named(
  'AccountDetail',
  z.strictObject({
    ...accountFields,
    daily: z.array(z.strictObject({ date: z.iso.date(), count: z.int(), working: z.boolean(), dayName: z.string() })),
    completeFromAt: isoInstant.nullable(),
    firstSightAt: isoInstant.nullable(),
    consecutiveBlindLooks: z.int(),
    improper: z.boolean().meta({ description: 'Something improper it published stands open, beside the verdict.' }),
    openCase: caseView.nullable(),
    settings: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: 'How it is read and published to, without secrets; null without `account.write`.' }),
  }),
) satisfies z.ZodType<AccountDetailView>;

export const postView = named(
  'Post',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    url: z.string(),
    published: publishedView,
    countedAt: isoInstant,
    standing,
    firstSeenAt: isoInstant,
    earlier: z
      .array(z.strictObject({ title: z.string(), text: z.string(), untilAt: isoInstant, isUnclear: z.boolean() }))
      .meta({ description: 'What it said before it was changed, oldest first.' }),
    missingSinceAt: isoInstant.nullable(),
    goneAt: isoInstant.nullable().meta({ description: 'When it was found to be gone from the list.' }),
  }),
) satisfies z.ZodType<PostView>;
export const postList = listOf('PostList', postView);

export const lookView = named(
  'Look',
  z.strictObject({
    id: z.string(),
    startedAt: isoInstant,
    endedAt: isoInstant,
    outcome: z.enum(LOOK_OUTCOMES),
    detail: z.string(),
    coverage,
    itemCount: z.int(),
    newCount: z.int(),
    futureDatedCount: z.int(),
  }),
) satisfies z.ZodType<LookView>;
export const lookList = listOf('LookList', lookView);

export const findingView = named(
  'Finding',
  z.strictObject({
    id: z.string(),
    accountId: z.string(),
    kind: z.enum(FINDING_KINDS),
    ruleId: z.string(),
    state: z.enum(FINDING_STATES),
    detail: z.string(),
    clause: clauseView.nullable(),
    occurredAt: isoInstant,
    noticedAt: isoInstant,
    closedAt: isoInstant.nullable(),
    url: z.string().nullable(),
    excerpt: z.string().nullable(),
    subject: z.string(),
    isExcusable: z.boolean().meta({ description: 'Whether its words can be proposed as words of the unit.' }),
    dismissal: z.strictObject({ name: z.string(), at: isoInstant, reason: z.string() }).nullable(),
  }),
) satisfies z.ZodType<FindingView>;
export const findingList = listOf('FindingList', findingView);

/** When the account is looked at next; the response to asking for a look. */
export const lookDue = named('LookDue', z.strictObject({ dueAt: isoInstant }));
