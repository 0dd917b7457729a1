import { z } from 'zod';
import type { RuleClause, SiteCheckRules } from '../domain/siteChecks/siteCheckRules';

const clause = z.strictObject({ source: z.string().min(1), text: z.string().min(1) });
const days = z.int().min(1).max(3_660);
const columnWords = z.array(z.string().min(2)).min(1).max(50);
const columns = z.int().min(1).max(1_000);

/** What websites are checked by: each limit with its clause, a warning before the veto it warns of. */
export const siteChecksSchema = z.strictObject({
  controls: z
    .array(z.url({ protocol: /^https?$/ }))
    .min(1)
    .max(10),
  availability: z
    .strictObject({
      visitsADay: z.int().min(2).max(288),
      moreThanVisitsADay: z.int().min(1).max(287),
      slowSeconds: z.int().min(1).max(60),
      days: z.int().min(1).max(31),
      warnAbovePercent: z.int().min(1).max(100),
      vetoFromPercent: z.int().min(1).max(100),
      warnClause: clause,
      vetoClause: clause,
    })
    .refine(({ visitsADay, moreThanVisitsADay }) => visitsADay > moreThanVisitsADay, {
      path: ['visitsADay'],
      error: 'must be more than moreThanVisitsADay: so few visits prove nothing',
    })
    .refine(({ warnAbovePercent, vetoFromPercent }) => warnAbovePercent < vetoFromPercent, {
      path: ['warnAbovePercent'],
      error: 'must be less than vetoFromPercent',
    }),
  home: z
    .strictObject({ warnAfterDays: days, vetoAfterDays: days, warnClause: clause, vetoClause: clause })
    .refine(({ warnAfterDays, vetoAfterDays }) => warnAfterDays < vetoAfterDays, {
      path: ['warnAfterDays'],
      error: 'must be less than vetoAfterDays',
    }),
  columns: z.strictObject({
    staleVetoFrom: columns,
    shouldUpdateWarnAbove: columns,
    shouldUpdateVetoFrom: columns,
    emptyWarnAbove: columns,
    emptyVetoFrom: columns,
    staleAfterDays: z.strictObject({ news: days, notices: days, other: days }),
    warnClause: clause,
    vetoClause: clause,
    filingClause: clause,
  }),
  interpretations: z.strictObject({
    policyColumns: columnWords,
    interpretationColumns: columnWords,
    notPolicies: z.array(z.string().min(1)).max(200),
    afterWorkingDays: z.int().min(1).max(60),
    windowDays: z.int().min(7).max(366),
    clause,
  }),
  links: z
    .strictObject({
      everyDays: days,
      nightFromHour: z.int().min(0).max(23),
      nightUntilHour: z.int().min(1).max(24),
      mostPages: z.int().min(1).max(2_000),
      mostOutside: z.int().min(0).max(2_000),
      mostDepth: z.int().min(1).max(10),
      mostOfOneForm: z.int().min(1).max(1_000),
      targetsARun: z.int().min(1).max(500),
      knownHosts: z.array(z.string().regex(/^[a-z0-9.-]+$/, 'a host in small letters')).max(500),
      darkWords: z.array(z.string().min(2)).max(500),
      clause,
    })
    .refine(({ nightFromHour, nightUntilHour }) => nightFromHour < nightUntilHour, {
      path: ['nightFromHour'],
      error: 'must be before nightUntilHour',
    }),
}) satisfies z.ZodType<SiteCheckRules>;

/** What is configured, as services work with it. */
export function siteCheckRules({
  controls,
  availability,
  home,
  columns: sums,
  links,
  interpretations,
}: z.infer<typeof siteChecksSchema>): SiteCheckRules {
  const withClauses = <Rules extends { readonly warnClause: RuleClause; readonly vetoClause: RuleClause }>(
    rules: Rules,
  ): Rules => ({ ...rules, warnClause: { ...rules.warnClause }, vetoClause: { ...rules.vetoClause } });
  return {
    controls: [...controls],
    availability: withClauses(availability),
    home: withClauses(home),
    columns: {
      ...withClauses(sums),
      staleAfterDays: { ...sums.staleAfterDays },
      filingClause: { ...sums.filingClause },
    },
    interpretations: {
      ...interpretations,
      policyColumns: [...interpretations.policyColumns],
      interpretationColumns: [...interpretations.interpretationColumns],
      notPolicies: [...interpretations.notPolicies],
      clause: { ...interpretations.clause },
    },
    links: {
      ...{ ...links, knownHosts: [...links.knownHosts], darkWords: [...links.darkWords] },
      clause: { ...links.clause },
    },
  };
}
