import type { SiteId, UnitId } from '../../domain/ids';
import type { Row } from '../table';

/** A collection whose rows carry a copy of their account's unit path. */
export interface FollowsAccount extends Row {
  readonly unitPath: readonly UnitId[];
}

/**
 * A collection whose rows carry a copy of the unit of the site they are about; what is not about a site follows its
 * account.
 */
export interface FollowsSite extends FollowsAccount {
  readonly siteId: SiteId | null;
  readonly unitId: UnitId;
  /** What the account or site was called when it was made. */
  readonly accountName: string;
}
