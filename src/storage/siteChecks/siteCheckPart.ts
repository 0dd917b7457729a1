import type { SiteCheck } from '../../domain/siteChecks/siteCheck';
import type { PolicyDecisions } from '../../ports/siteCheckStorage';
import { leasePart, type StoredLease } from '../lease';
import { count, countByKey, instant, partSchema, text } from '../schemaParts';

/** What a site's row keeps of its checks. */
export interface SiteCheckPart extends SiteCheck {
  readonly lease: StoredLease;
}

const clause = partSchema({ source: text, text });
const verdict = partSchema({ state: text, reason: text, clause, figures: countByKey, sinceAt: instant });

/** What people have decided of the policies of a site, beside what visits write. */
export type PolicyDecisionsPart = PolicyDecisions;

export const policyDecisionsPart = partSchema({
  decisions: {
    type: [
      partSchema({
        ...{ policy: text, act: text, address: text, reason: text, at: instant },
        by: partSchema({ id: text, name: text }),
      }),
    ],
  },
  ...{ version: count, decidedAt: instant },
});

export const siteCheckPart = partSchema({
  next: partSchema({ on: text, slot: count, at: instant }),
  lastProbe: partSchema({ slot: count, at: instant, outcome: text, reason: text, tookMs: count }),
  recent: { type: [partSchema({ on: text, visits: count, failures: count, unknown: count })] },
  home: partSchema({
    ...{ signature: text, newestOn: text, changedAt: instant, firstSeenAt: instant, lastSeenAt: instant },
  }),
  page: partSchema({ seenAt: instant, findings: { type: [partSchema({ item: text, state: text, figure: count })] } }),
  ...{ interpretedAt: instant, homeUrl: text, countsFrom: text },
  verdicts: partSchema({ availability: verdict, home: verdict, columns: verdict, interpretations: verdict }),
  ...{ state: text, lease: leasePart },
});
