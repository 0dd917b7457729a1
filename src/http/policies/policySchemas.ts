import { z } from 'zod';
import type { PolicyId } from '../../domain/ids';
import { AUTHORITIES, WITHDRAWAL_REASONS } from '../../domain/policies/policy';
import type { PolicyView } from '../../api/policies';
import type { PolicySourceView } from '../../api/summary';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';

export const policyParams = z.strictObject({ id: idOf<PolicyId>() });

export const policiesQuery = z.strictObject({
  authority: z.exactOptional(z.enum(AUTHORITIES)),
  q: z.exactOptional(z.string().trim().min(1).max(100)).meta({ description: 'Part of the title, taken literally.' }),
  ...pageFields,
});
export type PoliciesQuery = z.output<typeof policiesQuery>;

export const policyView = named(
  'Policy',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    docNumber: z.string().nullable(),
    issuer: z.string().nullable(),
    authority: z.enum(AUTHORITIES),
    published: publishedView.nullable(),
    firstSeenAt: isoInstant,
    version: z.int(),
    url: z.string().nullable(),
    summary: z.string(),
    sightings: z.array(
      z.strictObject({
        sourceId: z.string(),
        sourceTitle: z.string(),
        url: z.string().nullable(),
        listed: z.boolean(),
        firstSeenAt: isoInstant,
        lastSeenAt: isoInstant,
      }),
    ),
    decision: z.string().nullable(),
    withdrawal: z.strictObject({ reason: z.enum(WITHDRAWAL_REASONS), noticedAt: isoInstant }).nullable(),
    interprets: z.strictObject({ names: z.array(z.string()), policyId: z.string().nullable() }).nullable(),
  }),
) satisfies z.ZodType<PolicyView>;
export const policyList = listOf('PolicyList', policyView);

/** One configured place where policies appear, and how our last looks at it went. */
export const policySourceView = named(
  'PolicySource',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    lastLookAt: isoInstant.nullable(),
    lastSightAt: isoInstant.nullable(),
    lastOutcome: z.string().nullable(),
    entries: z.int(),
  }),
) satisfies z.ZodType<PolicySourceView>;
export const policySourceList = listOf('PolicySourceList', policySourceView);
