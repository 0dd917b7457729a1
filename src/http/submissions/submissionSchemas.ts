import { z } from 'zod';
import {
  SUBMISSION_ACTS,
  type AwardDecidedView,
  type AwardLineView,
  type InformantView,
  type StandingListView,
  type SubmissionDetailView,
  type SubmissionFileView,
  type SubmissionRulesView,
  type SubmissionView,
} from '../../api/submissions';
import { UNIT_LEVELS } from '../../domain/accounts/unit';
import type { FileId, LiaisonId, SubmissionId, UnitId } from '../../domain/ids';
import { AWARD_REASONS } from '../../domain/submissions/award';
import { asMonth, type Month } from '../../domain/submissions/month';
import { MONTH_FIGURES, QUOTA_COUNTS } from '../../domain/submissions/quota';
import {
  DECLINE_REASONS,
  RETURN_REASONS,
  SUBMISSION_EVENTS,
  SUBMISSION_KINDS,
  SUBMISSION_STATES,
} from '../../domain/submissions/submission';
import { OFFICE_DECISIONS } from '../../domain/submissions/submissionTable';
import { stopLifts, stopOverrideView } from '../content/contentSchemas';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryFlag, queryInteger } from '../edge/inputSchemas';

const LONGEST_BODY = 20_000;
const MOST_FILES = 20;
const MOST_USES = 20;
const MOST_CRITERIA = 50;
const REASONS = [...new Set([...RETURN_REASONS, ...DECLINE_REASONS])] as const;

const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });
const words = z.string().trim().max(1_000).default('').meta({ description: 'What is said to the unit.' });
const month = z
  .string()
  .refine((text) => asMonth(text) !== null, '应为月份，如 2026-11。')
  .meta({ description: 'A month of Asia/Shanghai, such as `2026-11`.' }) as unknown as z.ZodType<Month>;
const year = { min: 2019, max: 2100 } as const;

export const submissionParams = z.strictObject({ id: idOf<SubmissionId>() });
export const unitParams = z.strictObject({ id: idOf<UnitId>() });
export const informantParams = z.strictObject({ id: idOf<string>() });

export const submissionsQuery = z.strictObject({
  mine: z.exactOptional(queryFlag).meta({ description: 'Only those that whoever asks wrote.' }),
  sent: z.exactOptional(queryFlag).meta({ description: 'Only those that came to the office at some time.' }),
  state: z.exactOptional(z.enum(SUBMISSION_STATES)),
  kind: z.exactOptional(z.enum(SUBMISSION_KINDS)),
  month: z.exactOptional(month),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' }),
  countsFor: z.exactOptional(idOf<UnitId>()).meta({ description: 'Those that count for this unit.' }),
  figure: z.exactOptional(z.enum(MONTH_FIGURES)).meta({
    description: 'What this figure of the standing counts; `returned`: also what is on its way back to the office.',
  }),
  ...pageFields,
});

const draft = {
  title: nameText(200),
  body: z.string().trim().min(1).max(LONGEST_BODY),
  kind: z.enum(SUBMISSION_KINDS),
  section: nameText(100).meta({ description: '供稿科室.' }),
  attachments: z
    .array(z.strictObject({ fileId: idOf<FileId>(), name: nameText(200) }))
    .max(MOST_FILES)
    .refine((files) => new Set(files.map(({ fileId }) => fileId)).size === files.length, '每个文件只能附一次。')
    .default([])
    .meta({ description: 'Pictures and documents that were handed in by `POST /files`.' }),
  informantId: idOf<LiaisonId>().meta({ description: 'The 信息员 it is credited to, of the roster of the unit.' }),
};
export const beginBody = z.strictObject({
  unitId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: the unit of whoever asks.' }),
  ...draft,
});
export const writeBody = z.strictObject({ version, ...draft });
export const submitBody = z.strictObject({ version, overrides: stopLifts });
export const withdrawBody = z.strictObject({ version, reason: z.string().trim().min(1).max(500) });
export const decisionBody = z.strictObject({
  version,
  decision: z.enum(OFFICE_DECISIONS),
  reason: z.enum(REASONS).nullable().default(null).meta({ description: 'Of a return or a refusal.' }),
  words,
  uses: z
    .array(
      z.strictObject({
        where: nameText(100),
        link: z
          .url({ protocol: /^https?$/ })
          .max(2_000)
          .nullable(),
      }),
    )
    .max(MOST_USES)
    .default([])
    .meta({ description: 'Where it was used, and the address of the post.' }),
  criteria: z
    .array(z.string().min(1).max(40))
    .max(MOST_CRITERIA)
    .refine((keys) => new Set(keys).size === keys.length, '每项标准只能选一次。')
    .default([])
    .meta({ description: 'By key, each once.' }),
});

export const standingQuery = z.strictObject({
  month: z.exactOptional(month).meta({ description: 'Absent: the present one.' }),
  order: z.exactOptional(z.enum(['tree', 'missing'])).meta({
    description: '`tree`: units as they stand below each other. `missing`: those that miss most first.',
  }),
});
export const monthQuery = z.strictObject({ month: z.exactOptional(month) });
export const yearQuery = z.strictObject({ year: z.exactOptional(queryInteger(year)) });
export const awardBody = z.strictObject({
  year: z.int().min(year.min).max(year.max),
  version: z.int().min(0).meta({ description: 'As it was read; 0: nobody had decided.' }),
  listed: z.boolean(),
  reason: z.enum(AWARD_REASONS),
  words: z.string().trim().min(1).max(500),
});

