import path from 'node:path';
import { z } from 'zod';
import { ACTIONS } from '../domain/people/role';
import { REVIEW_KINDS, type ReviewFlow } from '../domain/reviews/review';
import { LIAISON_DUTIES } from '../domain/team/liaison';
import { configDir, readJson } from './configFiles';
import type { ProblemList } from './problems';

const takers = z.strictObject({
  actions: z.array(z.enum(ACTIONS)).min(1),
  duties: z.exactOptional(z.array(z.enum(LIAISON_DUTIES))),
  /** People are named by a unit on the page, never in a file. */
  people: z.array(z.never()),
  within: z.enum(['office', 'unit']),
});
const flow = z
  .strictObject({
    kind: z.enum(REVIEW_KINDS),
    stages: z
      .array(
        z.strictObject({
          key: z.string().regex(/^[a-z][a-z-]*$/),
          title: z.string().min(1),
          titleEn: z.string().min(1),
          takers,
        }),
      )
      .min(1)
      .max(6),
    secrecy: z.strictObject({ before: z.string().min(1), takers }).nullable(),
    returnsTo: z.enum(['previous', 'author']),
    footNames: z.boolean(),
    clause: z.string().min(1),
  })
  .refine(({ stages }) => new Set(stages.map(({ key }) => key)).size === stages.length, 'each stage once')
  .refine(
    ({ stages, secrecy }) => secrecy === null || stages.some(({ key }) => key === secrecy.before),
    'secrecy.before names no stage of this flow',
  );
const reviewsSchema = z.strictObject({
  flows: z
    .array(flow)
    .refine((flows) => REVIEW_KINDS.every((kind) => flows.some((one) => one.kind === kind)), 'a flow for every kind')
    .refine((flows) => new Set(flows.map(({ kind }) => kind)).size === flows.length, 'one flow for each kind'),
});

/** How each kind of subject is reviewed where a unit has not said otherwise: `config/reviews.json`. */
export function readReviewFlows(problems: ProblemList): readonly ReviewFlow[] {
  const read = reviewsSchema.safeParse(readJson(path.join(configDir, 'reviews.json'), problems));
  if (read.success) return read.data.flows.map((one) => ({ ...one, unitId: null, version: 0 }));
  for (const { path: at, message } of read.error.issues)
    problems.error('reviews', `reviews.json ${at.map(String).join('.')}`, message);
  return [];
}
