import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import { ALERT_CHANGES, ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES, RESOLUTIONS } from '../../domain/alerts/alert';
import type {
  AccountId,
  AlertId,
  CaseId,
  MandateId,
  MessageId,
  ObligationId,
  PersonId,
  PolicyId,
  SiteId,
  UnitId,
} from '../../domain/ids';
import { AUTHORITIES } from '../../domain/policies/policy';
import { ROLES } from '../../domain/people/role';
import type {
  AlertGroupListView,
  AlertGroupView,
  AlertListView,
  AlertView,
  AssigneeView,
  LedgerView,
} from '../../api/alerts';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields, queryFlag, queryInteger } from '../edge/inputSchemas';

export const alertParams = z.strictObject({ id: idOf<AlertId>() });

/** A year. */
const MOST_HOURS = 8_784;
const unresolvedOnly = 'Only of alerts that are not resolved: with `state`.';
const withinMonth = 'Of alerts that are over only together with `noticedWithinHours`, at most 744.';
const alertFilters = {
  kind: z.exactOptional(z.enum(ALERT_KINDS)),
  reason: z.exactOptional(z.string().regex(/^[\w.:-]{1,100}$/)),
  severity: z.exactOptional(z.enum(ALERT_SEVERITIES)),
  state: z.exactOptional(z.enum([...ALERT_STATES, 'unresolved'])),
  accountId: z.exactOptional(idOf<AccountId>()),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Something of it lies in the unit or below it.' }),
  platform: z.exactOptional(z.enum(PLATFORMS)),
  assigned: z
    .exactOptional(z.union([z.enum(['me', 'nobody']), idOf<PersonId>()]))
    .meta({ description: `Who is to see to it: whoever asks, a person, or \`nobody\`. \`nobody\`: ${unresolvedOnly}` }),
  siteId: z.exactOptional(idOf<SiteId>()).meta({ description: 'The site of the column it is about.' }),
  authority: z.exactOptional(z.enum(AUTHORITIES)).meta({ description: 'Whose word the policy is that it is about.' }),
  silenced: z.exactOptional(queryFlag).meta({
    shownAs: { type: 'boolean', description: `Whether a silence hides it from the reader now. ${unresolvedOnly}` },
  }),
  messageId: z.exactOptional(idOf<MessageId>()).meta({
    description: 'What a message told of; for whoever may read messages.',
  }),
  q: z
    .exactOptional(z.string().trim().min(1).max(100))
    .meta({ description: `Part of what it is about. ${withinMonth}` }),
  noticedWithinHours: z.exactOptional(
    queryInteger({ min: 1, max: MOST_HOURS }).meta({
      shownAs: { type: 'integer', minimum: 1, maximum: MOST_HOURS },
    }),
  ),
};
export const alertGroupsQuery = z.strictObject({
  ...alertFilters,
  state: z.exactOptional(z.enum(['open', 'acknowledged', 'unresolved'])),
});
export const historyQuery = z.strictObject({
  cursor: z.exactOptional(queryInteger({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  limit: pageFields.limit,
});

/**
 * Two ways to read: by sequence from a number on (`since`, ascending), or newest first with filters. Not both at once.
 */
export const alertsQuery = z.strictObject({
  since: z.exactOptional(
    queryInteger({ min: 0, max: Number.MAX_SAFE_INTEGER }).meta({
      shownAs: {
        type: 'integer',
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'Ascending from the alert after this number; `nextCursor` continues it as `cursor` or as `since`.',
      },
    }),
  ),
  /** Of which history `since` is a number, as the list or the snapshot before said. */
  history: z.exactOptional(z.string().max(200)),
  ...alertFilters,
  ...pageFields,
});
export type AlertsQuery = z.output<typeof alertsQuery>;

export const ledgerQuery = z.strictObject({
  cursor: queryInteger({ min: 0, max: Number.MAX_SAFE_INTEGER })
    .default(0)
    .meta({
      shownAs: {
        type: 'integer',
        minimum: 0,
        default: 0,
        description: 'Number of the last entry already read: `nextCursor` of the page before.',
      },
    }),
  limit: pageFields.limit,
});

const subject = named(
  'AlertSubject',
  z.strictObject({
    accountId: z.exactOptional(idOf<AccountId>()),
    policyId: z.exactOptional(idOf<PolicyId>()),
    mandateId: z.exactOptional(idOf<MandateId>()),
    obligationId: z.exactOptional(idOf<ObligationId>()),
    caseId: z.exactOptional(idOf<CaseId>()),
    label: z.string(),
  }),
);

export const alertView = named(
  'Alert',
  z.strictObject({
    id: z.string(),
    seq: z.int(),
    change: z.enum(ALERT_CHANGES).meta({
      description: 'What happened. Others may be added: take one you do not know for `changed`.',
    }),
    state: z.enum(ALERT_STATES),
    kind: z.enum(ALERT_KINDS),
    severity: z.enum(ALERT_SEVERITIES),
    subject,
    unitId: z.string().nullable(),
    reason: z.string(),
    figures: z.record(z.string(), z.union([z.string(), z.number()])),
    occurredAt: isoInstant,
    noticedAt: isoInstant,
    changedAt: isoInstant,
    acknowledged: z.strictObject({ name: z.string(), at: isoInstant }).nullable(),
    assigned: z
      .strictObject({ personId: z.string(), name: z.string(), at: isoInstant })
      .nullable()
      .meta({ description: 'Who is to see to it; it says nothing about whether they know.' }),
    resolved: z.strictObject({ at: isoInstant, reason: z.enum(RESOLUTIONS) }).nullable(),
    changedBy: z.string().nullable().meta({ description: 'Who made this change; null: it changed by itself.' }),
  }),
) satisfies z.ZodType<AlertView>;
const isCut = z.exactOptional(z.literal(true)).meta({
  description: 'More is silenced than is gone through: by `silenced` only a part of it is told apart.',
});
export const alertList = named(
  'AlertList',
  z.strictObject({
    items: z.array(alertView),
    nextCursor: z.string().nullable().meta({ description: 'Give it back as `cursor` to read on; null at the end.' }),
    asOf: isoInstant,
    history: z.string().meta({ description: 'Names the history the numbers belong to; give it back with `since`.' }),
    isCut,
  }),
) satisfies z.ZodType<AlertListView>;

export const ledgerView = named(
  'LedgerEntry',
  z.strictObject({
    seq: z.int(),
    kind: z.string(),
    subject: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string(),
    actor: z.string(),
    occurredAt: isoInstant,
    recordedAt: isoInstant,
    hash: z.string(),
  }),
) satisfies z.ZodType<LedgerView>;
export const ledgerList = listOf('LedgerList', ledgerView);

/** Acknowledging twice changes nothing; the response says which of the two it was. */
export const acknowledgement = named(
  'Acknowledgement',
  z.strictObject({ result: z.enum(['acknowledged', 'already']) }),
);

/** More are no selection that somebody has looked at. */
const MOST_AT_ONCE = 500;
const alertIds = z
  .array(idOf<AlertId>())
  .min(1)
  .max(MOST_AT_ONCE)
  .meta({ description: 'Each by itself: one that cannot be done keeps no other from it.' });
export const acknowledgeBody = z.strictObject({ ids: alertIds });
export const assignBody = z.strictObject({
  ids: alertIds,
  personId: idOf<PersonId>().nullable().meta({ description: 'Of `/alerts/assignees`; null: nobody any more.' }),
});

const handled = <Result extends string>(results: readonly [Result, ...Result[]]) =>
  z.strictObject({ results: z.array(z.strictObject({ id: z.string(), result: z.enum(results) })) });
export const acknowledgements = named(
  'Acknowledgements',
  handled(['acknowledged', 'already', 'over', 'not-found', 'not-all-theirs']),
);
export const assignments = named(
  'Assignments',
  handled(['assigned', 'already', 'over', 'not-found', 'not-all-theirs', 'unseen-by-them']),
);

const alertGroupView = named(
  'AlertGroup',
  z.strictObject({
    kind: z.enum(ALERT_KINDS),
    reason: z.string(),
    severity: z.enum(ALERT_SEVERITIES).meta({ description: 'What presses most of them.' }),
    count: z.int(),
    oldestAt: isoInstant,
  }),
) satisfies z.ZodType<AlertGroupView>;
export const alertGroupList = named(
  'AlertGroupList',
  z.strictObject({
    items: z.array(alertGroupView),
    nextCursor: z.string().nullable().meta({ description: 'Null: all of them are on the one page.' }),
    asOf: isoInstant,
    isCut,
  }),
) satisfies z.ZodType<AlertGroupListView>;

const assigneeView = named(
  'Assignee',
  z.strictObject({ id: z.string(), name: z.string(), role: z.enum(ROLES), unitId: z.string().nullable() }),
) satisfies z.ZodType<AssigneeView>;
export const assigneeList = listOf('AssigneeList', assigneeView);
