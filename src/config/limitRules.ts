import { z } from 'zod';
import { INTERACTION_KINDS } from '../domain/duties/interactionKinds';
import { DUTY_SUBJECTS, EXTENSION_APPROVERS, limitRuleProblems, type LimitRule } from '../domain/duties/limitRule';

const limit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
  z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(24 * 366),
  }),
]);
const rule = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
  title: z.string().min(1),
  titleEn: z.string().min(1),
  subject: z.enum(DUTY_SUBJECTS),
  kinds: z.array(z.enum(INTERACTION_KINDS)),
  limit,
  clause: z.string().min(1),
  firstAsked: z.boolean(),
  extension: z.strictObject({ limit, approver: z.enum(EXTENSION_APPROVERS), clause: z.string().min(1) }).nullable(),
  remind: limit,
  press: limit,
});

/** Within which limit units owe what: each rule with its clause, and one for every kind of message. */
export const dutiesSchema = z.strictObject({
  publicForm: z.strictObject({
    /** Whether anybody may write to the office without signing in. */
    isOpen: z.boolean(),
    mostADay: z.int().min(1).max(100_000),
    mostAnHourPerAddress: z.int().min(1).max(1_000),
  }),
  rules: z
    .array(rule)
    .max(100)
    .superRefine((rules, context) => {
      for (const { at, field, message } of limitRuleProblems(rules as readonly LimitRule[]))
        context.addIssue({ code: 'custom', path: [at, ...field.split('.')], message });
    }),
});

/** What is configured, as services work with it. */
export function limitRules({ rules }: z.infer<typeof dutiesSchema>): readonly LimitRule[] {
  return rules.map((one) => ({ ...one, kinds: [...one.kinds] }));
}
