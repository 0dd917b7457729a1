import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import type { AccountId, MandateId, UnitId } from '../../domain/ids';
import { MANUAL_REASONS } from '../../domain/mandates/mandate';
import type { EvidencePackView, ForecastView, PlatformPreviewView } from '../../api/mandates';
import type { ManualTaskView, RetryManualView } from '../../api/obligations';
import { ledgerView } from '../alerts/alertSchemas';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';
import { mandateView, interpretationView } from './mandateSchemas';
import { jobView, obligationView } from './obligationSchemas';

const platform = z.enum(PLATFORMS);
const draft = z.strictObject({
  title: z.string(),
  text: z.string(),
  sourceUrl: z.string(),
  sourceName: z.string(),
  digest: z.string(),
});

export const platformPreview = named(
  'PlatformPreview',
  z.strictObject({
    platform,
    accounts: z.int(),
    publishable: z.int(),
    obstacles: z.record(z.string(), z.int()),
    example: z
      .strictObject({
        accountId: z.string(),
        accountName: z.string(),
        draft,
        measures: z.array(z.strictObject({ name: z.string(), value: z.number(), limit: z.number() })),
        failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
      })
      .nullable(),
  }),
) satisfies z.ZodType<PlatformPreviewView>;
export const platformPreviewList = listOf('PlatformPreviewList', platformPreview);

export const forecastView = named(
  'Forecast',
  z.strictObject({
    asOf: isoInstant,
    open: z.int(),
    inTime: z.int(),
    tooLate: z.int(),
    byHand: z.int(),
    blocked: z.int(),
    obstacles: z.array(
      z.strictObject({
        platform,
        reason: z.enum([...MANUAL_REASONS, 'not-seen', 'overdue']),
        accounts: z.int(),
        obligations: z.int(),
      }),
    ),
    readUpTo: isoInstant.nullable(),
    reasons: z.array(
      z.strictObject({ platform, spent: z.string(), accounts: z.int(), obligations: z.int(), possibleAt: isoInstant }),
    ),
    obligations: z.array(
      z.strictObject({
        obligationId: z.string(),
        accountId: z.string(),
        accountName: z.string(),
        platform,
        policyTitle: z.string(),
        dueBy: isoInstant,
        spent: z.string(),
        possibleAt: isoInstant,
      }),
    ),
  }),
) satisfies z.ZodType<ForecastView>;

export const manualTasksQuery = z.strictObject({ unitId: z.exactOptional(idOf<UnitId>()), ...pageFields });
const manualTask = named(
  'ManualTask',
  z.strictObject({
    obligationId: z.string(),
    mandateId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    platform,
    unitId: z.string(),
    unitName: z.string(),
    policyTitle: z.string(),
    manualReason: z.enum(MANUAL_REASONS).nullable(),
    dueBy: isoInstant,
    provisional: z.boolean(),
    overdue: z.boolean(),
    reminded: z.string().nullable(),
    copy: z.strictObject({
      title: z.string(),
      text: z.string(),
      digest: z.string(),
      link: z.string(),
      readOriginalUrl: z.string(),
      sourceName: z.string(),
      docNumber: z.string().nullable(),
      pictures: z.array(z.string()),
      homeUrl: z.string(),
    }),
    interpretations: z.array(interpretationView),
    officerPath: z.string(),
  }),
) satisfies z.ZodType<ManualTaskView>;
export const manualTaskList = listOf('ManualTaskList', manualTask);

export const evidencePack = named(
  'EvidencePack',
  z.strictObject({
    mandate: mandateView,
    policy: z
      .strictObject({
        id: z.string(),
        title: z.string(),
        version: z.int(),
        textHash: z.string(),
        url: z.string().nullable(),
      })
      .nullable(),
    check: z.array(z.string()),
    items: z.array(
      named(
        'EvidenceItem',
        z.strictObject({
          obligation: obligationView,
          accountHomeUrl: z.string(),
          evidence: z
            .strictObject({ seal: z.string().nullable(), postId: z.string(), countedAt: isoInstant })
            .nullable(),
          job: jobView.nullable(),
          ledger: z.array(ledgerView),
        }),
      ),
    ),
    nextCursor: z.string().nullable(),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<EvidencePackView>;

export const retryManualBody = z.strictObject({
  mandateId: idOf<MandateId>().optional(),
  unitId: idOf<UnitId>().optional(),
  accountId: idOf<AccountId>().optional(),
  platform: platform.optional(),
  manualReasons: z.array(z.enum(MANUAL_REASONS)).min(1).max(MANUAL_REASONS.length).optional(),
  dryRun: z.boolean().meta({ description: 'True: only says what would happen.' }),
});
export const retryManualView = named(
  'RetryManual',
  z.strictObject({
    dryRun: z.boolean(),
    matched: z.int(),
    retried: z.int(),
    refused: z.array(z.strictObject({ reason: z.enum([...MANUAL_REASONS, 'taken']), count: z.int() })),
    more: z.boolean(),
  }),
) satisfies z.ZodType<RetryManualView>;
