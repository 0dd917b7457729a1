import { z } from 'zod';
import type { ProbeView, SiteCheckDetailView, SiteCheckView, SiteLinkView, SiteStatesView } from '../../api/siteChecks';
import type { SiteId, UnitId } from '../../domain/ids';
import { LINK_PROBLEMS } from '../../domain/siteChecks/crawl';
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
  verdicts: z.strictObject({ availability: verdict, home: verdict, columns: verdict }),
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

const counts = z.strictObject({ veto: z.int(), warn: z.int(), unknown: z.int(), pass: z.int() });
export const siteStatesView = named(
  'SiteStates',
  z.strictObject({
    counts: z.strictObject({ site: counts, availability: counts, home: counts, columns: counts }),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<SiteStatesView>;
