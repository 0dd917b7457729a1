import { z } from 'zod';
import {
  PASS_OBSTACLES,
  REVIEW_ACTS,
  type DelegationView,
  type ReviewerView,
  type ReviewFlowView,
  type ReviewView,
} from '../../api/reviews';
import type { DelegationId, PersonId, ReviewId, UnitId } from '../../domain/ids';
import { ACTIONS } from '../../domain/people/role';
import {
  CLASSIFICATIONS,
  DISCLOSURES,
  REVIEWER_STEPS,
  REVIEW_KINDS,
  REVIEW_STATES,
  THREAD_STEPS,
} from '../../domain/reviews/review';
import { LIAISON_DUTIES } from '../../domain/team/liaison';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryFlag } from '../edge/inputSchemas';

const MOST_STAGES = 6;
const MOST_NAMED = 50;

const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });
const words = z
  .string()
  .trim()
  .max(500)
  .default('')
  .meta({ description: 'In the person’s words; every step against the subject needs some.' });
const reason = z.string().trim().min(1).max(500).meta({ description: 'Why; kept in the ledger.' });

export const reviewParams = z.strictObject({ id: idOf<ReviewId>() });
export const delegationParams = z.strictObject({ id: idOf<DelegationId>() });

export const reviewsQuery = z.strictObject({
  mine: z.exactOptional(queryFlag).meta({
    description: 'Only those that whoever asks can take further, for themselves or for who delegated to them.',
  }),
  kind: z.exactOptional(z.enum(REVIEW_KINDS)),
  state: z.exactOptional(z.enum(REVIEW_STATES)),
  unitId: z.exactOptional(idOf<UnitId>()),
  ...pageFields,
});

export const stepBody = z.strictObject({ version, step: z.enum(REVIEWER_STEPS), reason: words });
export const secrecyBody = z.strictObject({
  version,
  result: z.enum(['pass', 'fail']),
  classification: z.enum(CLASSIFICATIONS).meta({ description: '密级; only `none` can be published.' }),
  disclosure: z.enum(DISCLOSURES).meta({ description: '公开范围; only `proactive` can be published.' }),
  reason: words,
});
export const assigneeBody = z.strictObject({
  version,
  personId: idOf<PersonId>().nullable().meta({ description: 'Null: whoever may take the stage.' }),
});

export const takersBody = z.strictObject({
  version,
  at: z.string().min(1).max(31).meta({ description: 'The key of a stage still to be taken, or `secrecy`.' }),
  personIds: z.array(idOf<PersonId>()).min(1).max(MOST_NAMED),
  reason,
});

export const delegationBody = z.strictObject({
  fromId: z.exactOptional(idOf<PersonId>()).meta({ description: 'Whose stages they are; absent: one’s own.' }),
  toId: idOf<PersonId>(),
  kinds: z.array(z.enum(REVIEW_KINDS)).min(1).max(REVIEW_KINDS.length).meta({ description: 'Each once.' }),
  fromDate: civilDate,
  toDate: civilDate.meta({ description: 'The last day, included.' }),
  reason,
});
export const endBody = z.strictObject({ version });

export const flowsQuery = z.strictObject({ unitId: z.exactOptional(idOf<UnitId>()) });
const takers = z.strictObject({
  actions: z.array(z.enum(ACTIONS)).max(ACTIONS.length),
  people: z.array(idOf<PersonId>()).max(MOST_NAMED).default([]),
  duties: z.array(z.enum(LIAISON_DUTIES)).default([]).meta({
    description: 'Whoever holds one of these in the subject’s unit or one above it.',
  }),
  within: z.enum(['office', 'unit']).meta({
    description: '`office`: only those who see the whole office. `unit`: those of the unit and those above it.',
  }),
});
export const flowBody = z.strictObject({
  kind: z.enum(REVIEW_KINDS),
  unitId: idOf<UnitId>().nullable().meta({ description: 'Null: everywhere no unit says otherwise.' }),
  version: z.int().min(0).meta({ description: 'As it was read; 0: there was none of this unit.' }),
  stages: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
        title: nameText(20),
        titleEn: nameText(40),
        takers,
      }),
    )
    .min(1)
    .max(MOST_STAGES),
  secrecy: z.strictObject({ before: z.string().min(1).max(31), takers }).nullable(),
  returnsTo: z.enum(['previous', 'author']),
  footNames: z.boolean(),
  clause: nameText(200),
  reason,
});

