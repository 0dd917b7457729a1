import { z } from 'zod';
import { SECTOR_KEY } from '../../domain/accounts/unit';
import type { PolicyId } from '../../domain/ids';
import { AUTHORITIES, WITHDRAWAL_REASONS } from '../../domain/policies/policy';
import type { PolicyView, SectorView } from '../../api/policies';
import type { PolicySourceView } from '../../api/summary';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, pageFields, queryFlag } from '../edge/inputSchemas';

export const policyParams = z.strictObject({ id: idOf<PolicyId>() });

export const policiesQuery = z.strictObject({
  authority: z.exactOptional(z.enum(AUTHORITIES)),
  q: z
    .exactOptional(z.string().trim().min(1).max(100))
    .meta({ description: 'Part of the title or of the document number (文号), taken literally.' }),
  awaitsPerson: z
    .exactOptional(queryFlag)
    .meta({ description: '`true`: only those whose authority or field a person has to decide.' }),
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
    sectors: z.array(z.string()).meta({ description: 'Keys of `/sectors`.' }),
    awaitsPerson: z.boolean(),
    awaitedDueBy: isoInstant.nullable(),
    byHand: z
      .strictObject({
        authority: z.enum(AUTHORITIES),
        sectors: z.array(z.string()),
        bindsNobody: z.boolean(),
        name: z.string(),
        at: isoInstant,
        reason: z.string(),
      })
      .nullable(),
    decision: z.string().nullable(),
    withdrawal: z.strictObject({ reason: z.enum(WITHDRAWAL_REASONS), noticedAt: isoInstant }).nullable(),
    interprets: z.strictObject({ names: z.array(z.string()), policyId: z.string().nullable() }).nullable(),
  }),
) satisfies z.ZodType<PolicyView>;
export const policyList = listOf('PolicyList', policyView);

export const policyDecisionBody = z.strictObject({
  authority: z.enum(AUTHORITIES),
  sectors: z.array(z.string().regex(SECTOR_KEY)).max(50).default([]),
  bindsNobody: z.boolean().default(false).meta({ description: 'No rule mandates it.' }),
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
});

const sectorView = named(
  'Sector',
  z.strictObject({ key: z.string(), zh: z.string(), en: z.string(), ledBy: z.array(z.string()) }),
) satisfies z.ZodType<SectorView>;
export const sectorList = listOf('SectorList', sectorView);

/** One configured place where policies appear, and how our last looks at it went. */
export const policySourceView = named(
  'PolicySource',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    counterpart: z
      .strictObject({ unitId: z.string().nullable(), name: z.string() })
      .nullable()
      .meta({ description: 'Whose counterparts its documents bind; a unit without id is not registered.' }),
    lastLookAt: isoInstant.nullable(),
    lastSightAt: isoInstant.nullable(),
    lastOutcome: z.string().nullable(),
    entries: z.int(),
  }),
) satisfies z.ZodType<PolicySourceView>;
export const policySourceList = listOf('PolicySourceList', policySourceView);
