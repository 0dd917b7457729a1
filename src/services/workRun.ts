/** What a service did, as figures: logged, stored with the tick, shown. */
export type Counts = Readonly<Record<string, number>>;

/** A run that claims work: who claims, how much at most, and how it is told to stop. */
export interface WorkRun {
  readonly owner: string;
  readonly max: number;
  readonly signal: AbortSignal;
}
