import { z } from 'zod';
import type { TrainingView } from '../../api/training';
import { isoInstant, named } from '../edge/answerSchemas';
import { nameText, PAGE_LIMIT_MAX, queryInteger } from '../edge/inputSchemas';

export const trainingQuery = z.strictObject({
  q: z.string().trim().max(60).default('').meta({ description: "Part of a target's name." }),
  limit: queryInteger({ min: 1, max: PAGE_LIMIT_MAX }).default(30),
});

export const faultBody = z.strictObject({
  target: z.string().min(1).max(200),
  fault: z.string().min(1).max(60).nullable().meta({ description: 'A name of `kinds`; null ends the fault.' }),
  forMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .nullable()
    .default(null)
    .meta({ description: 'Ends by itself after this long; null: when somebody ends it.' }),
});

export const policyDraftBody = z.strictObject({
  title: nameText(120, 4).nullable().default(null).meta({ description: 'Null: a title is invented.' }),
  issuer: z
    .string()
    .max(60)
    .nullable()
    .default(null)
    .meta({ description: "One of `issuers`; null: the State Council's office." }),
});
export const publishedPolicy = named(
  'SimulatedPolicy',
  z.strictObject({ title: z.string(), docNumber: z.string(), url: z.string() }),
);

const inBothLanguages = z.strictObject({ zh: z.string(), en: z.string() });

export const trainingView = named(
  'Training',
  z.strictObject({
    kinds: z.array(z.strictObject({ name: z.string(), title: inBothLanguages, effect: inBothLanguages })),
    targets: z.array(
      z.strictObject({
        target: z.string(),
        kind: z.enum(['platform', 'account']),
        title: z.string(),
        faults: z.array(z.string()),
      }),
    ),
    total: z.int(),
    active: z.array(
      z.strictObject({
        target: z.string(),
        title: z.string(),
        fault: z.string(),
        since: isoInstant,
        until: isoInstant.nullable(),
      }),
    ),
    issuers: z.array(z.string()),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<TrainingView>;
