import { z } from 'zod';
import type { QuotasView } from '../../api/submissionQuotas';
import { UNIT_LEVELS } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';
import { asMonth, type Month } from '../../domain/submissions/month';
import { QUOTA_COUNTS } from '../../domain/submissions/quota';
import { isoInstant, named } from '../edge/answerSchemas';
import { endpoint } from '../edge/endpoint';
import { idOf } from '../edge/inputSchemas';

const level = z.enum(UNIT_LEVELS);
const counts = z.enum(QUOTA_COUNTS).meta({ description: '`sent`: what was sent in; `adopted`: what was used of it.' });
const standing = z
  .enum(['now', 'later', 'past'])
  .meta({ description: 'Counts this month, will later, or has given way to another.' });
const month = z
  .string()
  .refine((text) => asMonth(text) !== null, '请按“2026-11”的形式填写月份。') as unknown as z.ZodType<Month>;

const quotasView = named(
  'SubmissionQuotas',
  z.strictObject({
    rules: z.array(
      z.strictObject({
        ...{ levels: z.array(level), under: z.array(level), least: z.int(), counts },
        ...{ effectiveFrom: z.string(), clause: z.string(), standing },
      }),
    ),
    exceptions: z.array(
      z.strictObject({
        ...{ unitName: z.string(), least: z.int().nullable().meta({ description: 'Null: what its level owes.' }) },
        ...{ effectiveFrom: z.string(), reason: z.string(), standing },
      }),
    ),
    changes: z.array(
      z.strictObject({
        ...{ seq: z.int(), level: level.nullable(), under: level.nullable(), unitName: z.string().nullable() },
        ...{ least: z.int().nullable(), counts, effectiveFrom: z.string(), clause: z.string() },
        ...{ byName: z.string(), at: isoInstant },
      }),
    ),
    seq: z.int(),
    earliestMonth: z.string().meta({ description: 'The first month that can be changed.' }),
    mayChange: z.boolean(),
  }),
) satisfies z.ZodType<QuotasView>;

export const showQuotas = endpoint({
  summary: 'What units owe a month (报送指标), from when, and who changed what of it when',
  answer: quotasView,
  handle({ services, principal }) {
    return services.submissions.quotas(principal);
  },
});

export const setQuota = endpoint({
  summary: 'Set another number for units of a level, or for one unit, from a month on that has not begun',
  body: z.strictObject({
    seq: z.int().min(0).meta({ description: 'As it was read; another one means that somebody was faster.' }),
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('level'), level, under: level }),
      z.strictObject({ kind: z.literal('unit'), unitId: idOf<UnitId>() }),
    ]),
    least: z
      .int()
      .min(0)
      .max(1_000)
      .nullable()
      .meta({ description: 'A month; 0: none. Null, of one unit: what its level owes.' }),
    counts,
    effectiveFrom: month,
    clause: z.string().trim().min(1).max(500).meta({ description: 'The document or reason; kept in the ledger.' }),
  }),
  answer: quotasView,
  handle({ services, principal, body }) {
    return services.submissions.setQuota(body, principal);
  },
});
