import { z } from 'zod';
import type { MandateId } from '../../domain/ids';
import { PROGRESS_GROUPS, REVIEW_STAGES, REVIEW_STEPS } from '../../domain/mandates/mandate';
import type { DeadlineView, MandateView } from '../../api/mandates';
import type { InterpretationView } from '../../api/policies';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, pageFields, queryFlag } from '../edge/inputSchemas';

export const mandateParams = z.strictObject({ id: idOf<MandateId>() });

export const mandatesQuery = z.strictObject({
  open: z.exactOptional(queryFlag).meta({
    description:
      "`true`: those with something left to do or to wait for in the reader's units; `false`: those without.",
  }),
  ...pageFields,
});

export const decisionBody = z.strictObject({
  reason: z.string().trim().min(1).max(500).meta({ description: 'Why; kept in the ledger and shown in the thread.' }),
});

const deadlineView = named(
  'Deadline',
  z.strictObject({
    published: publishedView,
    dueBy: isoInstant,
    provisional: z.boolean(),
    limit: z.union([z.strictObject({ workingDays: z.number() }), z.strictObject({ hours: z.number() })]),
    days: z.array(z.strictObject({ date: z.iso.date(), working: z.boolean(), name: z.string() })),
  }),
) satisfies z.ZodType<DeadlineView>;

export const interpretationView = named(
  'OfferedInterpretation',
  z.strictObject({
    policyId: z.string(),
    title: z.string(),
    url: z.string(),
    sourceTitle: z.string().meta({ description: 'The whitelisted source it stands in.' }),
    published: publishedView.nullable(),
  }),
) satisfies z.ZodType<InterpretationView>;

export const mandateView = named(
  'Mandate',
  z.strictObject({
    id: z.string(),
    policyId: z.string(),
    title: z.string(),
    docNumber: z.string().nullable(),
    issuer: z.string().nullable(),
    sourceUrl: z.string().nullable(),
    ruleTitle: z.string(),
    stage: z.enum(REVIEW_STAGES),
    issuedAt: isoInstant,
    deadline: deadlineView,
    total: z.int(),
    progress: z.record(z.enum(PROGRESS_GROUPS), z.int()),
    interpretations: z.array(interpretationView),
    nextAction: z.enum(['none', 'review', 'do-manual-tasks', 'wait', 'chase-overdue']),
    reviews: z.array(
      z.strictObject({
        stage: z.enum(REVIEW_STAGES),
        step: z.enum(REVIEW_STEPS),
        by: z.string(),
        at: isoInstant,
        reason: z.string().nullable(),
      }),
    ),
  }),
) satisfies z.ZodType<MandateView>;
export const mandateList = listOf('MandateList', mandateView);
