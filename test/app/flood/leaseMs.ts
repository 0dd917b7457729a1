import { MINUTE_MS } from '../../../src/domain/time/instant';

/** The clock stands still while a call is under way: only whoever was killed loses what it holds. */
export const LEASE_MS = 2 * MINUTE_MS;
