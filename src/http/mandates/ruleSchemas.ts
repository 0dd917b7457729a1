import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import type { MandateRuleId, PolicyId } from '../../domain/ids';
import { SECTOR_KEY } from '../../domain/accounts/unit';
import { RULE_BINDINGS } from '../../domain/mandates/mandate';
import { AUTHORITIES } from '../../domain/policies/policy';
import type { CivilDate } from '../../domain/time/instant';
import type { AppliedRuleView, RulePreviewView, RuleView } from '../../api/mandates';
import type { RuleDraft } from '../../services/index';
import { isoInstant, listOf, named, publishedView } from '../edge/answerSchemas';
import { idOf, nameText } from '../edge/inputSchemas';
import { platformPreview } from './publishingSchemas';

export const ruleParams = z.strictObject({ id: idOf<MandateRuleId>() });

const limit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(60) }),
  z.strictObject({ hours: z.int().min(1).max(720) }),
]);
const words = z.array(z.string().trim().min(1).max(50)).max(200);
const reason = z.string().trim().min(1).max(500).meta({ description: 'Why; kept in the ledger.' });

/** A real date in the civil calendar; the brand only carries that it is one. */
const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;

const ruleDraft = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .meta({ description: 'Names the rule for good.' }),
  title: nameText(200),
  authorities: z.array(z.enum(AUTHORITIES)).max(AUTHORITIES.length),
  topicWords: words.meta({ description: 'Any of these in the title; empty: every topic.' }),
  platforms: z.array(z.enum(PLATFORMS)).max(PLATFORMS.length),
  regions: words.meta({ description: 'Codes of divisions; empty: every region.' }),
  limit,
  limitByPlatform: z.partialRecord(z.enum(PLATFORMS), limit),
  review: z.enum(['pre-approved', 'staged']),
  effectiveFrom: civilDate,
  clause: z.string().trim().min(1).max(500),
  newVersions: z.exactOptional(z.enum(['ignore', 'review'])),
  interpretations: z.exactOptional(z.boolean()).meta({ description: 'Interpretations are mandated as well.' }),
  offersInterpretations: z
    .exactOptional(z.boolean())
    .meta({ description: 'Interpretations of whitelisted sources are offered with the repost; absent: they are.' }),
  binds: z
    .exactOptional(z.enum(RULE_BINDINGS))
    .meta({ description: '`sector`: only units that work in a field of its issuers.' }),
  sectors: z
    .exactOptional(z.array(z.string().regex(SECTOR_KEY)).max(100))
    .meta({ description: 'Only documents of these fields; empty: of every field.' }),
}) satisfies z.ZodType<RuleDraft>;

export const createRuleBody = z.strictObject({ rule: ruleDraft, reason });
export const updateRuleBody = z.strictObject({ rule: ruleDraft, revision: z.int().min(0), reason });
export const disableRuleBody = z.strictObject({ disabled: z.boolean(), reason });
export const previewRuleBody = z.strictObject({
  rule: ruleDraft,
  policyId: z.exactOptional(idOf<PolicyId>()),
  ruleId: z.exactOptional(idOf<MandateRuleId>()).meta({ description: 'The stored rule that the draft changes.' }),
});
export const applyRuleBody = z.strictObject({
  policyIds: z.array(idOf<PolicyId>()).max(100).meta({ description: 'None: the rule holds for no known policy.' }),
  reason,
});

const limitByPlatform = z.partialRecord(z.enum(PLATFORMS), limit);
export const ruleView = named(
  'MandateRule',
  z.strictObject({
    id: z.string(),
    key: z.string(),
    title: z.string(),
    authorities: z.array(z.enum(AUTHORITIES)),
    topicWords: z.array(z.string()),
    platforms: z.array(z.enum(PLATFORMS)),
    regions: z.array(z.string()),
    limit,
    limitByPlatform,
    review: z.enum(['pre-approved', 'staged']),
    effectiveFrom: z.iso.date(),
    clause: z.string(),
    newVersions: z.enum(['ignore', 'review']),
    interpretations: z.boolean(),
    offersInterpretations: z.boolean(),
    binds: z.enum(RULE_BINDINGS),
    sectors: z.array(z.string()),
    disabledAt: isoInstant.nullable(),
    asksAboutKnown: z.int().meta({ description: 'Known policies nobody has said yet whether it mandates.' }),
    revision: z.int(),
  }),
) satisfies z.ZodType<RuleView>;
export const ruleList = listOf('MandateRuleList', ruleView);

const boundAccount = named(
  'BoundAccount',
  z.strictObject({
    accountId: z.string(),
    name: z.string(),
    platform: z.enum(PLATFORMS),
    unitId: z.string(),
    region: z.string(),
    reason: z.literal('concerned'),
  }),
);
export const rulePreviewView = named(
  'RulePreview',
  z.strictObject({
    policies: z.array(
      z.strictObject({
        policyId: z.string(),
        title: z.string(),
        decision: z.string(),
        dueBy: z.partialRecord(z.enum(PLATFORMS), isoInstant),
      }),
    ),
    known: z.strictObject({
      policies: z.array(
        z.strictObject({
          policyId: z.string(),
          title: z.string(),
          docNumber: z.string().nullable(),
          issuer: z.string().nullable(),
          published: publishedView.nullable(),
          accounts: z.int(),
          channels: z.record(z.enum(PLATFORMS), z.int()),
        }),
      ),
      looked: z.int(),
      more: z.boolean(),
    }),
    counts: z.strictObject({
      concerned: z.int(),
      platform: z.int(),
      region: z.int(),
      sector: z.int(),
      counterpart: z.int(),
      'not-active': z.int(),
    }),
    accounts: listOf('BoundAccountList', boundAccount),
    platforms: z.array(platformPreview),
  }),
) satisfies z.ZodType<RulePreviewView>;

export const appliedRuleView = named(
  'AppliedRule',
  z.strictObject({
    mandated: z.int(),
    results: z.array(z.strictObject({ policyId: z.string(), outcome: z.string() })),
  }),
) satisfies z.ZodType<AppliedRuleView>;
