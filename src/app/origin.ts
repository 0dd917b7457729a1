/**
 * Which accounts this store holds: once one kind has been registered the other is refused, so the demo never mixes with
 * real records.
 */
export type Origin = 'sandbox' | 'real';
