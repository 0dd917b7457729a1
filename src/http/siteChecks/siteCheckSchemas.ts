import { z } from 'zod';
import type {
  InterpretedPolicyView,
  ProbeView,
  SiteCheckDetailView,
  SiteCheckView,
  SiteLinkView,
  SiteStatesView,
} from '../../api/siteChecks';
import type { SiteId, UnitId } from '../../domain/ids';
import { LINK_PROBLEMS } from '../../domain/siteChecks/crawl';
import { INTERPRETATION_STATES, PAIRED_BY, UNSURE_REASONS } from '../../domain/siteChecks/interpretations';
import { INTERPRETATION_FORMS } from '../../domain/siteChecks/ownPolicies';
import { POLICY_ACTS } from '../../domain/siteChecks/policyDecisions';
import { PAGE_ITEM_STATES, PAGE_ITEMS } from '../../domain/siteChecks/pageItems';
import { PROBE_OUTCOMES, PROBE_REASONS } from '../../domain/siteChecks/probe';
import { SITE_REASONS, SITE_STATES } from '../../domain/siteChecks/siteVerdict';
import { asCivilDate } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';

const state = z.enum(SITE_STATES);
const day = z
  .string()
  .refine((text) => asCivilDate(text) !== null, '应为日期，如 2026-11-30。')
  .meta({ description: 'A civil day of Asia/Shanghai, such as `2026-11-30`.' }) as unknown as z.ZodType<CivilDate>;

export const siteCheckParams = z.strictObject({ id: idOf<SiteId>() });
export const siteChecksQuery = z.strictObject({
  state: z.exactOptional(state).meta({ description: 'Their worst check stands so.' }),
  availability: z.exactOptional(state),
  home: z.exactOptional(state),
  columns: z.exactOptional(state),
  interpretations: z.exactOptional(state),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' }),
  ...pageFields,
});
export const visitsQuery = z.strictObject({
  on: z.exactOptional(day).meta({ description: 'Absent: the day of the last visit.' }),
});

const clause = z.strictObject({ source: z.string(), text: z.string() });
const verdict = named(
  'SiteVerdict',
  z.strictObject({
    state,
    reason: z.enum(SITE_REASONS),
    clause: clause.nullable().meta({ description: 'Null: nothing is held against the site.' }),
    figures: z.record(z.string(), z.number()),
    sinceAt: isoInstant,
  }),
);
const probeView = named(
  'SiteVisit',
  z.strictObject({
    at: isoInstant,
    outcome: z.enum(PROBE_OUTCOMES).meta({ description: '`unknown` counts neither way.' }),
    reason: z.enum(PROBE_REASONS),
    tookMs: z.int(),
  }),
) satisfies z.ZodType<ProbeView>;
export const probeList = listOf('SiteVisitList', probeView);

const pageFinding = named(
  'PageFinding',
  z.strictObject({
    item: z.enum(PAGE_ITEMS),
    state: z.enum(PAGE_ITEM_STATES),
    figure: z.int().nullable().meta({ description: 'How many lack it, or how many days are left.' }),
  }),
);

const listed = {
  id: z.string(),
  name: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  homeUrl: z.string(),
  state,
  verdicts: z.strictObject({ availability: verdict, home: verdict, columns: verdict, interpretations: verdict }),
  lastVisit: probeView.nullable(),
  nextVisitAt: isoInstant,
};
const siteCheckView = named('SiteCheck', z.strictObject(listed)) satisfies z.ZodType<SiteCheckView>;
export const siteCheckList = listOf('SiteCheckList', siteCheckView);
export const siteCheckDetailView = named(
  'SiteCheckDetail',
  z.strictObject({
    ...listed,
    days: z.array(z.strictObject({ on: z.string(), visits: z.int(), failures: z.int(), unknown: z.int() })),
    columnsFiling: clause,
    home: z.strictObject({
      newestOn: z.string().nullable(),
      changedAt: isoInstant.nullable(),
      lastSeenAt: isoInstant.nullable(),
    }),
    page: z
      .strictObject({ seenAt: isoInstant, findings: z.array(pageFinding) })
      .nullable()
      .meta({ description: 'What the home page carries; null: nobody has inspected it yet.' }),
  }),
) satisfies z.ZodType<SiteCheckDetailView>;

export const linkList = listOf(
  'SiteLinkList',
  named(
    'SiteLink',
    z.strictObject({
      problem: z.enum(LINK_PROBLEMS),
      url: z.string(),
      text: z.string(),
      page: z.string().meta({ description: 'The page it stands on.' }),
      reason: z.enum(PROBE_REASONS).nullable(),
    }),
  ) satisfies z.ZodType<SiteLinkView>,
);

export const interpretationList = listOf(
  'InterpretedPolicyList',
  named(
    'InterpretedPolicy',
    z.strictObject({
      ...{ url: z.string(), title: z.string(), docNumber: z.string().nullable(), publishedOn: z.string() },
      state: z.enum(INTERPRETATION_STATES),
      dueBy: isoInstant.meta({ description: 'From then on it is missing.' }),
      interpretation: z
        .strictObject({
          url: z.string(),
          title: z.string().meta({ description: 'Empty: it stands in no column that is watched.' }),
          form: z.enum(INTERPRETATION_FORMS),
          by: z.enum(PAIRED_BY),
        })
        .nullable(),
      unsure: z.enum(UNSURE_REASONS).nullable().meta({ description: 'Why nothing can be said of it.' }),
      decision: z
        .strictObject({ act: z.enum(['excuse', 'name']), reason: z.string(), byName: z.string(), at: isoInstant })
        .nullable(),
    }),
  ) satisfies z.ZodType<InterpretedPolicyView>,
);
export const policyDecisionBody = z.strictObject({
  policy: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .meta({ description: 'The address of the policy.' }),
  act: z.enum(POLICY_ACTS),
  address: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable()
    .default(null)
    .meta({ description: 'Where the interpretation stands; only with `name`.' }),
  reason: z.string().min(1).max(500),
});

const counts = z.strictObject({ veto: z.int(), warn: z.int(), unknown: z.int(), pass: z.int() });
export const siteStatesView = named(
  'SiteStates',
  z.strictObject({
    counts: z.strictObject({
      ...{ site: counts, availability: counts, home: counts, columns: counts, interpretations: counts },
    }),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<SiteStatesView>;
