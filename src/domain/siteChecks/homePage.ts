import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { DAY_MS, type CivilDate, type Instant } from '../time/instant';
import type { HomeRules } from './siteCheckRules';
import type { SiteFound } from './siteVerdict';

/** What a home page shows of when it was updated. */
export interface HomeSeen {
  /** Of what it links to, by the words of the links: a date of today or a counter changes nothing. Null: no links. */
  readonly signature: string | null;
  /** The newest date that stands beside a link and is not in the future. */
  readonly newestOn: CivilDate | null;
}

/** What is known of the updates of a home page. */
export interface HomeFacts {
  readonly signature: string | null;
  readonly newestOn: CivilDate | null;
  /** When its links were seen to have changed. Null: not since we look. */
  readonly changedAt: Instant | null;
  readonly firstSeenAt: Instant | null;
  readonly lastSeenAt: Instant | null;
}

export const UNSEEN_HOME: HomeFacts = {
  ...{ signature: null, newestOn: null, changedAt: null, firstSeenAt: null, lastSeenAt: null },
};

/** What is known after the page was seen again. A page without links tells nothing. */
export function foldHome(facts: HomeFacts, { signature, newestOn }: HomeSeen, now: Instant): HomeFacts {
  if (signature === null) return facts;
  const today = civilDateOf(now);
  const dated = newestOn !== null && newestOn <= today ? newestOn : null;
  const changed = facts.signature !== null && facts.signature !== signature;
  return {
    signature,
    newestOn: later(facts.newestOn, dated),
    changedAt: changed ? now : facts.changedAt,
    firstSeenAt: facts.firstSeenAt ?? now,
    lastSeenAt: now,
  };
}

/**
 * Whether the home page is updated. Its last update is the newest date on it or the last change that was seen, whichever
 * is later; what is held against it is what was proven: from there to the last sight, and no longer than it was watched
 * where no change was seen (the clause has a site monitored for that long).
 */
export function judgeHome(facts: HomeFacts, rules: HomeRules): SiteFound {
  const { lastSeenAt, firstSeenAt, changedAt, newestOn } = facts;
  if (lastSeenAt === null || firstSeenAt === null)
    return { state: 'unknown', reason: 'home-not-seen', clause: null, figures: {} };
  // Of a day the bound that favours the site: its end.
  const datedAt = newestOn === null ? null : startOfCivilDate(addCivilDays(newestOn, 1));
  const known = [changedAt, datedAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  const fromMs = known.length > 0 ? Math.max(...known) : firstSeenAt.getTime();
  const days = Math.max(0, Math.floor((lastSeenAt.getTime() - fromMs) / DAY_MS));
  const figures = { days };
  // Old dates alone prove nothing: until a change was seen, it has to be watched as long as the clause says.
  const watched = Math.floor((lastSeenAt.getTime() - firstSeenAt.getTime()) / DAY_MS);
  const proven = changedAt === null ? Math.min(days, watched) : days;
  if (proven >= rules.vetoAfterDays)
    return { state: 'veto', reason: 'home-stale-veto', clause: rules.vetoClause, figures };
  if (proven >= rules.warnAfterDays)
    return { state: 'warn', reason: 'home-stale-warn', clause: rules.warnClause, figures };
  return known.length > 0 && days < rules.warnAfterDays
    ? { state: 'pass', reason: 'home-updated', clause: null, figures }
    : { state: 'unknown', reason: 'home-watched-too-short', clause: null, figures };
}

function later(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
