import type { Connection } from 'mongoose';

/**
 * One step of the store's schema. Numbers rise by one and never change once released. `up` may be run again after it
 * was interrupted, or beside another process that runs it at the same time, and must end in the same state.
 */
export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly up: (connection: Connection) => Promise<void>;
}
