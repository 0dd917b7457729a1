/** Messages that a channel is shown by, without sending any: one of each kind that it may ever carry. */
export const REHEARSED_MESSAGES = [
  'alert',
  'escalated',
  'resolved',
  'many', // folded into few lines
  'long', // as much as can come at once, with long names and signs of four bytes
  'reminder',
  'digest',
  'test',
] as const;
export type RehearsedMessage = (typeof REHEARSED_MESSAGES)[number];
