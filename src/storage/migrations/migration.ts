import type { Connection } from 'mongoose';
import { MINUTE_MS } from '../../domain/time/instant';

/**
 * One step of the store's schema. Numbers rise by one and never change once released. `up` may be run again after it
 * was interrupted, or beside another process that runs it at the same time, and must end in the same state.
 */
export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly up: (connection: Connection) => Promise<void>;
}

/**
 * How an index is asked for over rows that are there already: a million of them take minutes, and other commands end
 * after one.
 */
export const BUILDING = { timeoutMS: 60 * MINUTE_MS } as const;