const adoption = z.strictObject({
  name: z.string(),
  at: isoInstant,
  uses: z.array(z.strictObject({ where: z.string(), link: z.string().nullable() })),
  criteria: z.array(z.strictObject({ key: z.string(), points: z.number(), name: z.string(), at: isoInstant })),
});
const listed = {
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  title: z.string(),
  kind: z.enum(SUBMISSION_KINDS),
  section: z.string(),
  state: z.enum(SUBMISSION_STATES),
  authorName: z.string(),
  informantId: z.string(),
  informantName: z.string(),
  createdAt: isoInstant,
  sentAt: isoInstant.nullable(),
  month: z.string().nullable().meta({ description: 'The month it counts for: where it was sent first.' }),
  adoption: adoption.nullable(),
  acts: z.array(z.enum(SUBMISSION_ACTS)).meta({ description: 'What whoever asks can do now.' }),
  version: z.int(),
};
const submissionView = named('Submission', z.strictObject(listed)) satisfies z.ZodType<SubmissionView>;
export const submissionList = listOf('SubmissionList', submissionView);
export const submissionDetailView = named(
  'SubmissionDetail',
  z.strictObject({
    ...listed,
    body: z.string(),
    isTextGone: z.boolean().meta({ description: 'Text and files went when their time was over.' }),
    attachments: z.array(z.strictObject({ fileId: z.string(), name: z.string() })),
    thread: z.array(
      z.strictObject({
        event: z.enum(SUBMISSION_EVENTS),
        name: z.string(),
        at: isoInstant,
        reason: z.enum(REASONS).nullable(),
        words: z.string().nullable(),
      }),
    ),
    reviewId: z.string().nullable(),
    overrides: z.array(stopOverrideView).meta({ description: 'What stops its text and was handed in anyway.' }),
  }),
) satisfies z.ZodType<SubmissionDetailView>;

const informantView = named(
  'Informant',
  z.strictObject({ id: z.string(), name: z.string(), post: z.string() }),
) satisfies z.ZodType<InformantView>;
export const informantList = listOf('InformantList', informantView);

const figures = {
  sent: z.int(),
  adopted: z.int(),
  returned: z.int().meta({ description: 'With the unit again: counts once it has come again.' }),
  notAdopted: z.int(),
  counted: z.int(),
  missing: z.int(),
};
const quota = z.strictObject({
  key: z.string(),
  least: z.int(),
  counts: z.enum(QUOTA_COUNTS),
  clause: z.string(),
  exception: z.string().nullable(),
});
export const standingView = named(
  'SubmissionStanding',
  z.strictObject({
    items: z.array(
      z.strictObject({
        unitId: z.string(),
        unitName: z.string(),
        quota: quota.nullable().meta({ description: 'Null: it owes nothing this month.' }),
        now: z.strictObject(figures),
        settled: z.strictObject({ ...figures, at: isoInstant, ruleVersion: z.string() }).nullable(),
        isCorrected: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
    asOf: isoInstant,
    month: z.string(),
    dueBy: isoInstant,
    remindAt: isoInstant,
    firstMonth: z.string().nullable(),
  }),
) satisfies z.ZodType<StandingListView>;

export const rulesView = named(
  'SubmissionRules',
  z.strictObject({
    version: z.string(),
    quotas: z.array(
      z.strictObject({
        key: z.string(),
        levels: z.array(z.enum(UNIT_LEVELS)),
        under: z.array(z.enum(UNIT_LEVELS)),
        least: z.int(),
        counts: z.enum(QUOTA_COUNTS),
        effectiveFrom: z.string(),
        clause: z.string(),
      }),
    ),
    exceptions: z.array(
      z.strictObject({ unitKey: z.string(), least: z.int().nullable(), effectiveFrom: z.string(), reason: z.string() }),
    ),
    criteria: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        titleEn: z.string(),
        points: z.number(),
        own: z.boolean().meta({ description: 'The rule names none; this office set it.' }),
        clause: z.string().nullable(),
      }),
    ),
    remindWorkingDays: z.int(),
    awardClause: z.string(),
  }),
) satisfies z.ZodType<SubmissionRulesView>;

const awardDecision = z.strictObject({
  listed: z.boolean(),
  reason: z.enum(AWARD_REASONS),
  words: z.string(),
  name: z.string(),
  at: isoInstant,
  version: z.int(),
});
export const awardDecidedView = named(
  'AwardDecided',
  z.strictObject({ informant: z.string(), decision: awardDecision }),
) satisfies z.ZodType<AwardDecidedView>;
const awardLineView = named(
  'AwardLine',
  z.strictObject({
    informant: z.string(),
    name: z.string(),
    units: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    months: z.array(z.strictObject({ month: z.string(), sent: z.int(), adopted: z.int() })),
    sent: z.int(),
    adopted: z.int(),
    points: z.number(),
    criteria: z.array(z.strictObject({ key: z.string(), times: z.int() })),
    owedMonths: z.int(),
    metMonths: z.int(),
    place: z.int().meta({ description: 'By points, adopted and sent; shared by those who are alike.' }),
    isTied: z.boolean(),
    decision: awardDecision.nullable(),
  }),
) satisfies z.ZodType<AwardLineView>;
export const awardList = listOf('AwardList', awardLineView);

export const fileView = named(
  'SubmissionFile',
  z.strictObject({ fileName: z.string(), content: z.string().meta({ description: 'In base64.' }) }),
) satisfies z.ZodType<SubmissionFileView>;
