import type { Counts, WorkRun } from '../workRun';

/** People are told of alerts outside of the pages: who, when, by which channel, and what became of it. */
export interface NotifyServices {
  /** Makes notifications of what happened to alerts since the last time. May be repeated and interrupted anywhere. */
  announce(limit: number): Promise<Counts>;
  /** Sends what is due; nothing twice through one channel, whoever dies on the way. */
  deliverDue(run: WorkRun): Promise<Counts>;
}
