import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import { ALERT_SEVERITIES } from '../../domain/alerts/alert';
import { VERDICT_KINDS } from '../../domain/judging/verdict';
import type { SummaryView } from '../../api/summary';
import { accountView } from '../accounts/accountSchemas';
import { alertView } from '../alerts/alertSchemas';
import { isoInstant, named } from '../edge/answerSchemas';
import { mandateView } from '../mandates/mandateSchemas';
import { policySourceView } from '../policies/policySchemas';

const counts = z.record(z.string(), z.int());
const ofOffice = { description: 'Of the whole office: null for readers of a unit.' };

const sourceHealth = named(
  'SourceHealth',
  z.strictObject({
    platforms: z.array(
      z.strictObject({
        platform: z.enum(PLATFORMS),
        accounts: z.int(),
        seenLastHour: z.int(),
        seenLastDay: z.int(),
        lastSightAt: isoInstant.nullable(),
        outcomes: counts,
      }),
    ),
    policySources: z.array(policySourceView).nullable().meta(ofOffice),
    incidents: z.array(
      z.strictObject({
        key: z.string(),
        platform: z.enum(PLATFORMS).nullable(),
        reason: z.string(),
        accounts: z.int(),
        openedAt: isoInstant,
      }),
    ),
    postsLastDay: z.int(),
    work: z
      .array(
        z.strictObject({
          task: z.string(),
          lastStartedAt: isoInstant.nullable(),
          lastEndedAt: isoInstant.nullable(),
          catchUp: z.boolean(),
        }),
      )
      .nullable()
      .meta(ofOffice),
  }),
);

export const summaryView = named(
  'Summary',
  z.strictObject({
    asOf: isoInstant,
    seq: z.int(),
    history: z.string(),
    mandates: z.array(mandateView),
    openMandates: z.int(),
    breachingSoon: z.strictObject({ total: z.int(), accounts: z.array(accountView) }),
    verdicts: z.record(z.enum([...VERDICT_KINDS, 'improper', 'unjudged']), z.int()),
    verdictsByPlatform: z.array(
      z.strictObject({ platform: z.enum(PLATFORMS), verdict: z.enum([...VERDICT_KINDS, 'unjudged']), count: z.int() }),
    ),
    sourceHealth,
    policiesAwaiting: z
      .strictObject({ total: z.int(), late: z.int(), dueBy: isoInstant.nullable(), rules: z.int() })
      .nullable()
      .meta({ description: 'The list `/policies?awaitsPerson=true`; null for readers of a unit.' }),
    cases: counts,
    jobs: counts,
    unacknowledged: z.record(z.enum(ALERT_SEVERITIES), z.int()),
    acknowledged: z.record(z.enum(ALERT_SEVERITIES), z.int()),
    alerts: z.array(alertView),
    accounts: z.int(),
    units: z.int(),
    credentials: z.strictObject({ expiring: z.int(), expired: z.int(), refused: z.int(), unopened: z.int() }),
    callBudgets: z
      .array(
        z.strictObject({
          platform: z.enum(PLATFORMS),
          callsPerDay: z.int(),
          accounts: z.int(),
          calls: z.int(),
          most: z.int(),
        }),
      )
      .nullable()
      .meta(ofOffice),
    lookLateness: z
      .strictObject({ looks: z.int(), p50Ms: z.int().nullable(), p99Ms: z.int().nullable() })
      .nullable()
      .meta(ofOffice),
  }),
) satisfies z.ZodType<SummaryView>;
