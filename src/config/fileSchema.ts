import { z } from 'zod';
import { PLATFORMS } from '../domain/accounts/account';
import { SECTOR_KEY } from '../domain/accounts/unit';
import { RULE_BINDINGS } from '../domain/mandates/mandate';
import { AUTHORITIES, POLICY_SOURCE_KINDS } from '../domain/policies/policy';
import { RETENTION_BOUNDS, type RetentionDays } from '../domain/retention/retentionRules';
import { asCivilDate } from '../domain/time/civil';
import { coverageSchema } from './coverageRules';
import { dutiesSchema } from './limitRules';
import { siteChecksSchema } from './siteCheckRules';
import { submissionsSchema } from './submissionRules';

const limit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(60) }),
  z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(24 * 60),
  }),
]);
const civilDate = z.string().refine((text) => asCivilDate(text) !== null, 'a date such as 2026-11-22');
const minutes = z
  .number()
  .positive()
  .max(24 * 60);
const seconds = z
  .int()
  .min(1)
  .max(24 * 3600);

const MOST_DAYS = 36_500;
/** Whole days something is kept, no shorter than the law or the product bears. */
const daysKept = (setting: keyof RetentionDays) => {
  const { leastDays, clause } = RETENTION_BOUNDS[setting];
  return z.int().min(leastDays, `at least ${leastDays} days (${clause})`).max(MOST_DAYS);
};

/** Civil time of the office. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');

/** An http or https address. */
export const webAddress = z.url({ protocol: /^https?$/ });

/**
 * What a configuration file may say: `config/default.json` says all of it, an office's own file replaces whole
 * top-level sections. Every key is read by somebody (test/config/everyKeyIsRead.test.ts).
 */
export const fileSchema = z.strictObject({
  looks: z.strictObject({
    intervalMinutes: z.strictObject({
      weibo: minutes,
      wechat: minutes,
      portal: minutes,
      // Of every platform that is read through feeds. An office's file of before has none.
      feed: minutes.default(30),
    }),
    concurrency: z.int().min(1).max(64),
    leaseSeconds: seconds,
  }),
  publishing: z.strictObject({ concurrency: z.int().min(1).max(32), leaseSeconds: seconds }),
  ownPosts: z.strictObject({
    watch: z
      .strictObject({
        days: z.int().min(1).max(365),
        thenEveryDays: z.int().min(1).max(90),
        endAfterDays: z.int().min(1).max(3650),
      })
      .refine(({ days, endAfterDays }) => endAfterDays >= days, {
        path: ['endAfterDays'],
        error: 'endAfterDays must not be less than days',
      }),
  }),
  policies: z.strictObject({
    intervalSeconds: seconds,
    sources: z.array(
      z.strictObject({
        key: z.string().min(1),
        kind: z.enum(POLICY_SOURCE_KINDS),
        title: z.string().min(1),
        authority: z.enum(AUTHORITIES),
        url: webAddress,
        whitelisted: z.boolean(),
        settings: z.record(z.string(), z.string()).exactOptional(),
        /** Key of the unit that publishes here for its counterparts. */
        counterpart: z.string().min(1).exactOptional(),
      }),
    ),
  }),
  mandateRules: z.array(
    z.strictObject({
      key: z.string().min(1),
      title: z.string().min(1),
      authorities: z.array(z.enum(AUTHORITIES)).min(1),
      topicWords: z.array(z.string().min(1)),
      platforms: z.array(z.enum(PLATFORMS)).min(1),
      regions: z.array(z.string()),
      limit,
      limitByPlatform: z.partialRecord(z.enum(PLATFORMS), limit),
      review: z.enum(['pre-approved', 'staged']),
      effectiveFrom: z.union([z.literal('first-start'), civilDate]),
      clause: z.string().min(1),
      binds: z.enum(RULE_BINDINGS).exactOptional(),
      sectors: z.array(z.string().regex(SECTOR_KEY, 'a key of config/sectors.json')).exactOptional(),
    }),
  ),
  submissions: submissionsSchema,
  duties: dutiesSchema,
  siteChecks: siteChecksSchema,
  coverage: coverageSchema,
  cases: z.strictObject({ rectificationWorkingDays: z.int().min(1).max(60), watchDays: z.int().min(1).max(3650) }),
  retention: z.strictObject({
    lookDays: daysKept('lookDays'),
    dailyFigureDays: daysKept('dailyFigureDays'),
    accountTextDays: daysKept('accountTextDays'),
    newsTextDays: daysKept('newsTextDays'),
    noticeTextDays: daysKept('noticeTextDays'),
    otherTextDays: daysKept('otherTextDays'),
    submissionTextDays: daysKept('submissionTextDays'),
    interactionTextDays: daysKept('interactionTextDays'),
    endedAlertDays: daysKept('endedAlertDays'),
    tickRunDays: daysKept('tickRunDays'),
    endedSessionDays: daysKept('endedSessionDays'),
    spentTokenDays: daysKept('spentTokenDays'),
    removalDays: daysKept('removalDays'),
    ledgerDays: daysKept('ledgerDays'),
    unheldFileDays: daysKept('unheldFileDays'),
  }),
  files: z.strictObject({
    megabytesADayPerPerson: z.int().min(1).max(100_000),
    megabytesADay: z.int().min(1).max(1_000_000),
  }),
  notify: z.strictObject({
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    workFrom: timeOfDay,
    workUntil: timeOfDay,
    remindersADay: z.int().min(1).max(10),
  }),
  deadline: z.strictObject({ cutOffHour: z.int().min(1).max(24) }),
  signIn: z.strictObject({
    lockAfterFailures: z.int().min(1).max(100),
    lockMinutes: minutes,
    sessionHours: z
      .number()
      .positive()
      .max(24 * 31),
    linkMinutes: minutes,
  }),
  outbound: z.strictObject({
    timeoutSeconds: seconds,
    maxMegabytes: z.number().positive().max(512),
    perHost: z.int().min(1).max(64),
    allowedPrivateOrigins: z.array(z.url({ protocol: /^(?:https?|smtp)$/ })),
  }),
  server: z.strictObject({ secureCookies: z.boolean(), trustProxyHops: z.int().min(0).max(10) }),
});
export type FileConfig = z.infer<typeof fileSchema>;

/**
 * Keys of earlier versions that nobody read. A file that still has them is read without them and warned about: to
 * refuse it would stop an office for a line without effect.
 */
export const RETIRED_KEYS: readonly string[] = ['office', 'looks.timeoutSeconds', 'publishing.timeoutSeconds'];
