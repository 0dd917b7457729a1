import type { Principal } from '../domain/people/role';
import type { Scope } from '../ports/storage';
import { demand } from './refuse';

/** What this reader may see; throws `Refusal` `forbidden` where the role reads nothing. */
export function readScope(principal: Principal): Scope {
  demand('read', principal);
  return principal.unitId;
}
