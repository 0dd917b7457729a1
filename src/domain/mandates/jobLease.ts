/**
 * The share of a publish job's lease that must be left to send anything: a host may be queued for. No call may take longer than
 * that, or another worker would take the job over while it is under way.
 */
export const LEFT_TO_SEND = 1 / 4;
