/**
 * What every view is made of. All instants are ISO 8601 strings in UTC (`…Z`): made once on the server, because
 * rendering Date objects on hot lists costs more than everything else in the response.
 */
export type IsoInstant = string;

/** Publication time as the source states it: an instant or only a day (`2026-09-18`). */
export interface PublishedView {
  readonly precision: 'instant' | 'day';
  readonly value: string;
  readonly original: string;
}

export interface ListView<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly asOf: IsoInstant;
}
