/** A point in time. Always UTC inside; civil time is Asia/Shanghai and is made only by the functions of this folder. */
export type Instant = Date;

/** A civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export type CivilDate = string & { readonly __civil: true };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/**
 * When something was published, as exactly as its source says.
 * A source that gives only a date means some instant of that civil day: `[notBeforeAt, before)`, half-open.
 */
export type PublishedAt =
  | { readonly precision: 'instant'; readonly at: Instant; readonly original: string }
  | { readonly precision: 'day'; readonly on: CivilDate; readonly original: string };
