import { z } from 'zod';
import { UNIT_LEVELS } from '../domain/accounts/unit';
import { asMonth, type Month } from '../domain/submissions/month';
import { QUOTA_COUNTS, type SubmissionRules } from '../domain/submissions/quota';

const month = z
  .string()
  .refine((text) => asMonth(text) !== null, 'a month such as 2026-11') as unknown as z.ZodType<Month>;
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens');
const least = z.int().min(0).max(1_000);
const once = (items: readonly { readonly key: string }[]): boolean =>
  new Set(items.map((item) => item.key)).size === items.length;

/** What units owe a month, who owes another number and why, and by which criteria quality is told. */
export const submissionsSchema = z.strictObject({
  version: z.string().min(1),
  quotas: z
    .array(
      z.strictObject({
        key,
        levels: z.array(z.enum(UNIT_LEVELS)).min(1),
        under: z.array(z.enum(UNIT_LEVELS)).min(1),
        least,
        counts: z.enum(QUOTA_COUNTS),
        effectiveFrom: month,
        clause: z.string().min(1),
      }),
    )
    .max(100)
    .refine(once, 'each key once'),
  /** By the key of the unit. */
  exceptions: z.record(z.string().min(1), z.strictObject({ least, effectiveFrom: month, reason: z.string().min(1) })),
  criteria: z
    .array(
      z.strictObject({
        key,
        title: z.string().min(1),
        titleEn: z.string().min(1),
        points: z.number().min(0).max(1_000),
        own: z.boolean(),
        clause: z.string().min(1).nullable(),
      }),
    )
    .max(50)
    .refine(once, 'each key once')
    .refine((criteria) => criteria.every(({ own, clause }) => own || clause !== null), 'a clause, or own: true'),
  remindWorkingDays: z.int().min(1).max(20),
  awardClause: z.string().min(1),
});

/** What is configured, as services work with it. */
export function submissionRules(read: z.infer<typeof submissionsSchema>): SubmissionRules {
  const { version, quotas, exceptions, criteria, remindWorkingDays, awardClause } = read;
  return {
    ...{ version, remindWorkingDays, awardClause },
    quotas: quotas.map(({ levels, under, ...quota }) => ({ ...quota, levels: [...levels], under: [...under] })),
    exceptions: Object.entries(exceptions).map(([unitKey, exception]) => ({ unitKey, ...exception })),
    criteria: criteria.map((criterion) => ({ ...criterion })),
  };
}
