import type { RetentionBatch, RetentionRun } from '../../domain/retention/retentionRun';

/** What goes in the next step of a run, at most `limit` rows; null: nothing of the class is left. */
export type PlanStep = (run: RetentionRun, limit: number) => Promise<RetentionBatch | null>;
