import { MINUTE_MS } from '../../../src/domain/time/instant';

/** Far more than the time that is moved on while a call is under way on a busy machine. */
export const LEASE_MS = 10 * MINUTE_MS;
