import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import type { AccountId, MandateId, ObligationId, PostId, PublishJobId } from '../../domain/ids';
import {
  FULFILMENT_BASES,
  JOB_STATES,
  MANUAL_REASONS,
  OBLIGATION_STATES,
  PROGRESS_GROUPS,
} from '../../domain/mandates/mandate';
import type { JobView, ObligationDetailView, ObligationView } from '../../api/obligations';
import { ledgerView } from '../alerts/alertSchemas';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';
import { interpretationView } from './mandateSchemas';

export const obligationParams = z.strictObject({ id: idOf<ObligationId>() });
export const jobParams = z.strictObject({ id: idOf<PublishJobId>() });

const byProgress = {
  group: z.exactOptional(z.enum(PROGRESS_GROUPS)),
  state: z.exactOptional(z.enum(OBLIGATION_STATES)),
};
export const mandateObligationsQuery = z.strictObject({ ...byProgress, ...pageFields });
export const obligationsQuery = z.strictObject({
  ...byProgress,
  accountId: z.exactOptional(idOf<AccountId>()),
  ...pageFields,
});
export const jobsQuery = z.strictObject({
  state: z.exactOptional(z.enum(JOB_STATES)),
  mandateId: z.exactOptional(idOf<MandateId>()),
  ...pageFields,
});

export const exemptBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: 'Why this account need not publish it; kept in the ledger.' }),
});

export const acceptBody = z.strictObject({
  postId: idOf<PostId>(),
  reason: z.string().trim().min(1).max(500).meta({ description: 'Why it is the repost; kept in the ledger.' }),
});

const evidence = named(
  'FulfilmentEvidence',
  z.strictObject({
    url: z.string(),
    title: z.string(),
    published: publishedView,
    firstSeenAt: isoInstant,
    basis: z.enum(FULFILMENT_BASES),
    lookId: z.string(),
    textHash: z.string(),
    similarity: z.number().nullable(),
    columnId: z.string().nullable(),
  }),
);

const obligationFields = {
  id: z.string(),
  mandateId: z.string(),
  accountId: z.string(),
  siteId: z.string().nullable(),
  accountName: z.string(),
  platform: z.enum(PLATFORMS),
  unitId: z.string(),
  unitName: z.string(),
  policyTitle: z.string(),
  state: z.enum(OBLIGATION_STATES),
  group: z.enum(PROGRESS_GROUPS),
  manualReason: z.enum(MANUAL_REASONS).nullable(),
  taken: z.strictObject({ name: z.string(), at: isoInstant }).nullable(),
  dueBy: isoInstant,
  provisional: z.boolean(),
  submittedAt: isoInstant.nullable(),
  fulfilledAt: isoInstant.nullable(),
  onTime: z.boolean().nullable(),
  overdueNoticedAt: isoInstant.nullable(),
  overdueProven: z.boolean().nullable(),
  evidence: evidence.nullable(),
};
export const obligationView = named('Obligation', z.strictObject(obligationFields)) satisfies z.ZodType<ObligationView>;
export const obligationList = listOf('ObligationList', obligationView);

export const jobView = named(
  'PublishJob',
  z.strictObject({
    id: z.string(),
    obligationId: z.string().nullable().meta({ description: 'Null: it publishes an own item.' }),
    ownPostId: z.string().nullable().meta({ description: 'Null: it publishes a repost.' }),
    accountId: z.string(),
    platform: z.enum(PLATFORMS),
    state: z.enum(JOB_STATES),
    attempt: z.int(),
    dueAt: isoInstant,
    dueBy: isoInstant,
    receipt: z
      .strictObject({ platformIds: z.array(z.string()), url: z.string().nullable(), acceptedAt: isoInstant })
      .nullable(),
    errors: z.array(
      z.strictObject({ at: isoInstant, attempt: z.int(), remedy: z.string(), code: z.string(), message: z.string() }),
    ),
    createdAt: isoInstant,
    settledAt: isoInstant.nullable(),
  }),
) satisfies z.ZodType<JobView>;
export const jobList = listOf('PublishJobList', jobView);

export const obligationDetailView = named(
  'ObligationDetail',
  z.strictObject({
    ...obligationFields,
    draft: z.strictObject({
      title: z.string(),
      text: z.string(),
      sourceUrl: z.string(),
      sourceName: z.string(),
      digest: z.string(),
    }),
    interpretations: z.array(interpretationView),
    job: jobView.nullable(),
    history: z.array(ledgerView),
  }),
) satisfies z.ZodType<ObligationDetailView>;
