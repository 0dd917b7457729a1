import { z } from 'zod';
import {
  DUTY_ACTS,
  type DutyDetailView,
  type DutyFiguresView,
  type DutyRuleView,
  type DutyUnitView,
  type DutyView,
} from '../../api/duties';
import { DUTY_EVENTS, DUTY_STATES, EVIDENCE_KINDS, SHARE_STATES } from '../../domain/duties/duty';
import { ALL_DUTY_REASONS } from '../../domain/duties/dutyReasons';
import { INTERACTION_KINDS } from '../../domain/duties/interactionKinds';
import { DUTY_SUBJECTS, EXTENSION_APPROVERS } from '../../domain/duties/limitRule';
import type { DutyId, UnitId } from '../../domain/ids';
import { asMonth, type Month } from '../../domain/submissions/month';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryFlag } from '../edge/inputSchemas';

export const dutyMonth = z
  .string()
  .refine((text) => asMonth(text) !== null, '应为月份，如 2026-11。')
  .meta({ description: 'A month of Asia/Shanghai, such as `2026-11`.' }) as unknown as z.ZodType<Month>;
export const dutyRuleKey = z.string().min(1).max(40);

export const dutyParams = z.strictObject({ id: idOf<DutyId>() });
export const dutiesQuery = z.strictObject({
  state: z.exactOptional(z.enum(DUTY_STATES)),
  subject: z.exactOptional(z.enum(DUTY_SUBJECTS)),
  ruleKey: z.exactOptional(dutyRuleKey),
  month: z.exactOptional(dutyMonth).meta({ description: 'Of their event.' }),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' }),
  owed: z.exactOptional(queryFlag).meta({ description: 'Still owed, or ended.' }),
  late: z.exactOptional(queryFlag).meta({ description: 'Ended after their deadline, or not.' }),
  transferred: z.exactOptional(queryFlag).meta({ description: 'With another unit than the one asked first.' }),
  ...pageFields,
});
export const figuresQuery = z.strictObject({
  from: z.exactOptional(dutyMonth).meta({ description: 'Absent: the present month.' }),
  to: z.exactOptional(dutyMonth).meta({ description: 'Absent: the present month.' }),
});
export const recordBody = z.strictObject({
  ruleKey: dutyRuleKey.meta({ description: 'A rule of `/duty-rules` that is not for messages.' }),
  unitId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: the unit of whoever asks.' }),
  title: nameText(200),
  began: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).meta({
    description: 'From when the limit counts: a civil date, or an instant with its offset.',
  }),
});
export const stepBody = z.strictObject({
  version: z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' }),
  step: z.enum(DUTY_ACTS),
  reason: z.enum(ALL_DUTY_REASONS).meta({ description: 'One of the reasons of the step.' }),
  words: z.string().trim().max(1_000).default(''),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'The other unit it is about.' }),
  link: z
    .exactOptional(
      z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .nullable(),
    )
    .meta({ description: 'Of `complete`: where it can be seen.' }),
  ruleKey: z.exactOptional(dutyRuleKey).meta({ description: 'Of `reclassify`: the rule it falls under instead.' }),
});

const limit = z.union([z.strictObject({ workingDays: z.int() }), z.strictObject({ hours: z.int() })]);
const listed = {
  id: z.string(),
  title: z.string(),
  subject: z.enum(DUTY_SUBJECTS),
  subjectId: z.string().nullable(),
  ruleKey: z.string(),
  ruleTitle: z.string(),
  ruleTitleEn: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  state: z.enum(DUTY_STATES),
  dueBy: isoInstant.meta({ description: 'The first instant that is late.' }),
  isProvisional: z.boolean().meta({ description: 'The holidays of a year it counts are not announced yet.' }),
  endedAt: isoInstant.nullable(),
  isLate: z.boolean(),
  transfers: z.int(),
  acts: z.array(z.enum(DUTY_ACTS)).meta({ description: 'What whoever asks can do now.' }),
  version: z.int(),
};
export const dutyView = named('Duty', z.strictObject(listed)) satisfies z.ZodType<DutyView>;
export const dutyList = listOf('DutyList', dutyView);
const terms = { limit, clause: z.string(), approver: z.enum(EXTENSION_APPROVERS) };
export const dutyDetailView = named(
  'DutyDetail',
  z.strictObject({
    ...listed,
    firstUnitId: z.string(),
    firstUnitName: z.string(),
    began: z.strictObject({ precision: z.enum(['instant', 'day']), value: z.string(), original: z.string() }),
    limit,
    clause: z.string(),
    isFirstAsked: z.boolean(),
    extension: z
      .strictObject({
        ...terms,
        askedAt: isoInstant.nullable(),
        decision: z.enum(['granted', 'refused']).nullable(),
      })
      .nullable(),
    offeredTo: z.strictObject({ id: z.string(), name: z.string(), at: isoInstant }).nullable(),
    shares: z.array(
      z.strictObject({
        unitId: z.string(),
        unitName: z.string(),
        state: z.enum(SHARE_STATES),
        words: z.string().nullable(),
        at: isoInstant.nullable(),
      }),
    ),
    evidence: z
      .strictObject({ kind: z.enum(EVIDENCE_KINDS), link: z.string().nullable(), words: z.string() })
      .nullable(),
    thread: z.array(
      z.strictObject({
        event: z.enum(DUTY_EVENTS),
        reason: z.string(),
        name: z.string(),
        at: isoInstant,
        words: z.string().nullable(),
        unitName: z.string().nullable(),
      }),
    ),
  }),
) satisfies z.ZodType<DutyDetailView>;

export const dutyUnitList = listOf(
  'DutyUnitList',
  named('DutyUnit', z.strictObject({ id: z.string(), name: z.string() })) satisfies z.ZodType<DutyUnitView>,
);
export const dutyRuleList = listOf(
  'DutyRuleList',
  named(
    'DutyRule',
    z.strictObject({
      key: z.string(),
      title: z.string(),
      titleEn: z.string(),
      subject: z.enum(DUTY_SUBJECTS),
      kinds: z.array(z.enum(INTERACTION_KINDS)),
      limit,
      clause: z.string(),
      extension: z.strictObject(terms).nullable(),
    }),
  ) satisfies z.ZodType<DutyRuleView>,
);
export const dutyFiguresList = listOf(
  'DutyFiguresList',
  named(
    'DutyFigures',
    z.strictObject({
      unitId: z.string(),
      unitName: z.string(),
      ruleKey: z.string(),
      ruleTitle: z.string(),
      ruleTitleEn: z.string(),
      received: z.int().meta({ description: 'Without what was withdrawn.' }),
      inTime: z.int(),
      late: z.int(),
      open: z.int(),
      overdue: z.int(),
      withdrawn: z.int(),
      transferred: z.int(),
    }),
  ) satisfies z.ZodType<DutyFiguresView>,
);
