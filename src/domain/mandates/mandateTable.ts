import type { Mandate } from './mandate';

/** Refused before issue or withdrawn after it: nobody owes anything for it. */
export function isEnded({ stage }: Pick<Mandate, 'stage'>): boolean {
  return stage === 'refused' || stage === 'withdrawn';
}
