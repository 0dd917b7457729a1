import type { PersonId } from '../ids';
import type { Instant } from '../time/instant';

/** Who does a manual task by hand, since when. */
export interface Taken {
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
}
