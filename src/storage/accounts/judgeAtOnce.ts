/** Instant zero: due for judging before anything else. */
export const JUDGE_AT_ONCE = new Date(0);
/**
 * Judged, and findings and case do not follow yet. Another instant than that of an event, so that whoever has followed
 * takes back no event that came meanwhile.
 */
export const FOLLOW_AT_ONCE = new Date(1);