export const withdrawFlowBody = z.strictObject({
  kind: z.enum(REVIEW_KINDS),
  unitId: idOf<UnitId>().nullable().meta({ description: 'Null: what is set for all units.' }),
  version,
  reason,
});

const passed = z.strictObject({ name: z.string(), insteadOfName: z.string().nullable(), at: isoInstant });
export const reviewView = named(
  'Review',
  z.strictObject({
    id: z.string(),
    kind: z.enum(REVIEW_KINDS),
    subjectId: z.string(),
    title: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string(),
    state: z.enum(REVIEW_STATES),
    stage: z.string().nullable().meta({ description: 'The stage that comes next; null: none.' }),
    stages: z.array(
      z.strictObject({ key: z.string(), title: z.string(), titleEn: z.string(), passed: passed.nullable() }),
    ),
    authorName: z.string().nullable(),
    assigneeId: z.string().nullable(),
    assigneeName: z.string().nullable(),
    dueBy: isoInstant.nullable().meta({ description: 'The subject’s own deadline.' }),
    secrecy: z
      .strictObject({
        before: z.string(),
        result: z.enum(['missing', 'pass', 'fail']),
        name: z.string().nullable(),
        insteadOfName: z.string().nullable(),
        at: isoInstant.nullable(),
        classification: z.enum(CLASSIFICATIONS).nullable(),
        disclosure: z.enum(DISCLOSURES).nullable(),
      })
      .nullable(),
    steps: z.array(
      z.strictObject({
        step: z.enum(THREAD_STEPS),
        stage: z.string().nullable(),
        name: z.string(),
        insteadOfName: z.string().nullable(),
        at: isoInstant,
        reason: z.string().nullable(),
      }),
    ),
    openedAt: isoInstant,
    clause: z.string(),
    footNames: z.array(z.strictObject({ title: z.string(), titleEn: z.string(), name: z.string() })).nullable(),
    contentHash: z.string(),
    acts: z.array(z.enum(REVIEW_ACTS)).meta({ description: 'What whoever asks can do now.' }),
    passObstacle: z
      .enum(PASS_OBSTACLES)
      .nullable()
      .meta({ description: 'Why whoever asks cannot pass what comes next; null: they can, or nothing comes.' }),
    stuckAt: z.array(z.string()).meta({
      description: 'The stages still to be taken, and `secrecy`, for which people alone are named who have all left.',
    }),
    version: z.int(),
  }),
) satisfies z.ZodType<ReviewView>;
export const reviewList = listOf('ReviewList', reviewView);
export const waitingView = named('ReviewsWaiting', z.strictObject({ waiting: z.int() }));

export const delegationView = named(
  'ReviewDelegation',
  z.strictObject({
    id: z.string(),
    fromId: z.string(),
    fromName: z.string(),
    toId: z.string(),
    toName: z.string(),
    kinds: z.array(z.enum(REVIEW_KINDS)),
    fromDate: z.iso.date(),
    toDate: z.iso.date(),
    reason: z.string(),
    current: z.boolean(),
    removable: z.boolean(),
    version: z.int(),
  }),
) satisfies z.ZodType<DelegationView>;
export const delegationList = listOf('ReviewDelegationList', delegationView);

const personId = z.string() as unknown as z.ZodType<PersonId>;
const takersView = z.strictObject({
  actions: z.array(z.enum(ACTIONS)),
  people: z.array(personId),
  duties: z.exactOptional(z.array(z.enum(LIAISON_DUTIES))),
  within: z.enum(['office', 'unit']),
  names: z.array(z.string()),
  isStuck: z.boolean().meta({ description: 'People alone are named, and all of them have left.' }),
});
export const flowView = named(
  'ReviewFlow',
  z.strictObject({
    kind: z.enum(REVIEW_KINDS),
    unitId: z.string().nullable(),
    source: z.enum(['configured', 'office', 'unit', 'superior']),
    sourceName: z.string(),
    stages: z.array(z.strictObject({ key: z.string(), title: z.string(), titleEn: z.string(), takers: takersView })),
    secrecy: z.strictObject({ before: z.string(), takers: takersView }).nullable(),
    returnsTo: z.enum(['previous', 'author']),
    footNames: z.boolean(),
    clause: z.string(),
    version: z.int(),
  }),
) satisfies z.ZodType<ReviewFlowView>;
export const flowList = listOf('ReviewFlowList', flowView);

const reviewerView = named(
  'Reviewer',
  z.strictObject({ id: z.string(), name: z.string() }),
) satisfies z.ZodType<ReviewerView>;
export const reviewerList = listOf('ReviewerList', reviewerView);
