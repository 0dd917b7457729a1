import type { Instant } from '../time/instant';
import type { RuleClause } from './siteCheckRules';

/** What is checked of a website, in the order in which it is shown. */
export const SITE_CHECKS = ['availability', 'home', 'columns', 'interpretations'] as const;
export type SiteCheckKind = (typeof SITE_CHECKS)[number];

/** `veto`: one such check alone makes the site fail (单项否决). `unknown`: not enough was seen to say anything. */
export const SITE_STATES = ['veto', 'warn', 'unknown', 'pass'] as const;
export type SiteState = (typeof SITE_STATES)[number];

/** Why a check says what it says: a closed list. */
export const SITE_REASONS = [
  'failures-veto',
  'failures-warn',
  'failures-today',
  'opens',
  'too-few-visits',
  'home-stale-veto',
  'home-stale-warn',
  'home-updated',
  'home-watched-too-short',
  'home-not-seen',
  'stale-columns-veto',
  'should-update-veto',
  'empty-columns-veto',
  'should-update-warn',
  'empty-columns-warn',
  'columns-updated',
  'columns-not-seen',
  'no-columns',
  'interpretations-missing',
  'interpretations-there',
  'interpretations-not-seen',
  'no-interpretation-column',
  'no-policy-column',
] as const;
export type SiteReason = (typeof SITE_REASONS)[number];

/** What one check says, with the figures it says it by. */
export interface SiteVerdict {
  readonly state: SiteState;
  readonly reason: SiteReason;
  /** What it rests on; null: nothing is held against the site. */
  readonly clause: RuleClause | null;
  readonly figures: Readonly<Record<string, number>>;
  /** Since when it is in this state. */
  readonly sinceAt: Instant;
}
export type SiteVerdicts = Readonly<Record<SiteCheckKind, SiteVerdict>>;

/** What a check says now; since when, `since` knows. */
export type SiteFound = Omit<SiteVerdict, 'sinceAt'>;

/** What is found as a verdict: a state that stays keeps since when it holds. */
export function verdictOf(found: SiteFound, before: SiteVerdict | null, now: Instant): SiteVerdict {
  return { ...found, sinceAt: before !== null && before.state === found.state ? before.sinceAt : now };
}

/**
 * The site as a whole: its worst check. Nothing is fine that was not seen; but what nobody can tell of interpretations
 * (a site without a column of policies owes none) hides nothing of what can make a site fail.
 */
export function worstOf(verdicts: SiteVerdicts): SiteState {
  const states = SITE_CHECKS.map((check) => verdicts[check].state).filter(
    (state, at) => SITE_CHECKS[at] !== 'interpretations' || state !== 'unknown',
  );
  return SITE_STATES.find((state) => states.includes(state)) ?? 'unknown';
}

/** The checks whose state is another one than before. */
export function changedChecks(before: SiteVerdicts, after: SiteVerdicts): readonly SiteCheckKind[] {
  return SITE_CHECKS.filter((check) => before[check].state !== after[check].state);
}

/** Nothing is known yet. */
export function unseenVerdicts(now: Instant): SiteVerdicts {
  const unseen = (reason: SiteReason): SiteVerdict => ({
    ...{ state: 'unknown', reason, clause: null, figures: {}, sinceAt: now },
  });
  return {
    availability: unseen('too-few-visits'),
    home: unseen('home-not-seen'),
    columns: unseen('columns-not-seen'),
    interpretations: unseen('interpretations-not-seen'),
  };
}
